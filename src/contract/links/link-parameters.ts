import type { LinkParameter } from './saved-link.ts'

/** The five that every statistics program knows, in their usual order. */
export const utmNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
export type UtmName = (typeof utmNames)[number]

export const isUtmName = (name: string): name is UtmName => utmNames.some((known) => known === name)

/** Names that are read by the portal itself: behind a context they would open something else, or be taken for it. */
const taken = /^(im_dialog|bot_context|im_notify|im_history|im_lines)$/i

export const isTakenName = (name: string): boolean => taken.test(name.trim())

/** The link with parameters behind its context; whatever they hold is encoded, so none of it can end the query. */
export const withParameters = (webLink: string, parameters: readonly LinkParameter[]): string => {
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()
  return query === '' ? webLink : `${webLink}&${query}`
}

/** The parameters of a pasted query or of a whole address; without those of the portal itself. */
export const splitQuery = (pasted: string): readonly LinkParameter[] => {
  const text = pasted.trim()
  const query = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? (/\?([^#]*)/.exec(text)?.[1] ?? '') : text
  return [...new URLSearchParams(query.replace(/^[?&]+/, ''))].filter(
    ([name]) => name.trim() !== '' && !isTakenName(name),
  )
}

/** Whether a pasted text is a query, and not just a value: `utm_source=mail`, `?a=1&b=2`, `https://…?a=1`. */
export const looksLikeQuery = (pasted: string): boolean =>
  /^\s*([a-z][a-z\d+.-]*:\/\/[^\s?]*\?\S*=|[?&]?utm_\w+=|[?&][^\s=&]+=|[^\s=&]+=[^\s&]*&[^\s=&]+=)/i.test(
    pasted,
  )
