/** What a context link says: which portal, which dialog, and the JSON the bot is to receive. */
export type ContextLink = {
  /** The portal's own protocol and host, no path: `https://company.bitrix24.com`. */
  readonly portalOrigin: string
  /** The dialog as the person sees it: the bot's user id, or `chat5`. */
  readonly botDialogId: string
  /** Any JSON object; what every reader gets after one, two or three decodes. */
  readonly context: Readonly<Record<string, unknown>>
}

/** Inside JSON text: a string literal whole, or the plus of an exponent (`1e+21`), which a form decode would turn into a space. */
const stringOrExponent = /"(?:[^"\\]|\\.)*"|e\+/g

/** Inside a string literal: any escape whole (so that `\\ud800` is not taken for one), or a character some reader cuts at or decodes again. */
const escapeOrHazard = /\\u[0-9a-f]{4}|\\.|[%/+?#&=]/g

const isLoneSurrogate = (escape: string): boolean => /^\\ud[89a-f]/.test(escape)

const hardened = (piece: string): string => {
  if (piece.startsWith('\\')) return isLoneSurrogate(piece) ? '\ufffd' : piece
  return `\\u${piece.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The same hazards as they stand in text that was percent-encoded, and as the escapes they become. */
const encodedHazard = /%2[35B6F]|%3[DF]/g
const escaped: Readonly<Record<string, string>> = {
  '%23': '%5Cu0023',
  '%25': '%5Cu0025',
  '%26': '%5Cu0026',
  '%2B': '%5Cu002b',
  '%2F': '%5Cu002f',
  '%3D': '%5Cu003d',
  '%3F': '%5Cu003f',
}

const isHazardous = /[%/+?#&=]/

/**
 * The context as text that arrives unchanged under one, two and three percent-decodes: hazards become JSON escapes
 * inside the JSON text, lone surrogates become U+FFFD (`encodeURIComponent` throws on them).
 */
export const encodeContext = (context: ContextLink['context']): string => {
  const json = JSON.stringify(context)
  // An exponent stands outside of texts, half a character is an escape already: both are rare, and read letter by letter.
  if (json.includes('e+') || json.includes('\\ud'))
    return encodeURIComponent(
      json.replace(stringOrExponent, (piece) =>
        piece === 'e+' ? 'e' : piece.replace(escapeOrHazard, hardened),
      ),
    )
  const encoded = encodeURIComponent(json)
  // Every other hazard stands inside a text, and never right behind a backslash that would mean it.
  return isHazardous.test(json)
    ? encoded.replace(encodedHazard, (hazard) => escaped[hazard] ?? hazard)
    : encoded
}

/** The link for a browser: `IM_DIALOG` first and `BOT_CONTEXT` right behind it, as the in-portal reader needs. */
export const encodeWebLink = ({ portalOrigin, botDialogId, context }: ContextLink): string =>
  `${portalOrigin}/online/?IM_DIALOG=${encodeURIComponent(botDialogId)}&BOT_CONTEXT=${encodeContext(context)}`

/** The link for the desktop app: `bx://v2/{portal}/botContext/dialogId/{id}/context/{json}`. */
export const encodeAppLink = ({ portalOrigin, botDialogId, context }: ContextLink): string =>
  `bx://v2/${new URL(portalOrigin).host}/botContext/dialogId/${encodeURIComponent(botDialogId)}/context/${encodeContext(context)}`
