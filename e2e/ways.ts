import type { FrameLocator, Page } from '@playwright/test'
import { join } from 'node:path'
import { consoleIn, expect, type PortalUnderTest } from './portal.ts'
import { startStaticServer } from './static-server.ts'

/** Where the console's elements are found, framed or not. */
export type ConsoleView = Page | FrameLocator

/** One of the three ways the console reaches a portal. */
export type Way = {
  readonly name: string
  readonly needsToken: boolean
  /** Whether calls go through the emulator process, whose faults and log can then be used. */
  readonly hasWire: boolean
  readonly open: (page: Page, portal: PortalUnderTest) => Promise<ConsoleView>
}

const demoServers: Promise<string>[] = []
const demoOrigin = (): Promise<string> => {
  demoServers[0] ??= startStaticServer(join(import.meta.dirname, '../dist/demo')).then(({ origin }) => origin)
  return demoServers[0]
}

export const ways: readonly Way[] = [
  {
    name: 'in the portal, by the SDK',
    needsToken: false,
    hasWire: true,
    open: async (page, portal) => {
      await page.goto(`${portal.origin}/`)
      return consoleIn(page)
    },
  },
  {
    name: 'by webhook address',
    needsToken: true,
    hasWire: true,
    open: async (page, portal) => {
      await page.goto(`${portal.workerOrigin}/`)
      await page.getByLabel('Webhook address').fill(portal.webhook)
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
      return page
    },
  },
  {
    name: 'demo in one tab',
    needsToken: true,
    hasWire: false,
    open: async (page) => {
      await page.goto(`${await demoOrigin()}/demo.html`)
      return page
    },
  },
]

/** Fills in the register form and sends it. */
export const register = async (app: ConsoleView, bot: { readonly code: string; readonly name: string }) => {
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await app.getByRole('textbox', { name: 'Code' }).fill(bot.code)
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill(bot.name)
  await app.getByRole('button', { name: 'Register', exact: true }).click()
}

/** The same, on to the bot's page; where the connection needs a token it is shown once and kept. */
export const registerAndOpen = async (way: Way, app: ConsoleView, bot: { code: string; name: string }) => {
  await register(app, bot)
  if (way.needsToken) {
    await expect(app.getByLabel('Bot token')).toHaveText(/^[\w-]{20,40}$/)
    await app.getByRole('button', { name: /open the bot/ }).click()
  }
  await expect(app.getByRole('dialog')).toContainText(bot.code)
}
