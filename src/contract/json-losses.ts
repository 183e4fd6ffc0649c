import { isExactNumber } from './exact-number.ts'

/** What `JSON.parse` would silently alter: a number it cannot hold, or a name that comes twice in one object. */
export type JsonLoss = {
  readonly kind: 'number' | 'nameTwice'
  /** Names and positions that lead there, from the outermost. */
  readonly path: readonly (string | number)[]
  /** The number or the name as it is written. */
  readonly text: string
}

/** An object with the names it has had, or a list with its position. */
type Level = { readonly names: Set<string> | undefined; key: string | number }

const endOfString = (json: string, start: number): number => {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0
    while (json[at - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return at
  }
  return json.length
}

/** Up to 15 digits a number holds whatever they are. */
const surelyKept = /^-?\d{1,15}$/

const numberText = /[-+.\deE]+/y

/** Looks at the text itself, which has to be JSON: once it is parsed, nothing shows what was lost. */
export const findJsonLosses = function* (json: string): Generator<JsonLoss, void> {
  const levels: Level[] = []
  let isName = false
  for (let at = 0; at < json.length; at += 1) {
    const mark = json.charAt(at)
    const level = levels.at(-1)
    if (mark === '{' || mark === '[') {
      levels.push(mark === '{' ? { names: new Set(), key: '' } : { names: undefined, key: 0 })
      isName = mark === '{'
    } else if (mark === '}' || mark === ']') {
      levels.pop()
    } else if (mark === ',' && level) {
      isName = level.names !== undefined
      if (typeof level.key === 'number') level.key += 1
    } else if (mark === '"') {
      const end = endOfString(json, at)
      if (isName && level?.names) {
        const written = json.slice(at, end + 1)
        const name = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1)
        level.key = name
        if (level.names.has(name)) yield { kind: 'nameTwice', path: levels.map(({ key }) => key), text: name }
        level.names.add(name)
        isName = false
      }
      at = end
    } else if (mark === '-' || (mark >= '0' && mark <= '9')) {
      numberText.lastIndex = at
      const text = numberText.exec(json)?.[0] ?? mark
      if (!surelyKept.test(text) && !isExactNumber(text))
        yield { kind: 'number', path: levels.map(({ key }) => key), text }
      at += text.length - 1
    }
  }
}
