import { isSafeAddress } from '../safe-address.ts'
import { contextFindings } from './context-findings.ts'
import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { deliveryOf, linkReaders, type LinkReaderName } from './link-delivery.ts'
import type { LinkFinding } from './link-finding.ts'
import { parseLink, type LinkParts } from './link-parts.ts'

export type LinkLint = {
  readonly findings: readonly LinkFinding[]
  /** The context somebody meant, as well as it can be told. */
  readonly meant: unknown
  readonly botDialogId: string | undefined
  /** The same link as it should be written; undefined when nothing can be told, or nothing needs repair. */
  readonly repaired: string | undefined
}

/** Longer addresses are cut or refused somewhere: by mail programs, proxies and old servers. */
export const longestUrl = 2000
/** A code to scan holds no more than that at level M. */
export const longestScanned = 2331

const tryDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const tryParse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** The parameter as it stands in the address, whatever its place and its name's case. */
const rawOf = (link: LinkParts, name: string): string | undefined => {
  if (link.kind === 'none') return undefined
  const pairs = link.kind === 'web' ? link.parameters : link.segments
  const wanted =
    link.kind === 'web' ? (name === 'dialogId' ? 'im_dialog' : 'bot_context') : name.toLowerCase()
  return pairs.find(([key]) => key.toLowerCase() === wanted)?.[1]
}

/** What its author meant: the first of none, one, two or three decodes that is JSON. */
const meantBy = (raw: string): { readonly value: unknown } | undefined => {
  let text = raw.replaceAll('+', '%20')
  for (let decodes = 0; decodes <= 3; decodes += 1) {
    const parsed = tryParse(text)
    if (parsed) return parsed
    text = tryDecode(text)
  }
  return undefined
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Readers of this kind of link, without the older portals, which lose every context. */
const readersOf = (link: LinkParts): readonly LinkReaderName[] =>
  linkReaders.filter((reader) =>
    reader === 'fullLoadOlder' ? false : link.kind === 'app' ? reader === 'desktop' : reader !== 'desktop',
  )

const deliveryFindings = (link: LinkParts, meant: unknown): LinkFinding[] => {
  const wanted = JSON.stringify(meant)
  const by = readersOf(link).map((reader) => ({ reader, delivery: deliveryOf(link, reader) }))
  const readersWith = (isHit: (of: (typeof by)[number]) => boolean) =>
    by.filter(isHit).map(({ reader }) => reader)
  const because = (why: string) =>
    readersWith(({ delivery }) => delivery.kind === 'unheard' && delivery.why === why)
  const altered = readersWith(
    ({ delivery }) =>
      (delivery.kind === 'delivered' && JSON.stringify(delivery.meant) !== wanted) ||
      (delivery.kind === 'unheard' && ['undecodable', 'aborted'].includes(delivery.why)),
  )
  const findings = [
    { code: 'altered', readers: altered },
    { code: 'notBehindDialog', readers: because('notBehindDialog') },
    { code: 'opensOther', readers: because('opensOther') },
  ] as const
  return findings.flatMap((finding) => (finding.readers.length > 0 ? [{ ...finding, level: 'error' }] : []))
}

/** Everything else in the address comes behind the two that must stand first. */
const repairedOf = (link: LinkParts, botDialogId: string, meant: object): string | undefined => {
  if (link.kind === 'none') return undefined
  const context = { ...(meant as Readonly<Record<string, unknown>>) } // a list has its indexes as keys, as on the wire
  if (link.kind === 'app')
    return encodeAppLink({ portalOrigin: `https://${link.domain}`, botDialogId, context })
  const others = link.parameters.filter(([name]) => !/^(im_dialog|bot_context)$/i.test(name))
  const behind = others.map(([name, raw]) => `&${name}=${raw}`).join('')
  return `${encodeWebLink({ portalOrigin: link.origin, botDialogId, context })}${behind}`
}

/**
 * Looks for everything that keeps a link from working, on any reader, and writes it anew where that mends it.
 * `portals` are origins (`https://portal.example`), `botDialogIds` the ids of bots that are there; without them nobody
 * is a stranger.
 */
export const lintLink = (
  pasted: string,
  known: { readonly portals?: readonly string[]; readonly botDialogIds?: readonly string[] } = {},
): LinkLint => {
  const link = parseLink(pasted)
  if (link.kind === 'none')
    return {
      findings: [{ code: 'noLink', level: 'error' }],
      meant: undefined,
      botDialogId: undefined,
      repaired: undefined,
    }
  const host = link.kind === 'web' ? new URL(link.origin).host : link.domain
  const rawDialog = rawOf(link, 'dialogId')
  const botDialogId = rawDialog ? tryDecode(rawDialog) : undefined
  const raw = rawOf(link, 'context')
  const meant = raw === undefined ? undefined : meantBy(raw)
  const hosts = known.portals?.map((origin) => new URL(origin).host)
  const findings: LinkFinding[] = [
    ...(link.kind === 'web' && !isSafeAddress(new URL(link.origin))
      ? [{ code: 'plainHttp', level: 'error' } as const]
      : []),
    ...(hosts && !hosts.includes(host) ? [{ code: 'unknownPortal', level: 'error' } as const] : []),
    ...(botDialogId === undefined ? [{ code: 'noDialog', level: 'error' } as const] : []),
    ...(botDialogId !== undefined && known.botDialogIds?.includes(botDialogId) === false
      ? [{ code: 'unknownBot', level: 'error' } as const]
      : []),
    ...(raw === undefined ? [{ code: 'noContext', level: 'error' } as const] : []),
    ...(raw !== undefined && (!meant || isContainer(meant.value))
      ? deliveryFindings(link, meant?.value)
      : []),
    ...(meant ? contextFindings(meant.value) : []),
    ...(link.url.length > longestUrl ? [{ code: 'tooLong', level: 'warning' } as const] : []),
    ...(link.url.length > longestScanned ? [{ code: 'denseCode', level: 'warning' } as const] : []),
  ]
  const repaired =
    botDialogId !== undefined && meant && isContainer(meant.value)
      ? repairedOf(link, botDialogId, meant.value)
      : undefined
  return {
    findings,
    meant: meant?.value,
    botDialogId,
    repaired: repaired === link.url ? undefined : repaired,
  }
}
