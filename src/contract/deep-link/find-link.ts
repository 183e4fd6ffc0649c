/** Mail programs break long lines; browsers drop these from an address. */
const withoutBreaks = (text: string): string => text.replace(/[\t\r\n]+/g, '')

const startsAsLink = /^(https?|bx):\/\//i
const linkStart = /(?<![a-z])(https?|bx):\/\//i

/** Of several links, one on a line, the first is read. */
const nextLink = /[\r\n](?=(?:https?|bx):\/\/)/i

/** Quotes and brackets around an address that no encoded address holds itself; round ones and apostrophes it may. */
const closers: Readonly<Record<string, string>> = {
  '<': '>',
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  '‹': '›',
  '‘': '’',
}

const sentenceMarks = new Set('.,;:!?)]>"”“’»›\'')

const withoutLastMarks = (text: string): string => {
  let end = text.length
  while (sentenceMarks.has(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** A context ends with its brace: marks behind that are those of a sentence. Other parameters may end with any. */
const withoutSentence = (link: string): string => {
  const bare = withoutLastMarks(link)
  return /(%7D|\})$/i.test(bare) ? bare : link
}

/** From the start of a link to where the text around it goes on. */
const linkBefore = (text: string, before: string): string => {
  const closer = closers[before]
  const end = closer === undefined ? -1 : text.indexOf(closer)
  if (end >= 0) return withoutBreaks(text.slice(0, end))
  const [word = text] = text.split(/\s/, 1)
  return withoutLastMarks(word)
}

/**
 * The link in what somebody has pasted: without line breaks inside it, and out of the quotes, brackets or the sentence
 * it stands in. The text itself when there is none.
 */
export const findLink = (pasted: string): string => {
  const [text = pasted] = pasted.split(nextLink, 1)
  // A context that nobody has encoded may hold spaces of its own.
  if (startsAsLink.test(text) && (!text.includes(' ') || text.includes('{')))
    return withoutSentence(withoutBreaks(text))
  const start = text.search(linkStart)
  return start < 0 ? text : linkBefore(text.slice(start), text[start - 1] ?? '')
}
