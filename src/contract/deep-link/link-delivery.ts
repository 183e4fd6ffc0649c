import { clickedContext, type Clicked } from './clicked-context.ts'
import { parseContext } from './link-limits.ts'
import { parseLink, type LinkParts } from './link-parts.ts'

/** Who reads a context link, one after the other as people meet them. */
export const linkReaders = ['fullLoad', 'inPortalClick', 'desktop', 'mobile', 'fullLoadOlder'] as const
export type LinkReaderName = (typeof linkReaders)[number]

/** Why a bot hears nothing. */
export type Unheard =
  /** The address is not for this reader: a `bx://` link in a browser, a web link in the app. */
  | 'otherReader'
  /** It names no dialog. */
  | 'noDialog'
  /** It names one, and not where this reader looks. */
  | 'dialogElsewhere'
  /** No portal can have this address. */
  | 'badPortal'
  /** The chat opens, and there is no context in the link. */
  | 'noContext'
  /** The reader looks only right behind `IM_DIALOG`. */
  | 'notBehindDialog'
  /** Notifications, history or lines win over a dialog. */
  | 'opensOther'
  /** Decoding fails: an empty context takes its place, and an empty one is never delivered. */
  | 'undecodable'
  /** Nested deeper than the platform reads. */
  | 'tooDeep'
  /** The whole command is given up. */
  | 'aborted'
  /** The text is handed on unread, and the platform takes no text for a context. */
  | 'textOnly'
  /** Nothing is left of it once it is a form. */
  | 'emptyContext'
  /** Half a character cannot be sent. */
  | 'unsendable'

/** What becomes of a link with one reader. */
export type LinkDelivery =
  | {
      readonly kind: 'delivered'
      readonly botDialogId: string
      /** As decoded: what the link means to this reader. */
      readonly meant: unknown
      /** As the bot gets it. */
      readonly received: Clicked
    }
  | { readonly kind: 'unheard'; readonly why: Unheard; readonly botDialogId: string | undefined }

type Web = Extract<LinkParts, { kind: 'web' }>
type App = Extract<LinkParts, { kind: 'app' }>

const unheard = (why: Unheard, botDialogId?: string): LinkDelivery => ({ kind: 'unheard', why, botDialogId })

const tryDecode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null

/** JSON writes it as an escape; a backslash of the text itself is doubled there. */
const hasHalfCharacter = (value: unknown): boolean =>
  /\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify(value).replaceAll('\\\\', ''))

const delivered = (botDialogId: string, meant: unknown): LinkDelivery => {
  if (!isContainer(meant)) return unheard('textOnly', botDialogId)
  if (hasHalfCharacter(meant)) return unheard('unsendable', botDialogId)
  const received = clickedContext(meant)
  return received === undefined
    ? unheard('emptyContext', botDialogId)
    : { kind: 'delivered', botDialogId, meant, received }
}

/** After the address's own decode comes a second one, and only then is it JSON. */
const twice = (botDialogId: string, once: string): LinkDelivery => {
  const parsed = parseContext(tryDecode(once) ?? '')
  if (parsed === 'tooDeep') return unheard('tooDeep', botDialogId)
  return parsed === 'noJson' ? unheard('undecodable', botDialogId) : delivered(botDialogId, parsed.value)
}

/** What opens something else, whatever dialog stands beside it. */
export const winners: readonly string[] = ['IM_NOTIFY', 'IM_HISTORY', 'IM_LINES']

/** As a page load reads it: any order, the first of several, `+` for a space. */
const loaded = ({ url }: Web) => {
  const query = new URL(url).searchParams
  return {
    dialogId: query.get('IM_DIALOG') ?? '',
    context: query.get('BOT_CONTEXT'),
    opensOther: winners.some((name) => query.has(name)),
  }
}

const fullLoad = (link: Web): LinkDelivery => {
  const { dialogId, context, opensOther } = loaded(link)
  if (dialogId === '') return unheard('noDialog')
  if (opensOther) return unheard('opensOther', dialogId)
  return context === null ? unheard('noContext', dialogId) : twice(dialogId, context)
}

const fullLoadOlder = (link: Web): LinkDelivery => {
  const { dialogId, context, opensOther } = loaded(link)
  if (dialogId === '') return unheard('noDialog')
  if (opensOther) return unheard('opensOther', dialogId)
  return unheard(context === null ? 'noContext' : 'textOnly', dialogId)
}

const behindDialog = /\?IM_DIALOG=([^&]+)(?:&BOT_CONTEXT=([^&]+))?/i

/** A click inside the portal; what it does not recognise is an ordinary page load. */
const inPortalClick = (link: Web): LinkDelivery => {
  const [, dialogId, besides] = behindDialog.exec(link.url) ?? []
  if (dialogId === undefined) return fullLoad(link)
  const { context } = loaded(link)
  if (besides === undefined) return unheard(context === null ? 'noContext' : 'notBehindDialog', dialogId)
  return twice(dialogId, context ?? '')
}

const desktop = ({ host, segments }: App): LinkDelivery => {
  if (host === undefined) return unheard('badPortal')
  const raw = new Map(segments)
  const dialogId = tryDecode(raw.get('dialogId') ?? '')
  const context = raw.get('context')
  const once = context === undefined ? '' : tryDecode(context)
  if (dialogId === undefined || once === undefined) return unheard('aborted')
  if (dialogId === '') return unheard('noDialog')
  return context === undefined ? unheard('noContext', dialogId) : twice(dialogId, once)
}

const tapped = /\/online\/\?IM_DIALOG=([^&=$/?]+)(?:&BOT_CONTEXT=([^&=?#]*))?/

/** A tap inside the mobile app decodes once; that the text is then read as JSON is a model, for nobody has published it. */
const mobile = (link: Web): LinkDelivery => {
  const { url } = link
  const [, dialogId, context] = tapped.exec(url) ?? []
  if (dialogId === undefined) return unheard(loaded(link).dialogId === '' ? 'noDialog' : 'dialogElsewhere')
  if (!context) return unheard(/[?&]BOT_CONTEXT=/.test(url) ? 'notBehindDialog' : 'noContext', dialogId)
  const parsed = parseContext(tryDecode(context.replaceAll('+', ' ')) ?? '')
  if (parsed === 'tooDeep') return unheard('tooDeep', dialogId)
  if (parsed === 'noJson' || !isContainer(parsed.value)) return unheard('undecodable', dialogId)
  return delivered(dialogId, parsed.value)
}

const webReaders = { fullLoad, fullLoadOlder, inPortalClick, mobile } as const

/** What a reader makes of an address that was taken apart. */
export const deliveryOf = (link: LinkParts, reader: LinkReaderName): LinkDelivery => {
  if (reader === 'desktop') return link.kind === 'app' ? desktop(link) : unheard('otherReader')
  return link.kind === 'web' ? webReaders[reader](link) : unheard('otherReader')
}

/** What every reader makes of a pasted address. */
export const deliveriesOf = (pasted: string): Readonly<Record<LinkReaderName, LinkDelivery>> => {
  const link = parseLink(pasted)
  const by = (reader: LinkReaderName) => deliveryOf(link, reader)
  return {
    fullLoad: by('fullLoad'),
    inPortalClick: by('inPortalClick'),
    desktop: by('desktop'),
    mobile: by('mobile'),
    fullLoadOlder: by('fullLoadOlder'),
  }
}
