/** No server takes an address much longer than 8,000 characters; a context far past that is a mistake, not a link. */
export const mostTyped = 20_000

const sizeOf = (length: number): string =>
  length >= 1_000_000 ? `${(length / 1_000_000).toFixed(1)} MB` : `${Math.round(length / 1000)} kB`

/** Says that a context is too large to be worth reading. */
export const sizeTrouble = (length: number): string | undefined =>
  length <= mostTyped
    ? undefined
    : `Too large: ${sizeOf(length)}. A link carries about 2,000 characters, and no server takes more than 8,000. Store the data and send its number.`

/** A click sends the context as a form, and PHP drops what is nested deeper than 64 levels there. */
const deepest = 60

/** Says that JSON is nested deeper than can arrive; looks at the text alone, so that no depth can overflow it. */
export const depthTrouble = (json: string): string | undefined => {
  let depth = 0
  for (const [mark] of json.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[{}[\]]/g)) {
    depth += mark === '{' || mark === '[' ? 1 : -1
    if (depth > deepest)
      return `Nested deeper than ${deepest} levels: the portal drops what is deeper than 64.`
  }
  return undefined
}

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
