/** Where something stands in the text of a query: from its first character up to the one after its last. */
export type Place = { readonly from: number; readonly to: number }

/** A piece of a query's text; `text` is what it means, quotes and backslashes taken away. */
export type Piece = Place & {
  readonly text: string
  readonly isQuoted: boolean
  /** A quote that nothing closes runs to the end. */
  readonly isOpen: boolean
}

export type Token =
  | (Place & { readonly kind: 'open' | 'close' | 'minus' | 'or' | 'and' })
  /** A bare or quoted word. */
  | (Place & { readonly kind: 'word'; readonly word: Piece })
  /** `key:one,"two"`. */
  | (Place & { readonly kind: 'term'; readonly key: Piece; readonly values: readonly Piece[] })

const isSpace = (char: string): boolean => /\s/.test(char)

/** A key begins a term where a letter leads it and no address (`https://…`) follows. */
const keyAhead = /[a-z][a-z-]*(?=[:~](?!\/\/))/iy

/** From a quote to the one that closes it. */
const readQuoted = (text: string, from: number): Piece => {
  let said = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === '"') return { text: said, from, to: at + 1, isQuoted: true, isOpen: false }
    const isEscape = char === '\\' && (next === '"' || next === '\\')
    if (isEscape) at += 1
    said += isEscape ? next : char
  }
  return { text: said, from, to: text.length, isQuoted: true, isOpen: true }
}

/** Up to a space, a closing parenthesis that it has not opened itself, or, in a term, a comma. */
const readBare = (text: string, from: number, isInTerm: boolean): Piece => {
  let [at, opened] = [from, 0]
  for (; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (isSpace(char) || (isInTerm && char === ',')) break
    if (char === '(') opened += 1
    else if (char === ')') {
      if (opened === 0) break
      opened -= 1
    }
  }
  return { text: text.slice(from, at), from, to: at, isQuoted: false, isOpen: false }
}

const readPiece = (text: string, from: number, isInTerm: boolean): Piece =>
  text.charAt(from) === '"' ? readQuoted(text, from) : readBare(text, from, isInTerm)

const readTerm = (text: string, key: Piece): Token => {
  const values: Piece[] = []
  let at = key.to
  do {
    const piece = readPiece(text, at + 1, true)
    values.push(piece)
    at = piece.to
  } while (text.charAt(at) === ',')
  return { kind: 'term', key, values, from: key.from, to: at }
}

const words = { OR: 'or', AND: 'and', NOT: 'minus' } as const
const isWord = (text: string): text is keyof typeof words => Object.hasOwn(words, text)

const readToken = (text: string, from: number): Token => {
  const char = text.charAt(from)
  if (char === '(') return { kind: 'open', from, to: from + 1 }
  if (char === ')') return { kind: 'close', from, to: from + 1 }
  const next = text.charAt(from + 1)
  if (char === '-' && next !== '' && next !== ')' && !isSpace(next))
    return { kind: 'minus', from, to: from + 1 }
  keyAhead.lastIndex = from
  const key = keyAhead.exec(text)?.[0]
  if (key !== undefined)
    return readTerm(text, { text: key, from, to: from + key.length, isQuoted: false, isOpen: false })
  const word = readPiece(text, from, false)
  const { to } = word
  if (!word.isQuoted && isWord(word.text)) return { kind: words[word.text], from, to }
  return { kind: 'word', word, from, to }
}

/** Cuts the text of a query into its pieces; every text is one, and what stands between them is white space. */
export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    if (isSpace(text.charAt(at))) {
      at += 1
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.to
  }
  return tokens
}
