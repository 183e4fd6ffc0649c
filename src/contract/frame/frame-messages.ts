import * as z from 'zod/mini'

/** Every command the portal's page understands from an app in its iframe. */
export const frameCommands = [
  'getInitData',
  'refreshAuth',
  'setInstall',
  'setInstallFinish',
  'setAppOption',
  'setUserOption',
  'resizeWindow',
  'reloadWindow',
  'setTitle',
  'setScroll',
  'openApplication',
  'closeApplication',
  'openPath',
  'imCallTo',
  'imPhoneTo',
  'imOpenMessenger',
  'imOpenHistory',
  'selectUser',
  'selectAccess',
  'selectCRM',
  'showAppForm',
  'getInterface',
  'placementBindEvent',
] as const

/** One message from the app to the portal's page; `params` is what the app sent, parsed if it was JSON. */
export type FrameCommand = {
  readonly command: string
  readonly params: unknown
  readonly callbackKey: string
  readonly appSid: string
}

const objectCommandSchema = z.object({
  method: z.string(),
  params: z.optional(z.unknown()),
  callback: z.string(),
  appSid: z.string(),
})

const parseJsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/**
 * Reads `command[:params]:callbackKey:appSid`; the params are JSON with colons of their own, so the ends are cut first.
 * Commands that contain a colon come as an object. Anything else is `undefined`: it is not the app speaking.
 */
export const parseFrameCommand = (data: unknown): FrameCommand | undefined => {
  if (typeof data !== 'string') {
    const parsed = objectCommandSchema.safeParse(data)
    if (!parsed.success) return undefined
    const { method, params, callback, appSid } = parsed.data
    return { command: method, params: params ?? {}, callbackKey: callback, appSid }
  }
  const parts = data.split(':')
  const appSid = parts.pop()
  const callbackKey = parts.pop()
  const command = parts.shift()
  if (!command || !callbackKey || !appSid) return undefined
  return { command, params: parts.length === 0 ? {} : parseJsonOrText(parts.join(':')), callbackKey, appSid }
}

/** What the portal's page posts back: `callbackKey:JSON`, or `callbackKey:` when there is nothing to say. */
export const encodeFrameAnswer = (callbackKey: string, answer?: unknown): string =>
  `${callbackKey}:${answer === undefined ? '' : JSON.stringify(answer)}`

/** The name of the iframe, the only thing the SDK reads before the handshake. */
export type FrameName = {
  /** Host with port, without protocol. */
  readonly domain: string
  readonly secure: boolean
  readonly appSid: string
}

/** `DOMAIN|PROTOCOL|APP_SID`, PROTOCOL 1 for https. */
export const encodeFrameName = ({ domain, secure, appSid }: FrameName): string =>
  `${domain}|${secure ? 1 : 0}|${appSid}`

/** The opposite; `undefined` when the window was not opened by a portal. */
export const decodeFrameName = (name: string): FrameName | undefined => {
  const [, domain, protocol, appSid] = /^([^|/\s]+)\|([01])\|([^|\s]+)$/.exec(name) ?? []
  if (!domain || !appSid) return undefined
  return { domain, secure: protocol === '1', appSid }
}

/** The answer to `getInitData`: who is here, with what rights, and the app's token (`AUTH_EXPIRES` in seconds, as a string). */
export const initDataSchema = z.object({
  LANG: z.string(),
  DOMAIN: z.string(),
  PROTOCOL: z.number(),
  PATH: z.string(),
  AUTH_ID: z.string(),
  AUTH_EXPIRES: z.string(),
  REFRESH_ID: z.string(),
  MEMBER_ID: z.string(),
  FIRST_RUN: z.boolean(),
  IS_ADMIN: z.boolean(),
  INSTALL: z.boolean(),
  USER_OPTIONS: z.record(z.string(), z.unknown()),
  APP_OPTIONS: z.record(z.string(), z.unknown()),
  PLACEMENT: z.string(),
  PLACEMENT_OPTIONS: z.record(z.string(), z.unknown()),
})
export type InitData = z.infer<typeof initDataSchema>

/** The answer to `refreshAuth`. */
export const refreshAnswerSchema = z.object({
  AUTH_ID: z.string(),
  AUTH_EXPIRES: z.string(),
  REFRESH_ID: z.string(),
})
export type RefreshAnswer = z.infer<typeof refreshAnswerSchema>
