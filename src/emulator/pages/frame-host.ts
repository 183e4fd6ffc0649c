import * as z from 'zod/mini'
import {
  encodeFrameAnswer,
  frameCommands,
  type FrameCommand,
  type InitData,
  type RefreshAnswer,
} from '../../contract/frame/frame-messages.ts'

/** A person as `selectUser` answers it. */
type PickedUser = { id: string; name: string; photo: string; position: string }

/** What the portal's page can do for an app in its iframe. */
export type FrameHost = {
  readonly initData: InitData
  readonly isMainPlacement: boolean
  readonly refreshAuth: () => Promise<RefreshAnswer>
  readonly setInstall: (install: boolean) => Promise<unknown>
  readonly finishInstall: () => Promise<void>
  readonly setAppOption: (name: string, value: unknown) => Promise<unknown>
  readonly setUserOption: (name: string, value: unknown) => Promise<unknown>
  readonly resize: (size: { width: string; height: string }) => void
  readonly setTitle: (title: string) => void
  readonly setScroll: (top: number) => void
  readonly reload: () => void
  /** Resolves when the person closes what was opened. */
  readonly openApplication: (options: unknown) => Promise<void>
  readonly closeApplication: () => void
  readonly openPath: (path: string) => Promise<void>
  readonly openMessenger: (dialogId: string) => void
  readonly openHistory: (dialogId: string) => void
  readonly call: (who: string, kind: 'video' | 'audio' | 'phone') => void
  readonly selectUsers: (multiple: boolean) => Promise<readonly PickedUser[] | undefined>
  readonly selectAccess: () => Promise<readonly { id: string; name: string }[] | undefined>
  readonly selectCrm: (
    types: readonly string[],
    multiple: boolean,
  ) => Promise<Record<string, readonly unknown[]> | undefined>
  readonly showAppForm: (options: unknown) => void
}

/** Never settles: commands the real portal does not answer. */
const unanswered = Symbol('unanswered')

const record = z.catch(z.record(z.string(), z.unknown()), {})
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const css = (value: unknown): string => {
  const size = text(value)
  return /^\d+(\.\d+)?$/.test(size) ? `${size}px` : size
}

/** The path as a browser resolves it (`/\\evil.example` leads out, dots are walked), if it stays in the portal. */
const pathInPortal = (path: string): string | undefined => {
  const portal = 'https://portal.invalid'
  if (!path.startsWith('/') || !URL.canParse(path, portal)) return undefined
  const { origin, pathname, search, hash } = new URL(path, portal)
  return origin === portal ? `${pathname}${search}${hash}` : undefined
}

type Handler = (host: FrameHost, params: Record<string, unknown>, raw: unknown) => unknown

const fireAndForget =
  (act: (host: FrameHost, params: Record<string, unknown>) => void): Handler =>
  (host, params) => {
    act(host, params)
    return unanswered
  }

const handlers: Record<(typeof frameCommands)[number], Handler> = {
  getInitData: (host) => host.initData,
  refreshAuth: (host) => host.refreshAuth(),
  setInstall: (host, { install }) => host.setInstall(install === true),
  setInstallFinish: async (host) => {
    await host.finishInstall()
    return unanswered
  },
  setAppOption: async (host, { name, value }) => {
    if (!host.initData.IS_ADMIN) return unanswered
    return host.setAppOption(text(name), value)
  },
  setUserOption: (host, { name, value }) => host.setUserOption(text(name), value),
  resizeWindow: (host, { width, height }) => {
    host.resize({ width: css(width), height: css(height) })
    return { width, height }
  },
  reloadWindow: fireAndForget((host) => host.reload()),
  setTitle: (host, { title }) => {
    if (!host.isMainPlacement) return unanswered
    host.setTitle(text(title))
    return { title }
  },
  setScroll: (host, { scroll }) => {
    if (!host.isMainPlacement) return unanswered
    host.setScroll(Number(scroll) || 0)
    return { scroll }
  },
  openApplication: async (host, _params, raw) => {
    await host.openApplication(raw)
    return {}
  },
  closeApplication: fireAndForget((host) => host.closeApplication()),
  openPath: async (host, { path }) => {
    const inside = pathInPortal(text(path))
    if (inside === undefined) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
    await host.openPath(inside)
    return { result: 'close' }
  },
  imCallTo: fireAndForget((host, { userId, video }) =>
    host.call(text(userId), video === false ? 'audio' : 'video'),
  ),
  imPhoneTo: fireAndForget((host, { phone }) => host.call(text(phone), 'phone')),
  imOpenMessenger: fireAndForget((host, { dialogId }) => host.openMessenger(text(dialogId))),
  imOpenHistory: fireAndForget((host, { dialogId }) => host.openHistory(text(dialogId))),
  selectUser: async (host, { mult }) => {
    const picked = await host.selectUsers(mult === true)
    if (!picked) return unanswered
    return mult === true ? picked : picked[0]
  },
  selectAccess: async (host) => (await host.selectAccess()) ?? unanswered,
  selectCRM: async (host, { entityType, multiple }) => {
    const types = Array.isArray(entityType)
      ? entityType.map(text)
      : ['lead', 'contact', 'company', 'deal', 'quote']
    return (await host.selectCrm(types, multiple === true || multiple === 'Y')) ?? unanswered
  },
  showAppForm: fireAndForget((host, { params }) => host.showAppForm(params)),
  getInterface: () => ({ command: [...frameCommands], event: [] }),
  placementBindEvent: () => unanswered,
}

const isKnown = (command: string): command is keyof typeof handlers => Object.hasOwn(handlers, command)

/**
 * Does what an app in the iframe asks for. Answers the message to post back, or `undefined` where the real portal stays silent:
 * unknown commands, another app's SID, dialogs closed without a choice, and the commands it never answers.
 */
export const answerFrameCommand = async (
  host: FrameHost,
  command: FrameCommand,
  appSid: string,
): Promise<string | undefined> => {
  if (command.appSid !== appSid || !isKnown(command.command)) return undefined
  const answer = await handlers[command.command](host, record.parse(command.params), command.params)
  return answer === unanswered ? undefined : encodeFrameAnswer(command.callbackKey, answer)
}
