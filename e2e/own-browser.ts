import {
  chromium,
  type BrowserContext,
  type Frame,
  type Page,
  type Route,
  type Worker,
} from '@playwright/test'
import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { consoleIn, expect, type PortalUnderTest } from './portal.ts'

/** The console's frame, for what only a script in it can do. */
export const consoleFrameOf = (page: Page, portal: PortalUnderTest): Frame => {
  const frame = page.frames().find((one) => one.url().startsWith(portal.workerOrigin))
  if (!frame) throw new Error('no console in the page')
  return frame
}

/** The console's web worker that holds the events, for what only a script in it can do. */
export const eventWorkerOf = (page: Page): Worker => {
  const worker = page.workers().find((one) => one.url().includes('event-worker'))
  if (!worker) throw new Error('no worker of the events')
  return worker
}

/** A browser with a profile on disk, that can be killed and opened again. */
export const openBrowser = async (profile: string, portal: PortalUnderTest) => {
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    viewport: { width: 1280, height: 800 },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  const page: Page = context.pages()[0] ?? (await context.newPage())
  const closed = new Promise<void>((done) => context.once('close', () => done()))
  return {
    page,
    app: consoleIn(page),
    frame: (): Frame => consoleFrameOf(page, portal),
    /** Ends the whole browser at once, as a power cut would: nothing of it gets a chance to finish anything. */
    kill: async () => {
      // Chromium's own lock on its profile names the host and the process.
      const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1])
      process.kill(pid, 'SIGKILL')
      await closed
    },
    close: () => context.close(),
  }
}

/** A page of the portal with the console in it. */
export type OpenTab = { readonly page: Page; readonly app: ReturnType<typeof consoleIn> }

/** Opens the events of a bot. */
export const openEvents = async ({ page, app }: OpenTab, portal: PortalUnderTest, bot: string) => {
  await page.goto(`${portal.origin}/`)
  await app.getByRole('link', { name: 'Events' }).first().click()
  await app.getByLabel('Bot', { exact: true }).selectOption({ label: bot })
  await expect(app.getByRole('region', { name: 'What is kept' })).toBeVisible()
}

/** The typed confirmation. */
export const own = async ({ app }: OpenTab, name: string) => {
  await app.getByRole('button', { name: 'Own this queue…' }).click()
  await app.getByRole('textbox', { name: /Type the bot’s name/ }).fill(name)
  await app.getByRole('button', { name: 'Own this queue', exact: true }).click()
  await expect(app.getByText('confirms after storing')).toBeVisible()
}

/** What a request to read the queue asks; undefined for every other request. */
export const offsetIn = (route: Route): { readonly offset: number | undefined } | undefined => {
  const request = route.request()
  if (!/imbot\.v2\.event\.get/i.test(request.url()) || request.method() !== 'POST') return undefined
  const { offset } = request.postDataJSON() as { offset?: number } // the client sends JSON
  return { offset }
}
