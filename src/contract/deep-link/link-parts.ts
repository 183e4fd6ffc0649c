import { findLink } from './find-link.ts'
import { longestRead } from './link-limits.ts'

/** A pasted address, taken apart without decoding anything. */
export type LinkParts =
  | {
      readonly kind: 'web'
      /** `https://portal.example`, with its port. */
      readonly origin: string
      readonly path: string
      /** In their order, names and values as they stand there. */
      readonly parameters: readonly (readonly [name: string, raw: string])[]
      readonly url: string
    }
  | {
      readonly kind: 'app'
      readonly domain: string
      /** As an address has it, with its port; undefined when no portal can have this one. */
      readonly host: string | undefined
      /** `dialogId/7/context/…` as pairs; the last one has no value when a part is missing. */
      readonly segments: readonly (readonly [name: string, raw: string | undefined])[]
      readonly url: string
    }
  | {
      readonly kind: 'none'
      readonly why: 'empty' | 'tooLarge' | 'noAddress' | 'badPortal' | 'otherScheme' | 'otherCommand'
    }

const appLink = /^bx:\/\/v2\/([^/]+)\/([^/]+)\/?(.*)$/is

/** Only a host and its port: what else an address may hold there would lead elsewhere. */
const hostOf = (domain: string): string | undefined =>
  !/[@?#\\%\s]/.test(domain) && URL.canParse(`https://${domain}`)
    ? new URL(`https://${domain}`).host
    : undefined

const segmentsOf = (rest: string) => {
  const parts = rest.split('/')
  return Array.from(
    { length: Math.ceil(parts.length / 2) },
    (_, index) => [parts[index * 2] ?? '', parts[index * 2 + 1]] as const,
  )
}

const parametersOf = (search: string) =>
  search
    .replace(/^\?/, '')
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? ([pair, ''] as const) : ([pair.slice(0, at), pair.slice(at + 1)] as const)
    })

/** Takes an address apart that somebody pasted, as it is or with the text it stood in. */
export const parseLink = (pasted: string): LinkParts => {
  const text = pasted.trim()
  if (text === '') return { kind: 'none', why: 'empty' }
  if (text.length > longestRead) return { kind: 'none', why: 'tooLarge' }
  const url = findLink(text)
  const [, domain = '', command = '', rest = ''] = appLink.exec(url) ?? []
  if (domain !== '')
    return command === 'botContext'
      ? { kind: 'app', domain, host: hostOf(domain), segments: segmentsOf(rest), url }
      : { kind: 'none', why: 'otherCommand' }
  if (!URL.canParse(url))
    return { kind: 'none', why: /^https?:\/\/[^/]/i.test(url) ? 'badPortal' : 'noAddress' }
  const { protocol, origin, pathname } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return { kind: 'none', why: 'otherScheme' }
  const [, search = ''] = /^[^?#]*(\?[^#]*)?/.exec(url) ?? []
  return { kind: 'web', origin, path: pathname, parameters: parametersOf(search), url }
}
