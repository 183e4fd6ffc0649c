import type { EventFilter } from '../event-filter.ts'
import type { Place, Token } from './query-tokens.ts'
import { tokensOf } from './query-tokens.ts'
import type { TermKey } from './query-terms.ts'
import { leafOf, termKeyOf } from './query-terms.ts'
import type { QueryClock } from './query-time.ts'

/** Something in a query that was not understood, and where. What it belongs to is left out; the rest still filters. */
export type QueryProblem = Place & {
  readonly code:
    | 'unknownTerm'
    | 'noValue'
    | 'badValue'
    | 'later'
    | 'unclosedQuote'
    | 'unclosedGroup'
    | 'strayClose'
    | 'emptyGroup'
    | 'danglingOr'
    | 'danglingNot'
    | 'tooDeep'
    | 'tooLong'
  /** The term that does not take the value. */
  readonly key?: TermKey
}

export type ParsedQuery = {
  /** Undefined where nothing is left that filters. */
  readonly filter: EventFilter | undefined
  readonly problems: readonly QueryProblem[]
}

/** More than this nobody types; what is longer is not read. */
export const longestQuery = 10_000
const deepest = 30

type Kind = 'all' | 'any'

/** One group while it is read: alternatives, of which each is a list of what must hold together. */
type Group = {
  readonly at: number
  readonly alternatives: EventFilter[][]
  /** Whether the alternative at hand has a part, understood or not. */
  hasPart: boolean
  /** An `OR` that still needs its right side. */
  or: Token | undefined
  /** A minus that still needs what it negates. */
  minus: Token | undefined
}

const newGroup = (at: number): Group => ({
  at,
  alternatives: [[]],
  hasPart: false,
  or: undefined,
  minus: undefined,
})

/** Groups within groups of the same kind are one; one alone needs no group. */
const join = (kind: Kind, parts: readonly EventFilter[]): EventFilter | undefined => {
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]))
  return of.length > 1 ? { kind, of } : of[0]
}

const negate = (filter: EventFilter): EventFilter =>
  filter.kind === 'not' ? filter.of : { kind: 'not', of: filter }

const closeGroup = ({ alternatives }: Group): EventFilter | undefined =>
  join(
    'any',
    alternatives.flatMap((parts) => join('all', parts) ?? []),
  )

/** Reads a query; never throws. `now` and the zone are what its times are read against. */
export const parseQuery = (text: string, clock: QueryClock): ParsedQuery => {
  const problems: QueryProblem[] = []
  const tell = (code: QueryProblem['code'], { from, to }: Place, key?: TermKey): void => {
    problems.push({ code, from, to, ...(key === undefined ? {} : { key }) })
  }

  const termFilter = (token: Extract<Token, { kind: 'term' }>): EventFilter | undefined => {
    const key = termKeyOf(token.key.text)
    if (!key) {
      tell('unknownTerm', token)
      return undefined
    }
    const leaves = token.values.flatMap((value) => {
      if (value.isOpen) tell('unclosedQuote', value)
      if (!value.text.trim()) {
        tell('noValue', token.values.length > 1 ? value : token, key)
        return []
      }
      const leaf = leafOf(key, value.text, clock)
      if (!leaf) tell('badValue', value, key)
      if (leaf?.kind === 'time' && key === 'after' && leaf.from > clock.now) tell('later', value, key)
      return leaf ?? []
    })
    return join('any', leaves)
  }

  const open: [Group, ...Group[]] = [newGroup(0)]
  const top = (): Group => open.at(-1) ?? open[0]
  /** Groups below the deepest, which are read as if their parentheses were not there. */
  let ignored = 0

  const add = (filter: EventFilter | undefined) => {
    const group = top()
    const { minus } = group
    group.hasPart = true
    group.minus = undefined
    group.or = undefined
    if (filter) group.alternatives.at(-1)?.push(minus ? negate(filter) : filter)
  }
  const endsWell = (group: Group) => {
    if (group.or) tell('danglingOr', group.or)
    if (group.minus) tell('danglingNot', group.minus)
  }
  const close = (place: Place) => {
    const group = top()
    open.pop()
    endsWell(group)
    const filter = closeGroup(group)
    if (!filter && problems.every(({ from }) => from < group.at))
      tell('emptyGroup', { from: group.at, to: place.to })
    add(filter)
  }

  const take = (token: Token) => {
    const group = top()
    switch (token.kind) {
      case 'open':
        if (open.length > deepest) {
          ignored += 1
          if (ignored === 1) tell('tooDeep', token)
          return
        }
        open.push(newGroup(token.from))
        return
      case 'close':
        if (ignored > 0) ignored -= 1
        else if (open.length === 1) tell('strayClose', token)
        else close(token)
        return
      case 'minus':
        group.minus = group.minus ? undefined : token
        return
      case 'or':
        if (!group.hasPart || group.minus) return tell('danglingOr', token)
        group.alternatives.push([])
        group.hasPart = false
        group.or = token
        return
      case 'and':
        return
      case 'term':
        return add(termFilter(token))
      case 'word':
        if (token.word.isOpen) tell('unclosedQuote', token)
        return add(token.word.text.trim() ? { kind: 'text', text: token.word.text } : undefined)
    }
  }

  tokensOf(text.slice(0, longestQuery)).forEach(take)
  while (open.length > 1) {
    const { at } = top()
    tell('unclosedGroup', { from: at, to: at + 1 })
    close({ from: text.length, to: text.length })
  }
  endsWell(open[0])
  if (text.length > longestQuery) tell('tooLong', { from: longestQuery, to: text.length })
  return { filter: closeGroup(open[0]), problems: problems.toSorted((one, other) => one.from - other.from) }
}
