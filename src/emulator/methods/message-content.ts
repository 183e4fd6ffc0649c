import { buttonActions, limits } from '../../contract/rest/enums.ts'
import { isMap, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { noAttachment } from '../state/messages.ts'
import type { Attachment } from '../state/rows.ts'

type Block = Record<string, unknown>

const parseJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const scalarText = (value: unknown) => textOf(value) ?? ''

/** The one action a button keeps, by the platform's precedence; undefined when it has none. */
const actionOf = (button: Block): Block | undefined => {
  if (isText(button.LINK)) return { LINK: button.LINK }
  if (isText(button.FUNCTION)) return undefined
  if (button.APP_ID !== undefined)
    return { APP_ID: Number(button.APP_ID), APP_PARAMS: button.APP_PARAMS ?? '' }
  if (isText(button.ACTION)) {
    const known = [...buttonActions, 'LIVECHAT', 'HELP'].some((action) => action === button.ACTION)
    return known && button.ACTION_VALUE !== undefined
      ? { ACTION: button.ACTION, ACTION_VALUE: scalarText(button.ACTION_VALUE) }
      : undefined
  }
  if (!isText(button.COMMAND)) return undefined
  return {
    COMMAND: button.COMMAND.replace(/^\//, ''),
    ...(button.COMMAND_PARAMS !== undefined && { COMMAND_PARAMS: scalarText(button.COMMAND_PARAMS) }),
  }
}

const looks = [
  'BG_COLOR',
  'BG_COLOR_TOKEN',
  'TEXT_COLOR',
  'OFF_BG_COLOR',
  'OFF_TEXT_COLOR',
  'WIDTH',
  'CONTEXT',
] as const

const buttonOf = (wanted: unknown, botId: number): Block | undefined => {
  if (!isMap(wanted)) return undefined
  if (wanted.TYPE === 'NEWLINE') return { TYPE: 'NEWLINE' }
  const action = actionOf(wanted)
  if (!isText(wanted.TEXT) || !action) return undefined
  return {
    BOT_ID: botId,
    TYPE: 'BUTTON',
    TEXT: wanted.TEXT,
    ...action,
    ...Object.fromEntries(looks.filter((key) => wanted[key] !== undefined).map((key) => [key, wanted[key]])),
    DISPLAY: wanted.DISPLAY === 'LINE' ? 'LINE' : 'BLOCK',
    BLOCK: wanted.BLOCK === 'Y' ? 'Y' : 'N',
    DISABLED: wanted.DISABLED === 'Y' ? 'Y' : 'N',
  }
}

const listOf = (value: unknown): unknown[] | undefined => {
  if (isMap(value)) return Object.values(value)
  return Array.isArray(value) ? (value as unknown[]) : undefined
}

/** Buttons of a `keyboard` field: a list, `{BUTTONS}` or the JSON text of either; "N" and empty remove. Undefined when the field is not given. */
export const readKeyboard = (value: unknown, senderId: number): Block[] | undefined => {
  if (value === undefined || value === null) return undefined
  if (value === 'N' || value === '') return []
  const parsed = parseJson(value)
  const full = isMap(parsed) ? parsed : { BUTTONS: parsed }
  const wanted = listOf(full.BUTTONS)
  if (!wanted) throw refusal('PARAM_KEYBOARD_ERROR')
  if (wanted.length === 0) return []
  const botId = Number(full.BOT_ID ?? senderId) || senderId
  const buttons = wanted.map((item) => buttonOf(item, botId)).filter((button) => button !== undefined)
  if (!buttons.some((button) => button.TYPE !== 'NEWLINE')) throw refusal('PARAM_KEYBOARD_ERROR')
  return buttons
}

const blockKeys = ['MESSAGE', 'LINK', 'USER', 'GRID', 'IMAGE', 'FILE', 'DELIMITER']

const isBlock = (value: unknown): value is Block =>
  isMap(value) && Object.keys(value).some((key) => blockKeys.includes(key))

type AttachForm = 'any' | 'full'

const attachLooks = ['COLOR', 'COLOR_TOKEN', 'DESCRIPTION'] as const

const lookOf = (full: Block): Attachment['look'] =>
  Object.fromEntries(
    attachLooks.flatMap((key) => {
      const text = full[key]
      return isText(text) ? [[key, text]] : []
    }),
  )

/** An `attach` field; invalid blocks are dropped. The empty text removes; on an update so does the short form. */
export const readAttach = (value: unknown, form: AttachForm): Attachment | undefined => {
  if (value === undefined || value === null) return undefined
  if (value === '') return noAttachment
  const parsed = parseJson(value)
  const isFull = isMap(parsed) && parsed.BLOCKS !== undefined
  if (form === 'full' && !isFull) return noAttachment
  const wanted = isFull ? parsed.BLOCKS : parsed
  const items: unknown[] = Array.isArray(wanted) ? wanted : isMap(wanted) ? Object.values(wanted) : []
  const blocks = (isBlock(wanted) ? [wanted] : items).filter(isBlock)
  if (blocks.length === 0 || JSON.stringify(blocks).length > limits.attachChars)
    throw refusal('PARAM_ATTACH_ERROR')
  return { blocks, look: isFull ? lookOf(parsed) : {} }
}
