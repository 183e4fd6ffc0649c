import { findJsonLosses, type JsonLoss } from '../../../../contract/json-losses.ts'

import { deepest, isTooDeep } from '../../../../contract/deep-link/link-limits.ts'

/** No server takes an address much longer than 8,000 characters; a context far past that is a mistake, not a link. */
export const mostTyped = 20_000

const sizeOf = (length: number): string =>
  length >= 1_000_000 ? `${(length / 1_000_000).toFixed(1)} MB` : `${Math.round(length / 1000)} kB`

/** Says that a context is too large to be worth reading. */
export const sizeTrouble = (length: number): string | undefined =>
  length <= mostTyped
    ? undefined
    : `Too large: ${sizeOf(length)}. A link carries about 2,000 characters, and no server takes more than 8,000. Store the data and send its number.`

/** Says that JSON is nested deeper than can arrive. */
export const depthTrouble = (json: string): string | undefined =>
  isTooDeep(json)
    ? `Nested deeper than ${deepest} levels: the portal drops what is deeper than 64.`
    : undefined

const troubles: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'Nothing stands here yet. A context is a JSON object: { … }.'],
  [
    /\[object \w+\]/,
    '“[object Object]” is what JavaScript prints in place of an object. Copy the result of JSON.stringify(…) instead.',
  ],
  [
    /\[Circular|<ref \*\d+>/,
    'Copied from a console, of an object that contains itself: JSON has no way to write that. Leave the cyclic part out.',
  ],
  [
    /\{\s*(…|\.\.\.)\s*\}|\[\s*(…|\.\.\.)\s*\]|…\s*[}\]]/,
    'Copied from a console, which shortens what is inside to “…”. Copy the result of JSON.stringify(…) instead.',
  ],
  [/^\s*(https?|bx):\/\//i, 'This is a link, not a context. “Inspect” takes links apart.'],
  [/[“”„«»]/, 'Not JSON: “curly” quotes. JSON takes straight ones: ".'],
  [/[{,]\s*'/, 'Not JSON: it takes double quotes ("), not single ones (\').'],
  [/[{,]\s*[A-Za-z_$][\w$]*\s*:/, 'Not JSON: names stand in double quotes, {"action": "hello"}.'],
  [/,\s*[}\]]/, 'Not JSON: a comma before a closing bracket.'],
  [/\b(undefined|NaN|Infinity)\b/, 'Not JSON: there is no undefined, NaN or Infinity in it.'],
]

/** Why a text is no JSON, in words for whoever has pasted it; `said` is the parser's own message. */
export const jsonTrouble = (text: string, said: string): string =>
  troubles.find(([pattern]) => pattern.test(text))?.[1] ?? `No JSON yet: ${said || 'unreadable'}.`

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

const lossText = ({ kind, path, text }: JsonLoss): string =>
  kind === 'number'
    ? `${path.join('.') || 'This'}: a number cannot hold ${shortened(text)}; it would become ${JSON.stringify(Number(text))}. Put it in quotes.`
    : `${path.join('.')}: the name comes twice in one object, and only the last value would stay.`

/** What would be lost of a JSON object by reading it, a sentence for each of its fields. */
export const lossTroubles = (json: string): ReadonlyMap<string, string> => {
  const troubles = new Map<string, string>()
  for (const loss of findJsonLosses(json)) {
    const field = String(loss.path[0] ?? '')
    if (!troubles.has(field)) troubles.set(field, lossText(loss))
  }
  return troubles
}
