/** A piece of BB-code: text, or a tag with what stood after `=` and what it encloses. */
export type BbNode = string | BbTag
export type BbTag = {
  /** Lower case: `b`, `url`, `timestamp`. */
  readonly tag: string
  /** What stood behind `=`: `123` of `[user=123]`; empty without one. */
  readonly value: string
  readonly children: readonly BbNode[]
}

/** A paragraph of text, or a quotation: lines that begin with `>>`, or a block between two rows of dashes. */
export type BbBlock = { readonly kind: 'text' | 'quote'; readonly nodes: readonly BbNode[] }

const paired = new Set([
  'b',
  'i',
  'u',
  's',
  'size',
  'color',
  'url',
  'user',
  'chat',
  'context',
  'put',
  'send',
  'call',
])
/** Tags whose inside is never read as BB-code. */
const verbatim = new Set(['code', 'img'])
const single = new Set(['br', 'icon', 'timestamp', 'disk', 'rating', 'attach'])

/** A value holds no bracket, so that an unclosed one is not searched for to the end of the text. */
const opening = /\[([a-z]+)(?:[= ]([^\][\n]*))?\]/gi
const closing = /\[\/([a-z]+)\]/gi
const deepest = 20

type Reading = { readonly nodes: BbNode[]; readonly end: number; readonly closed: boolean }

/** A text with the places of its closing tags, ascending, by name; found once, or many unclosed tags would cost their square. */
type Source = { readonly text: string; readonly closings: ReadonlyMap<string, readonly number[]> }

const sourceOf = (text: string): Source => {
  const closings = new Map<string, number[]>()
  for (const { 1: name = '', index } of text.matchAll(closing)) {
    const tag = name.toLowerCase()
    const places = closings.get(tag)
    if (places) places.push(index)
    else closings.set(tag, [index])
  }
  return { text, closings }
}

/** Where the tag is closed next, or -1. */
const closingAt = ({ closings }: Source, tag: string, from: number): number => {
  const places = closings.get(tag) ?? []
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return places[low] ?? -1
}

const append = (nodes: BbNode[], text: string): void => {
  const last = nodes.at(-1)
  if (text === '') return
  if (typeof last === 'string') nodes[nodes.length - 1] = last + text
  else nodes.push(text)
}

const read = (source: Source, start: number, until: string, depth: number): Reading => {
  const { text } = source
  const nodes: BbNode[] = []
  const end = until === '' ? text.length : closingAt(source, until, start)
  if (end < 0) return { nodes, end: start, closed: false }
  const matcher = new RegExp(opening)
  matcher.lastIndex = start
  let at = start
  for (let match = matcher.exec(text); match && match.index < end; match = matcher.exec(text)) {
    const [whole, name = '', value = ''] = match
    const tag = name.toLowerCase()
    const inner = match.index + whole.length
    const found = readTag({ source, tag, value, inner, limit: end, depth })
    if (!found) continue
    append(nodes, text.slice(at, match.index))
    nodes.push(found.node)
    at = matcher.lastIndex = found.next
  }
  append(nodes, text.slice(at, end))
  return { nodes, end, closed: true }
}

type TagPlace = { source: Source; tag: string; value: string; inner: number; limit: number; depth: number }

const readTag = (place: TagPlace): { node: BbTag; next: number } | undefined => {
  const { source, tag, value, inner, limit, depth } = place
  if (single.has(tag)) return { node: { tag, value, children: [] }, next: inner }
  const isVerbatim = verbatim.has(tag)
  if ((!isVerbatim && !paired.has(tag)) || depth >= deepest) return undefined
  const close = closingAt(source, tag, inner)
  if (close < 0 || close > limit) return undefined
  const next = close + tag.length + 3
  if (isVerbatim) return { node: { tag, value, children: [source.text.slice(inner, close)] }, next }
  const inside = read(source, inner, tag, depth + 1)
  return { node: { tag, value, children: inside.nodes }, next: inside.end + tag.length + 3 }
}

/** Reads BB-code as the messenger does: unknown, unclosed and crossed tags stay text; nothing throws. */
export const parseBbCode = (text: string): readonly BbNode[] => read(sourceOf(text), 0, '', 0).nodes

const isDashes = (line: string): boolean => /^-{6,}$/.test(line.trim())

/** Splits a message into paragraphs and quotations, each parsed. */
export const parseBbMessage = (text: string): readonly BbBlock[] => {
  const blocks: { kind: BbBlock['kind']; lines: string[] }[] = []
  const lines = text.split(/\r?\n/)
  let inDashes = false
  lines.forEach((line, index) => {
    if (isDashes(line) && (inDashes || lines.slice(index + 1).some(isDashes))) {
      inDashes = !inDashes
      return
    }
    const isQuote = inDashes || line.startsWith('>>')
    const kind = isQuote ? 'quote' : 'text'
    const last = blocks.at(-1)
    const content = isQuote && !inDashes ? line.slice(2) : line
    if (last?.kind === kind) last.lines.push(content)
    else blocks.push({ kind, lines: [content] })
  })
  return blocks.map(({ kind, lines: own }) => ({ kind, nodes: parseBbCode(own.join('\n')) }))
}

/** The words alone, as the dialog list shows them. */
export const bbText = (nodes: readonly BbNode[]): string =>
  nodes
    .map((node) => (typeof node === 'string' ? node : node.tag === 'br' ? '\n' : bbText(node.children)))
    .join('')

/** The address if a link may lead there (`https:`, `http:`, portal-relative), else undefined: no script, no data. */
export const safeHref = (address: string): string | undefined =>
  /^(https?:\/\/|\/(?![/\\]))/i.test(address.trim()) ? address.trim() : undefined
