import type { LinkParameter } from '../../contract/links/saved-link.ts'

const most = { parameters: 8, valueChars: 100, encodedChars: 600 } as const

const utmName = /^utm_[a-z0-9_]{1,30}$/

/**
 * What a visitor's own address says of the campaign: `utm_…` alone, each name once, the first one counts. Limited,
 * so that nobody makes the page long; nothing else of the address gets into the link.
 */
export const broughtParameters = (query: URLSearchParams): LinkParameter[] => {
  const taken = new Map<string, string>()
  for (const [given, value] of query) {
    const name = given.toLowerCase()
    if (utmName.test(name) && value !== '' && value.length <= most.valueChars && !taken.has(name))
      taken.set(name, value)
  }
  let size = 0
  return [...taken].slice(0, most.parameters).filter(([name, value]) => {
    const length = name.length + encodeURIComponent(value).length + 2
    if (size + length > most.encodedChars) return false
    size += length
    return true
  })
}
