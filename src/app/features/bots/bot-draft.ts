import { backgrounds, botTypes, chatColors, eventModes } from '../../../contract/rest/enums.ts'
import type { KnownBot, RegisterFields, UpdateFields } from '../../queries/bot-queries.ts'

type BotTypeName = (typeof botTypes)[number]
type EventModeName = (typeof eventModes)[number]
export type ColorName = keyof typeof chatColors
export type BackgroundName = keyof typeof backgrounds

/** A chosen picture: bare base64 beside the type its file had. */
export type AvatarFile = { readonly name: string; readonly mimeType: string; readonly base64: string }

/** A chosen file that cannot be the picture, and why, as a sentence. */
export type RefusedFile = { readonly name: string; readonly refusal: string }

/** A bot as somebody fills it in; `''` is "not said". */
export type BotDraft = {
  readonly code: string
  readonly name: string
  readonly lastName: string
  readonly workPosition: string
  readonly color: ColorName | ''
  readonly gender: 'M' | 'F' | ''
  readonly avatar: AvatarFile | RefusedFile | undefined
  readonly type: BotTypeName
  readonly eventMode: EventModeName
  readonly webhookUrl: string
  readonly botToken: string
  readonly isHidden: boolean
  readonly isReactionsEnabled: boolean
  readonly isSupportOpenline: boolean
  readonly backgroundId: BackgroundName | ''
}

export const emptyDraft: BotDraft = {
  code: '',
  name: '',
  lastName: '',
  workPosition: '',
  color: '',
  gender: '',
  avatar: undefined,
  type: 'bot',
  eventMode: 'fetch',
  webhookUrl: '',
  botToken: '',
  isHidden: false,
  isReactionsEnabled: true,
  isSupportOpenline: false,
  backgroundId: '',
}

/** A record's keys, typed; Object.keys forgets them. */
const namesOf = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[]

export const colorNames: readonly ColorName[] = namesOf(chatColors)
export const backgroundNames: readonly BackgroundName[] = namesOf(backgrounds)

const colorNameOf = (hex: string | undefined): ColorName | '' =>
  colorNames.find((name) => chatColors[name] === hex?.toLowerCase()) ?? ''

/** The draft that would change nothing about a registered bot. What the portal does not tell stays "not said". */
export const draftOf = ({ bot, user }: KnownBot): BotDraft => ({
  ...emptyDraft,
  code: bot.code,
  name: user?.firstName || user?.name || '',
  lastName: user?.lastName ?? '',
  workPosition: user?.workPosition ?? '',
  color: colorNameOf(user?.color),
  gender: user?.gender === 'M' || user?.gender === 'F' ? user.gender : '',
  type: botTypes.find((type) => type === bot.type) ?? 'bot',
  eventMode: eventModes.find((mode) => mode === bot.eventMode) ?? 'fetch',
  isHidden: bot.isHidden,
  isReactionsEnabled: bot.isReactionsEnabled,
  isSupportOpenline: bot.isSupportOpenline,
  backgroundId: backgroundNames.find((name) => name === bot.backgroundId) ?? '',
})

/** The key with its value, or nothing: a field that was not said is not sent. */
const said = <K extends string, V>(key: K, value: V | '' | undefined): { readonly [P in K]?: V } =>
  // The object has exactly the key that was named; TypeScript widens a computed one to string.
  (value === '' || value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }

const pictureOf = ({ avatar }: BotDraft): string | undefined =>
  avatar && 'base64' in avatar ? avatar.base64 : undefined

/** What `Bot.register` is sent; the token only where the connection needs one. */
export const registerFieldsOf = (draft: BotDraft, needsBotToken: boolean): RegisterFields => ({
  code: draft.code.trim(),
  properties: {
    name: draft.name.trim(),
    ...said('lastName', draft.lastName.trim()),
    ...said('workPosition', draft.workPosition.trim()),
    ...said('color', draft.color),
    ...said('gender', draft.gender),
    ...said('avatar', pictureOf(draft)),
  },
  type: draft.type,
  eventMode: draft.eventMode,
  ...(draft.eventMode === 'webhook' ? said('webhookUrl', draft.webhookUrl.trim()) : {}),
  isHidden: draft.isHidden,
  isReactionsEnabled: draft.isReactionsEnabled,
  isSupportOpenline: draft.isSupportOpenline,
  ...said('backgroundId', draft.backgroundId),
  ...(needsBotToken ? said('botToken', draft.botToken) : {}),
})

const profileChanges = (before: BotDraft, after: BotDraft) => {
  const changedText = (key: 'name' | 'lastName' | 'workPosition') =>
    after[key].trim() === before[key].trim() ? {} : { [key]: after[key].trim() }
  return {
    ...changedText('name'),
    ...changedText('lastName'),
    ...changedText('workPosition'),
    ...(after.color === before.color ? {} : said('color', after.color)),
    ...(after.gender === before.gender ? {} : said('gender', after.gender)),
    ...said('avatar', pictureOf(after)),
  }
}

/** Only what differs; undefined when nothing does. The portal never answers `webhookUrl`, so it counts when it was typed. */
export const changedFieldsOf = (before: BotDraft, after: BotDraft): UpdateFields | undefined => {
  const properties = profileChanges(before, after)
  const flags = (['isHidden', 'isReactionsEnabled', 'isSupportOpenline'] as const).filter(
    (key) => after[key] !== before[key],
  )
  const fields: UpdateFields = {
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...Object.fromEntries(flags.map((key) => [key, after[key]])),
    ...(after.backgroundId === before.backgroundId ? {} : { backgroundId: after.backgroundId || null }),
    ...(after.eventMode === before.eventMode ? {} : { eventMode: after.eventMode }),
    ...(after.eventMode === 'webhook' ? said('webhookUrl', after.webhookUrl.trim()) : {}),
  }
  return Object.keys(fields).length > 0 ? fields : undefined
}
