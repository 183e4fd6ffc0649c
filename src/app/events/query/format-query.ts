import type { EventFilter } from '../event-filter.ts'
import type { QueryClock } from './query-time.ts'
import { formatQueryTime } from './query-time.ts'

/** As it is where it is one plain word, in quotes otherwise. */
export const quoteValue = (text: string): string =>
  text !== '' && !/[\s"(),\\]/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`

/** A word by itself must not be taken for anything else. */
const quoteWord = (text: string): string => {
  const quoted = quoteValue(text)
  if (quoted.startsWith('"')) return quoted
  const isMore = quoted.startsWith('-') || /^(OR|AND|NOT)$/.test(quoted) || /^[a-z][a-z-]*[:~]/i.test(quoted)
  return isMore ? `"${text}"` : quoted
}

const timeOf = (from: number, to: number, clock: QueryClock): string => {
  const parts = [
    ...(from === -Infinity ? [] : [`after:${formatQueryTime(from, clock)}`]),
    ...(to === Infinity ? [] : [`before:${formatQueryTime(to, clock)}`]),
  ]
  return parts.length > 1 ? `(${parts.join(' ')})` : parts.join('')
}

const idOf = (from: number, to: number): string =>
  from === to ? `${from}` : to === Infinity ? `${from}..` : `${from > 0 ? from : ''}..${to}`

type Leaf = Exclude<EventFilter, { kind: 'all' | 'any' | 'not' }>

/** The term's name with its sign, and the value; words and times have no values that could share a term. */
const termOf = (leaf: Leaf): { readonly term: string; readonly value: string } | undefined => {
  switch (leaf.kind) {
    case 'type':
      return { term: 'type:', value: quoteValue(leaf.name) }
    case 'bot':
      return { term: 'bot:', value: quoteValue(leaf.bot) }
    case 'user':
      return { term: 'user:', value: quoteValue(leaf.user) }
    case 'dialog':
      return { term: 'dialog:', value: quoteValue(leaf.dialog) }
    case 'message':
      return { term: 'message:', value: String(leaf.messageId) }
    case 'source':
      return { term: 'source:', value: leaf.source }
    case 'has':
      return { term: 'has:', value: leaf.part }
    case 'id':
      return { term: 'id:', value: idOf(leaf.from, leaf.to) }
    case 'payload':
      return { term: 'payload~', value: quoteValue(leaf.text) }
    case 'text':
    case 'time':
      return undefined
  }
}

const isLeaf = (filter: EventFilter): filter is Leaf =>
  filter.kind !== 'all' && filter.kind !== 'any' && filter.kind !== 'not'

/** Alternatives of the same term side by side become one: `type:command,message`. */
const anyOf = (parts: readonly EventFilter[], clock: QueryClock): readonly string[] => {
  const written: { term: string | undefined; text: string }[] = []
  for (const part of parts) {
    const named = isLeaf(part) ? termOf(part) : undefined
    const before = written.at(-1)
    if (named && before?.term === named.term) before.text += `,${named.value}`
    else written.push({ term: named?.term, text: write(part, 'any', clock) })
  }
  return written.map(({ text }) => text)
}

type Around = 'none' | 'all' | 'any' | 'not'

const write = (filter: EventFilter, around: Around, clock: QueryClock): string => {
  switch (filter.kind) {
    case 'all': {
      const text = filter.of.map((part) => write(part, 'all', clock)).join(' ')
      return around === 'not' || around === 'all' ? `(${text})` : text
    }
    case 'any': {
      const parts = anyOf(filter.of, clock)
      return parts.length > 1 && around !== 'none' ? `(${parts.join(' OR ')})` : parts.join(' OR ')
    }
    case 'not':
      return `-${write(filter.of, 'not', clock)}`
    case 'text':
      return quoteWord(filter.text)
    case 'time':
      return timeOf(filter.from, filter.to, clock)
    default: {
      const named = termOf(filter)
      return named ? named.term + named.value : ''
    }
  }
}

/** A filter as a query that parses to it. */
export const formatQuery = (filter: EventFilter | undefined, clock: QueryClock): string =>
  filter ? write(filter, 'none', clock) : ''
