import { test as base, type FrameLocator, type Page } from '@playwright/test'
import { freePort, startProgram } from './programs.ts'

type LoggedRequest = {
  readonly method: string
  readonly httpMethod: string
  readonly params: unknown
  readonly status: number
  readonly error: string
  readonly sdkType?: string
  readonly requestId?: string
}

export type PortalUnderTest = {
  readonly origin: string
  readonly workerOrigin: string
  readonly webhook: string
  /** The emulator's door for tests: `control('say', {…})`; without a body it asks. */
  readonly control: <T = unknown>(path: string, body?: unknown, method?: string) => Promise<T>
  /** Requests of the REST log since it was last emptied. */
  readonly requests: () => Promise<readonly LoggedRequest[]>
}

/** Starts a portal of its own for whoever asks, with the worker that serves the console in it. */
const startPortal = async () => {
  const [port, workerPort] = [await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${port}`
  const workerOrigin = `http://127.0.0.1:${workerPort}`
  const worker = await startProgram('worker', [], {
    sign: `${workerOrigin}/healthz`,
    env: { PORT: String(workerPort), PORTAL_ORIGINS: `${origin} http://localhost:${port}` },
  })
  const token = 'e2e-control-token'
  const emulator = await startProgram(
    'emulator',
    ['--port', String(port), '--app-url', `${workerOrigin}/`, '--control-token', token],
    { sign: `${origin}/` },
  ).catch(async (error: unknown) => {
    await worker.stop()
    throw error
  })
  const control: PortalUnderTest['control'] = async (
    path,
    body,
    method = body === undefined ? 'GET' : 'POST',
  ) => {
    const response = await fetch(`${origin}/__control/${path}`, {
      method,
      headers: { 'x-control-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as never // the caller names what the door answers
  }
  const portal: PortalUnderTest = {
    origin,
    workerOrigin,
    webhook: `${origin}/rest/1/sandbox/`,
    control,
    requests: async () => (await control<{ requests: LoggedRequest[] }>('requests')).requests,
  }
  const stop = async () => {
    await emulator.stop()
    await worker.stop()
  }
  return { portal, stop }
}

/** What a page must never do unseen: reject without an owner, throw, or break its own policy. */
const watch = (page: Page): string[] => {
  const seen: string[] = []
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Unhandled|Warning:/.test(message.text()))
      seen.push(message.text())
  })
  return seen
}

type Fixtures = { readonly portal: PortalUnderTest; readonly calm: void }

/** Each worker has a portal; each test finds it as new. A page error fails the test that caused it. */
export const test = base.extend<Fixtures, { readonly running: PortalUnderTest }>({
  running: [
    async ({}, provide) => {
      const { portal, stop } = await startPortal()
      await provide(portal)
      await stop()
    },
    { scope: 'worker' },
  ],
  portal: async ({ running }, provide) => {
    await running.control('reset', {})
    await provide(running)
  },
  calm: [
    async ({ context }, provide) => {
      const pages: string[][] = []
      context.on('page', (page) => pages.push(watch(page)))
      await provide()
      const seen = pages.flat()
      if (seen.length > 0) throw new Error(`The page complained:\n${seen.join('\n')}`)
    },
    { auto: true },
  ],
})

/** The console, in the portal's page. */
export const consoleIn = (page: Page): FrameLocator => page.frameLocator('iframe.app-frame')

/** Opens the portal's app page and answers the console in it. */
export const openConsole = async (page: Page, portal: PortalUnderTest): Promise<FrameLocator> => {
  await page.goto(`${portal.origin}/`)
  return consoleIn(page)
}

export { expect } from '@playwright/test'
