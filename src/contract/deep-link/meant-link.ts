import { findJsonLosses, type JsonLoss } from '../json-losses.ts'
import type { LinkParts } from './link-parts.ts'
import { parseContext } from './link-limits.ts'

type Address = Exclude<LinkParts, { kind: 'none' }>

type ReadContext = {
  readonly value: unknown
  /** The text it was read from. */
  readonly json: string
  /** What of the text the value has not kept. */
  readonly losses: readonly JsonLoss[]
}

/** What somebody meant by an address, whatever became of it on its way. */
export type MeantLink = {
  /** undefined when it names none. */
  readonly botDialogId: string | undefined
  /** As it stands in the address. */
  readonly rawContext: string | undefined
  /** `unreadable`: no JSON, however often it is decoded. */
  readonly context: ReadContext | 'none' | 'unreadable' | 'tooDeep'
}

const names = {
  web: { dialog: 'IM_DIALOG', context: 'BOT_CONTEXT' },
  app: { dialog: 'dialogId', context: 'context' },
} as const

/** A name out of HTML that was copied with its `&amp;`. */
export const unescapedName = (name: string): string => name.replace(/^amp;/i, '')

const pairsOf = (link: Address): readonly (readonly [name: string, raw: string | undefined])[] =>
  link.kind === 'web' ? link.parameters : link.segments

/** Whether a parameter is one of the two, though readers may not know it in this spelling. */
export const isOwnName = (link: Address, name: string): boolean => {
  const { dialog, context } = names[link.kind]
  return [dialog.toLowerCase(), context.toLowerCase()].includes(unescapedName(name).toLowerCase())
}

/** Names of the two in small letters, which no reader knows. */
export const hasOtherCase = (link: Address): boolean => {
  const exact: readonly string[] = Object.values(names[link.kind])
  return pairsOf(link).some(([name]) => isOwnName(link, name) && !exact.includes(unescapedName(name)))
}

/** Whether one of the two is there more than once, in whatever spelling. */
export const isTwice = (link: Address): boolean =>
  Object.values(names[link.kind]).some(
    (wanted) =>
      pairsOf(link).filter(([name]) => unescapedName(name).toLowerCase() === wanted.toLowerCase()).length > 1,
  )

/** The parameter in its right spelling, or else in any. */
const rawOf = (link: Address, role: 'dialog' | 'context'): string | undefined => {
  const wanted = names[link.kind][role]
  const pairs = pairsOf(link)
  const found =
    pairs.find(([name]) => name === wanted) ??
    pairs.find(([name]) => unescapedName(name).toLowerCase() === wanted.toLowerCase())
  return found?.[1]
}

const tryDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first of none, one, two or three decodes that is JSON. */
const contextIn = (written: string): MeantLink['context'] => {
  let text = written
  for (let decodes = 0; decodes <= 3; decodes += 1) {
    const parsed = parseContext(text)
    if (parsed === 'tooDeep') return parsed
    if (parsed !== 'noJson') return { ...parsed, json: text, losses: [...findJsonLosses(text)] }
    text = tryDecode(text)
  }
  return 'unreadable'
}

/** Reads an address as its author meant it. */
export const readMeant = (link: Address): MeantLink => {
  const dialog = rawOf(link, 'dialog')
  const rawContext = rawOf(link, 'context')
  // Only in a query is a plus a space; the desktop app leaves it as it is.
  const written = link.kind === 'web' ? rawContext?.replaceAll('+', '%20') : rawContext
  return {
    botDialogId: dialog ? tryDecode(dialog) : undefined,
    rawContext,
    context: written === undefined ? 'none' : contextIn(written),
  }
}
