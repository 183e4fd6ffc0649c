import { quoteValue } from './format-query.ts'
import type { Piece, Place } from './query-tokens.ts'
import { tokensOf } from './query-tokens.ts'
import type { TermKey } from './query-terms.ts'
import { termKeyOf, termKeys } from './query-terms.ts'

/** What could be typed at a place of a query. */
export type Asked =
  | (Place & { readonly what: 'term'; readonly part: string })
  | (Place & { readonly what: 'value'; readonly key: TermKey; readonly part: string })

const holds = ({ from, to }: Place, caret: number): boolean => from <= caret && caret <= to

const partOf = (piece: Piece, text: string, caret: number): string =>
  piece.isQuoted ? text.slice(piece.from + 1, caret).replace(/"$/, '') : text.slice(piece.from, caret)

/** What is asked for where the caret stands; undefined inside a quoted word or after a term the language has not. */
export const askedAt = (text: string, caret: number): Asked | undefined => {
  const token = tokensOf(text).find((token) => holds(token, caret) && token.to >= caret && token.from < caret)
  if (!token || token.kind === 'open' || token.kind === 'close' || token.kind === 'minus')
    return { what: 'term', part: '', from: caret, to: caret }
  if (token.kind === 'word' && token.word.isQuoted) return undefined
  if (token.kind !== 'term' || caret <= token.key.to)
    return { what: 'term', part: text.slice(token.from, caret), from: token.from, to: token.to }
  const key = termKeyOf(token.key.text)
  const value = token.values.find((piece) => holds(piece, caret))
  if (!key || !value) return undefined
  return { what: 'value', key, part: partOf(value, text, caret), from: value.from, to: value.to }
}

/** The terms that could be meant. */
export const termsFor = (part: string): readonly TermKey[] =>
  termKeys.filter((key) => key.startsWith(part.toLowerCase()))

/** The text with what was chosen in the place of what was typed, and where the caret stands then. */
export const complete = (text: string, asked: Asked, chosen: string): { text: string; caret: number } => {
  const rest = text.slice(asked.to)
  const sign = chosen === 'text' || chosen === 'payload' ? '~' : ':'
  const insert = asked.what === 'term' ? chosen + sign : quoteValue(chosen)
  // After a value the next term can follow at once.
  const gap = asked.what === 'value' && !/^[\s,)]/.test(rest) ? ' ' : ''
  const before = text.slice(0, asked.from) + insert + gap
  return { text: before + rest, caret: before.length }
}
