import type { LinkReading } from '../../contract/portal-pages/page-views.ts'
import { encodeRunActionForm } from './run-action-form.ts'

export type LinkReader = 'full-load' | 'full-load-older' | 'in-portal-click' | 'desktop' | 'mobile'

export type LinkToRead = {
  readonly reader: LinkReader
  readonly url: string
  /** Host with port of the portal the reader belongs to. */
  readonly domain: string
  /** How often the desktop's native shell decodes a part before its page sees it; unknown, so a model. */
  readonly nativeDecodes?: 0 | 1
}

/** What a reader found: `undefined` when the address is not for it. */
type Found = {
  readonly dialogId: string
  /** Absent when the chat opens without a context. */
  readonly context?: unknown
  readonly errors?: readonly string[]
  readonly cleanedUrl?: string
}

/** The two calls the web readers share: the address has been decoded once already, this is the second time. */
const decodeAndParse = (raw: string | null): Pick<Found, 'context' | 'errors'> => {
  try {
    return { context: JSON.parse(decodeURIComponent(String(raw))) as unknown }
  } catch (error) {
    return { context: {}, errors: [`BOT_CONTEXT: ${String(error)}`] }
  }
}

const parseUrl = (url: string): URL | undefined => {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}

const portalPage = (url: string, domain: string): URL | undefined => {
  const address = parseUrl(url)
  return address && /^https?:$/.test(address.protocol) && address.host === domain ? address : undefined
}

/** Parameters that open something else and win over a dialog. */
const winning = ['IM_NOTIFY', 'IM_HISTORY', 'IM_LINES']

const opensOther = (address: URL): boolean => winning.some((name) => address.searchParams.has(name))

const withoutContext = (address: URL): string => {
  const cleaned = new URL(address)
  cleaned.searchParams.delete('BOT_CONTEXT')
  return cleaned.href
}

const readFullLoad = (url: string, domain: string): Found | undefined => {
  const address = portalPage(url, domain)
  const dialogId = address?.searchParams.get('IM_DIALOG')
  if (!address || !dialogId || opensOther(address)) return undefined
  if (!address.searchParams.has('BOT_CONTEXT')) return { dialogId }
  return {
    dialogId,
    ...decodeAndParse(address.searchParams.get('BOT_CONTEXT')),
    cleanedUrl: withoutContext(address),
  }
}

/** Portals before the second parse: the text goes on as it is, and the address keeps it. */
const readFullLoadOlder = (url: string, domain: string): Found | undefined => {
  const address = portalPage(url, domain)
  const dialogId = address?.searchParams.get('IM_DIALOG')
  if (!address || !dialogId || opensOther(address)) return undefined
  const context = address.searchParams.get('BOT_CONTEXT')
  return context === null ? { dialogId } : { dialogId, context }
}

const binding = /\?IM_DIALOG=([^&]+)(&BOT_CONTEXT=([^&]+))?/i

/** Takes only links whose query begins with IM_DIALOG; a context must stand right behind it or is never seen. */
const readInPortalClick = (url: string, domain: string): Found | undefined => {
  const address = portalPage(url, domain)
  const match = address && binding.exec(url)
  const dialogId = match?.[1]
  if (!address || !dialogId) return undefined
  if (match[3] === undefined) return { dialogId }
  return { dialogId, ...decodeAndParse(address.searchParams.get('BOT_CONTEXT')) }
}

/** The command's parts between slashes, `a/b` meaning `a: 'b'`; whoever decodes, does it part by part. */
const readDesktop = (url: string, domain: string, nativeDecodes: 0 | 1): Found | undefined => {
  const match = /^bx:\/\/v2\/([^/]+)\/botContext\/(.*)$/.exec(url.trim())
  if (match?.[1] !== domain) return undefined
  const parts = (match[2] ?? '').split('/')
  const handed = new Map<string, string>()
  for (let index = 0; index + 1 < parts.length; index += 2)
    handed.set(parts[index] ?? '', parts[index + 1] ?? '')
  const decoded = (name: string): string | undefined => {
    const raw = handed.get(name)
    if (raw === undefined) return undefined
    return decodeURIComponent(nativeDecodes === 1 ? decodeURIComponent(raw) : raw) // a URIError here ends the command
  }
  const dialogId = decoded('dialogId')
  const context = decoded('context')
  if (!dialogId) return undefined
  if (context === undefined) return { dialogId }
  const read = decodeAndParse(context)
  return { dialogId, context: read.context }
}

const tap = /\/online\/\?IM_DIALOG=([^&=$/?]+)(?:&BOT_CONTEXT=([^&=?#]*))?/

/** A tap inside the app: decoded once, cut at a raw `=`, `?` or `#`; that the text is then parsed once is a model. */
const readMobile = (url: string, domain: string): Found | undefined => {
  const match = portalPage(url, domain) && tap.exec(url)
  const dialogId = match?.[1]
  if (!match || !dialogId) return undefined
  if (!match[2]) return { dialogId }
  try {
    const context = JSON.parse(decodeURIComponent(match[2].replaceAll('+', ' '))) as unknown
    return typeof context === 'object' && context !== null ? { dialogId, context } : { dialogId }
  } catch {
    return { dialogId }
  }
}

const find = ({ reader, url, domain, nativeDecodes = 0 }: LinkToRead): Found | undefined => {
  switch (reader) {
    case 'full-load':
      return readFullLoad(url, domain)
    case 'full-load-older':
      return readFullLoadOlder(url, domain)
    case 'in-portal-click':
      return readInPortalClick(url, domain)
    case 'desktop':
      return readDesktop(url, domain, nativeDecodes)
    case 'mobile':
      return readMobile(url, domain)
  }
}

const nothing = { dialogId: null, sends: false, consoleErrors: [], cleanedUrl: null, formBody: null }

/** The form the page would post, or the error that keeps it from posting. */
const formOf = (dialogId: string, context: unknown): { body: string } | { error: string } => {
  try {
    return { body: encodeRunActionForm({ dialogId, context }) }
  } catch (error) {
    return { error: String(error) }
  }
}

/** Reads an address as one client of the platform does, failures included; sends nothing itself. */
export const readLink = (link: LinkToRead): LinkReading => {
  const { reader } = link
  let found: Found | undefined
  try {
    found = find(link)
  } catch (error) {
    return { reader, outcome: 'aborted', ...nothing, consoleErrors: [String(error)] }
  }
  if (!found) return { reader, outcome: 'ignored', ...nothing }
  const opened = {
    reader,
    outcome: 'open' as const,
    dialogId: found.dialogId,
    cleanedUrl: found.cleanedUrl ?? null,
  }
  const consoleErrors = [...(found.errors ?? [])]
  if (!('context' in found)) return { ...opened, sends: false, consoleErrors, formBody: null }
  const form = formOf(found.dialogId, found.context)
  if ('error' in form)
    return {
      ...opened,
      context: found.context,
      sends: false,
      consoleErrors: [...consoleErrors, form.error],
      formBody: null,
    }
  return { ...opened, context: found.context, sends: true, consoleErrors, formBody: form.body }
}
