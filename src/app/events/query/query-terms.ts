import type { EventFilter, EventPart } from '../event-filter.ts'
import { eventParts, sourceKinds } from '../event-filter.ts'
import type { QueryClock } from './query-time.ts'
import { parseQueryTime } from './query-time.ts'

/** The terms of the language, in the order in which they are offered. */
export const termKeys = [
  'type',
  'bot',
  'user',
  'dialog',
  'text',
  'after',
  'before',
  'has',
  'source',
  'message',
  'id',
  'payload',
] as const
export type TermKey = (typeof termKeys)[number]

/** Other words people try. */
const keyAliases: Readonly<Record<string, TermKey>> = {
  event: 'type',
  from: 'user',
  chat: 'dialog',
  since: 'after',
  until: 'before',
  is: 'has',
  json: 'payload',
}

/** Undefined where the language has no such term. */
export const termKeyOf = (text: string): TermKey | undefined => {
  const key = text.toLowerCase()
  return (
    termKeys.find((known) => known === key) ?? (Object.hasOwn(keyAliases, key) ? keyAliases[key] : undefined)
  )
}

const partAliases: Readonly<Record<string, EventPart>> = {
  button: 'keyboard',
  buttons: 'keyboard',
  file: 'files',
  attachment: 'attach',
  problems: 'problem',
}

const partOf = (text: string): EventPart | undefined =>
  eventParts.find((part) => part === text) ??
  (Object.hasOwn(partAliases, text) ? partAliases[text] : undefined)

const idPattern = /^(\d{1,15})$/
const rangePattern = /^(\d{1,15})?\.\.(\d{1,15})?$/

const idsOf = (text: string): EventFilter | undefined => {
  if (idPattern.test(text)) return { kind: 'id', from: Number(text), to: Number(text) }
  const range = rangePattern.exec(text)
  if (!range || text === '..') return undefined
  const ends = [Number(range[1] ?? 0), Number(range[2] ?? Infinity)] as const
  return { kind: 'id', from: Math.min(...ends), to: Math.max(...ends) }
}

/** What one value of a term asks for; undefined where the term does not take it. */
export const leafOf = (key: TermKey, text: string, clock: QueryClock): EventFilter | undefined => {
  switch (key) {
    case 'type':
      return { kind: 'type', name: text }
    case 'bot':
      return { kind: 'bot', bot: text }
    case 'user':
      return { kind: 'user', user: text }
    case 'dialog':
      return { kind: 'dialog', dialog: text }
    case 'text':
      return { kind: 'text', text }
    case 'payload':
      return { kind: 'payload', text }
    case 'id':
      return idsOf(text)
    case 'message':
      return idPattern.test(text) ? { kind: 'message', messageId: Number(text) } : undefined
    case 'source': {
      const source = sourceKinds.find((kind) => kind === text.toLowerCase())
      return source && { kind: 'source', source }
    }
    case 'has': {
      const part = partOf(text.toLowerCase())
      return part && { kind: 'has', part }
    }
    case 'after': {
      const at = parseQueryTime(text, clock)
      return at === undefined ? undefined : { kind: 'time', from: at, to: Infinity }
    }
    case 'before': {
      const at = parseQueryTime(text, clock)
      return at === undefined ? undefined : { kind: 'time', from: -Infinity, to: at }
    }
  }
}
