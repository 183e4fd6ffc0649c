import type { FrameLocator, Page } from '@playwright/test'
import { expect, openConsole, type PortalUnderTest } from './portal.ts'
import { register, ways } from './ways.ts'

export const openBuilder = async (page: Page, portal: PortalUnderTest): Promise<FrameLocator> => {
  const app = await openConsole(page, portal)
  await register(app, { code: 'promo_bot', name: 'Promo' })
  await expect(app.getByRole('dialog')).toContainText('promo_bot')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await app.getByRole('link', { name: 'Links' }).click()
  await expect(app.getByLabel('Purpose')).toBeVisible()
  return app
}

/** The console outside any frame, with a bot of its own. */
export const openByWebhook = async (page: Page, portal: PortalUnderTest) => {
  const way = ways.find(({ name }) => name === 'by webhook address')
  await way?.open(page, portal)
  await register(page, { code: 'promo_bot', name: 'Promo' })
  await page.getByRole('button', { name: /open the bot/ }).click()
  await expect(page.getByRole('dialog')).toContainText('promo_bot')
}

export const webLink = (app: FrameLocator) => app.locator('pre[aria-label="Web link"]')
export const textOf = async (app: FrameLocator) => (await webLink(app).textContent()) ?? ''
