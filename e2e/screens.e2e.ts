import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { consoleIn, expect, test } from './portal.ts'
import { registerAndOpen, ways } from './ways.ts'

/** Serious findings of axe on the page and in its frames, as lines. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

const noDoubleScroll = async (page: Page): Promise<void> => {
  const outer = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  )
  expect(outer).toBeLessThanOrEqual(0)
  const main = await page
    .locator('.portal-main')
    .evaluate((element) => element.scrollHeight - element.clientHeight)
  expect(main).toBeLessThanOrEqual(0)
}

const [frame] = ways

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
      test('bots, register, panel and events: readable, reachable, one scroll bar', async ({
        page,
        portal,
      }) => {
        if (!frame) throw new Error('no frame way')
        await page.goto(`${portal.origin}/`)
        const app = consoleIn(page)
        const look = async (name: string) => {
          await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
          expect.soft(await findings(page), name).toEqual([])
          const wide = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
          expect.soft(wide, `${name}: nothing sticks out`).toBeLessThanOrEqual(0)
        }
        await expect(app.getByRole('heading', { name: 'No bots yet' })).toBeVisible()
        await look('empty')
        await noDoubleScroll(page)
        await app.getByRole('link', { name: 'Register bot' }).first().click()
        await expect(app.getByRole('textbox', { name: 'Code' })).toBeVisible()
        await look('register')
        await app.getByRole('link', { name: 'Bots' }).first().click()
        await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
        await look('panel')
        for (const tab of ['Commands', 'Events', 'Danger']) {
          await app.getByRole('dialog').getByRole('link', { name: tab }).click()
          await look(tab)
        }
        await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
        await expect(app.getByRole('list', { name: 'Bots' })).toBeVisible()
        await look('list')
        await app.getByRole('link', { name: 'Events' }).first().click()
        await expect(app.getByRole('heading', { name: 'Events', exact: true })).toBeVisible()
        await look('events')
      })
    })

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`faces, ${colorScheme}`, () => {
    test.use({
      viewport: { width: 720, height: 800 },
      colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
    })
    test('waiting and failed: a skeleton, then a sentence with a way on, both readable', async ({
      page,
      portal,
    }) => {
      const app = consoleIn(page)
      const look = async (name: string) => {
        await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
        expect.soft(await findings(page), name).toEqual([])
      }
      await portal.control('faults', {
        kind: 'latency',
        latencyMs: 4000,
        method: 'imbot.v2.Bot.list',
        times: 1,
      })
      await page.goto(`${portal.origin}/`)
      await expect(app.getByLabel('Loading the bots').first()).toBeVisible()
      await look('waiting')
      await expect(app.getByRole('heading', { name: 'No bots yet' })).toBeVisible()
      await portal.control('faults', { kind: 'error500', method: 'imbot.v2.Bot.list', times: 1 })
      await page.reload()
      const failed = app.getByRole('alert').filter({ hasText: 'The bots could not be loaded' })
      await expect(failed).toBeVisible({ timeout: 15_000 })
      await look('failed')
      await expect(failed.getByRole('button', { name: 'Copy details' })).toBeVisible()
      await failed.getByRole('button', { name: 'Try again' }).click()
      await expect(app.getByRole('heading', { name: 'No bots yet' })).toBeVisible()
    })
  })

test('the keyboard alone registers a bot', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/`)
  const app = consoleIn(page)
  await app.getByRole('link', { name: 'Register bot' }).first().focus()
  await page.keyboard.press('Enter')
  await app.getByRole('textbox', { name: 'Code' }).focus()
  await page.keyboard.type('keyboard_bot')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Keyboard')
  await page.keyboard.press('Enter')
  const panel = app.getByRole('dialog')
  await expect(panel).toContainText('keyboard_bot')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await page.keyboard.press('/')
  await expect(app.getByRole('searchbox', { name: 'Search bots' })).toBeFocused()
})

test('the portal’s own pages are readable too', async ({ page, portal }) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${portal.origin}/online/?as=2`)
    await page.getByRole('button', { name: /^Echo Bot/ }).click()
    await page.getByRole('textbox', { name: 'Message' }).fill('hello')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('log')).toContainText('hello')
    await page.screenshot({ path: test.info().outputPath(`messenger-${width}.png`) })
    expect.soft(await findings(page)).toEqual([])
  }
})
