import type { Place, Token } from './query-tokens.ts'
import { tokensOf } from './query-tokens.ts'
import type { QueryClock } from './query-time.ts'
import { formatQueryTime } from './query-time.ts'
import { longestQuery } from './parse-query.ts'
import { termKeyOf } from './query-terms.ts'

/** One of the parts that must hold together, with its minus; `token` is what follows the minus. */
type Part = Place & { readonly token: Token }

/** Parts at the top, as far as they were typed; undefined where the top has alternatives. */
const topParts = (text: string): readonly Part[] | undefined => {
  const parts: Part[] = []
  let depth = 0
  let start: number | undefined
  for (const token of tokensOf(text.slice(0, longestQuery))) {
    if (token.kind === 'or' && depth === 0) return undefined
    start ??= token.from
    if (token.kind === 'open') depth += 1
    if (token.kind === 'close') depth = Math.max(0, depth - 1)
    if (depth > 0 || token.kind === 'minus') continue
    if (token.kind !== 'and') parts.push({ from: start, to: token.to, token })
    start = undefined
  }
  // A group that is not closed ends with the text.
  if (depth > 0 && start !== undefined)
    parts.push({ from: start, to: text.length, token: { kind: 'open', from: start, to: start + 1 } })
  return parts
}

/** Where the parts of a query stand that each narrow it; the whole is one where it has alternatives at the top. */
export const queryParts = (text: string): readonly Place[] => {
  if (!text.trim()) return []
  return topParts(text)?.map(({ from, to }) => ({ from, to })) ?? [{ from: 0, to: text.length }]
}

/** The query without one of its parts. */
export const withoutPart = (text: string, { from, to }: Place): string =>
  [text.slice(0, from).trim(), text.slice(to).trim()].filter(Boolean).join(' ')

const isTime = ({ from, token }: Part): boolean => {
  if (token.kind !== 'term' || token.from !== from) return false
  const key = termKeyOf(token.key.text)
  return key === 'after' || key === 'before'
}

/** The query narrowed to a span of time, in the place of the one it had; `undefined` takes the span away. */
export const withTime = (
  text: string,
  range: { readonly from: number; readonly to: number } | undefined,
  clock: QueryClock,
): string => {
  const parts = topParts(text)
  const rest = parts
    ? parts
        .filter((part) => !isTime(part))
        .map(({ from, to }) => text.slice(from, to))
        .join(' ')
    : `(${text.trim()})`
  const span =
    range && `after:${formatQueryTime(range.from, clock)} before:${formatQueryTime(range.to, clock)}`
  return [rest, span].filter(Boolean).join(' ')
}
