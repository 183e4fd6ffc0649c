import type { RestBudget } from '../../client/rest-budget.ts'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createClock, sleep } from '../../client/timing.ts'
import { createFrameSend, sdkRestrictions } from './frame-send.ts'
import type { Portal } from './portal.ts'
import { askWho } from './ask-who.ts'

/** The page around the frame never answered the SDK's greeting. The SDK keeps the hung promise, so only a reload helps. */
export class HandshakeTimeoutError extends Error {
  constructor() {
    super('the portal page did not answer')
    this.name = 'HandshakeTimeoutError'
  }
}

const within = async <T>(promise: Promise<T>, timeoutMs: number): Promise<T> => {
  const timer = new AbortController()
  const timeout = sleep(timeoutMs, timer.signal).then(() => {
    throw new HandshakeTimeoutError()
  })
  timeout.catch(() => undefined)
  try {
    return await Promise.race([promise, timeout])
  } finally {
    timer.abort()
  }
}

/**
 * The portal around this frame, through the official SDK (loaded only now).
 * Throws `HandshakeTimeoutError` when the page around never answers, `RestError` when REST refuses.
 */
export const connectFrame = async (options: {
  readonly budget: RestBudget
  readonly handshakeTimeoutMs: number
}): Promise<Portal> => {
  const { initializeB24Frame, ApiVersion } = await import('@bitrix24/b24jssdk')
  const frame = await within(
    initializeB24Frame({ restrictionParams: sdkRestrictions }),
    options.handshakeTimeoutMs,
  )
  const client = createRestClient({
    send: createFrameSend(frame.getHttpClient(ApiVersion.v2)),
    clock: createClock(),
    sleep,
    budget: options.budget,
  })
  const who = await askWho(client)
  return {
    ...who,
    mode: 'frame',
    client,
    origin: frame.getTargetOrigin(),
    isAdmin: frame.auth.isAdmin,
    language: frame.getLang().slice(0, 2),
    botTokens: undefined,
    frame: {
      isInstalling: frame.isInstallMode,
      installFinish: async () => {
        await frame.installFinish()
      },
      openMessenger: async (dialogId) => {
        await frame.parent.imOpenMessenger(
          // The SDK's type wants a number or `chat5`; a person's or bot's dialog id is the number as text.
          /^\d+$/.test(dialogId) ? Number(dialogId) : (dialogId as `chat${number}`),
        )
      },
      readAuth: async (isFresh) => {
        // The SDK says false once its time is over.
        const auth = (isFresh ? false : frame.auth.getAuthData()) || (await frame.auth.refreshAuth())
        return { accessToken: auth.access_token, refreshToken: auth.refresh_token }
      },
    },
  }
}
