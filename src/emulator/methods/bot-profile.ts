import { backgrounds, chatColors, limits } from '../../contract/rest/enums.ts'
import { flagOf, isMap, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { decodeBase64 } from '../state/base64.ts'
import { imageSizeOf } from '../state/image-size.ts'
import type { BotRow, UserRow } from '../state/rows.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Fields of a bot are taken in camelCase and in UPPER_CASE. */
export const withAliases = (fields: Fields): Fields => {
  const aliases = Object.entries(fields).map(([key, value]) => [
    /^[A-Z][A-Z_]*$/.test(key)
      ? key.toLowerCase().replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
      : key,
    value,
  ])
  return Object.fromEntries(aliases) as Fields // Object.fromEntries forgets the type of its values.
}

export const profileOf = (fields: Fields): Fields =>
  isMap(fields.properties) ? withAliases(fields.properties) : {}

/** Hex of a colour code; undefined when there is no such code. */
export const colorOf = (code: unknown): string | undefined =>
  // The lookup is checked by hasOwn; the table is a constant.
  typeof code === 'string' && Object.hasOwn(chatColors, code)
    ? chatColors[code as keyof typeof chatColors]
    : undefined

/** A background the platform knows, else null. */
const backgroundOf = (value: unknown): string | null =>
  typeof value === 'string' && Object.hasOwn(backgrounds, value) ? value : null

/** `http` or `https` and a dot in the host: `localhost` is refused, an address of four numbers is not. */
export const isCallbackUrl = (text: string): boolean => {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.')
  } catch {
    return false
  }
}

/** The avatar's address for a valid image; refuses what is no image or larger than 5000 pixels. */
export const readAvatar = (profile: Fields): string | undefined => {
  const avatar = textOf(profile.avatar)
  if (avatar === undefined || avatar === '') return undefined
  const bytes = decodeBase64(avatar)
  const size = bytes && imageSizeOf(bytes)
  if (!size) throw refusal('BOT_AVATAR_INCORRECT_TYPE')
  if (size.width > limits.avatarPixels || size.height > limits.avatarPixels)
    throw refusal('BOT_AVATAR_INCORRECT_SIZE')
  return `data:image;base64,${avatar}`
}

export const readEventMode = (fields: Fields): BotRow['eventMode'] | undefined => {
  if (fields.eventMode === undefined || fields.eventMode === null || fields.eventMode === '') return undefined
  const mode = textOf(fields.eventMode)?.toLowerCase()
  if (mode !== 'fetch' && mode !== 'webhook') throw refusal('BOT_INVALID_EVENT_MODE')
  return mode
}

/** What a profile changes of a user; a blank name changes nothing. */
export const applyProfile = (user: UserRow, profile: Fields, avatar: string | undefined): void => {
  const name = textOf(profile.name)
  if (name) user.firstName = name
  user.lastName = textOf(profile.lastName) ?? user.lastName
  user.workPosition = textOf(profile.workPosition) ?? user.workPosition
  user.color = colorOf(profile.color) ?? user.color
  if (profile.gender === 'M' || profile.gender === 'F') user.gender = profile.gender
  if (avatar !== undefined) user.avatar = avatar
}

export const applySettings = (bot: BotRow, fields: Fields): void => {
  bot.isHidden = flagOf(fields.isHidden) ?? bot.isHidden
  bot.isReactionsEnabled = flagOf(fields.isReactionsEnabled) ?? bot.isReactionsEnabled
  bot.isSupportOpenline = flagOf(fields.isSupportOpenline) ?? bot.isSupportOpenline
  // A null is not applied: the platform asks whether the field is set.
  if (fields.backgroundId !== undefined && fields.backgroundId !== null)
    bot.backgroundId = backgroundOf(fields.backgroundId)
}
