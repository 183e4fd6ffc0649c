import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { consoleIn, expect, test, type PortalUnderTest } from './portal.ts'
import { idsOf, readKept } from './kept-events.ts'
import {
  consoleFrameOf,
  eventWorkerOf,
  offsetIn,
  openBrowser,
  openEvents,
  own,
  type OpenTab,
} from './own-browser.ts'
import { registerAndOpen, ways } from './ways.ts'

const bot = { code: 'orders_bot', name: 'Orders' }
const [inPortal] = ways

/** A bot of the app in the portal, registered from the console. */
const registerBot = async (browser: OpenTab, portal: PortalUnderTest) => {
  if (!inPortal) throw new Error('no frame way')
  await browser.page.goto(`${portal.origin}/`)
  await registerAndOpen(inPortal, browser.app, bot)
  await browser.app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  const { bots } = await portal.control<{ bots: { id: number; code: string }[] }>('state')
  const id = bots.find(({ code }) => code === bot.code)?.id
  if (id === undefined) throw new Error('the bot is not there')
  const say = (text: string) => portal.control('say', { as: 2, dialogId: String(id), text })
  const label = `${bot.name} (${id})`
  return { id, say, label }
}

const saidTexts = (count: number) => Array.from({ length: count }, (_, n) => `order ${n}`)

type QueueRequest = { readonly params: { readonly offset?: number }; readonly method: string }

/** Every offset that has reached the portal, in order. */
const offsetsAtPortal = async (portal: PortalUnderTest): Promise<readonly number[]> =>
  ((await portal.requests()) as readonly QueueRequest[]) // by the filter
    .filter(({ method }) => /event\.get$/i.test(method))
    .flatMap(({ params: { offset } }) => (offset === undefined ? [] : [offset]))

const ownTest = test.extend<{ readonly profile: string }>({
  profile: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'own-profile-'))
    await provide(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

type Point =
  'between answer and store' | 'between store and confirm' | 'after confirm, before the screen shows it'

const points: readonly Point[] = [
  'between answer and store',
  'between store and confirm',
  'after confirm, before the screen shows it',
]

for (const point of points)
  for (const run of [1, 2, 3])
    ownTest(
      `killed ${point}, Own loses nothing and has nothing twice (${run})`,
      async ({ portal, profile }) => {
        const first = await openBrowser(profile, portal)
        const { say, label } = await registerBot(first, portal)
        await openEvents(first, portal, label)
        const texts = saidTexts(5)
        for (const text of texts) await say(text)

        let reached: () => void = () => undefined
        const atPoint = new Promise<void>((done) => (reached = done))
        if (point === 'between answer and store') {
          first.page.on('console', (message) => {
            if (message.text() === 'about to store') reached()
          })
          await eventWorkerOf(first.page).evaluate(() => {
            IDBDatabase.prototype.transaction = () => {
              console.log('about to store')
              // Stands still here until the browser is killed.
              for (;;);
            }
          })
        } else
          await first.page.route('**/*', async (route) => {
            if (offsetIn(route)?.offset === undefined) return route.fallback()
            if (point !== 'between store and confirm') await route.fetch()
            reached()
          })
        // In the first point the store stands still before the mode can be said.
        const owning = own(first, bot.name).catch(() => undefined)
        await atPoint
        const keptBefore = point === 'between answer and store' ? [] : await readKept(first.frame())
        await first.kill()
        await owning

        const confirmed = Math.max(0, ...(await offsetsAtPortal(portal)))
        if (point === 'after confirm, before the screen shows it') expect(confirmed).toBeGreaterThan(0)
        else expect(confirmed).toBe(0)
        expect(keptBefore.filter(({ eventId }) => eventId < confirmed)).toHaveLength(
          confirmed > 0 ? keptBefore.length : 0,
        )

        const second = await openBrowser(profile, portal)
        await openEvents(second, portal, label)
        // What was stored before the end is there although the portal has lost it.
        await expect(second.app.getByRole('grid', { name: 'Events' }).getByText('order 4')).toBeVisible()
        const kept = await readKept(second.frame())
        expect(idsOf(kept)).toEqual([...new Set(idsOf(kept))])
        expect(idsOf(kept)).toEqual(expect.arrayContaining([...idsOf(keptBefore)]))
        await say('after the crash')
        await own(second, bot.name)
        // The first browser may have confirmed all that is kept: what counts is the event after the crash.
        await expect
          .poll(async () => Math.max(0, ...(await offsetsAtPortal(portal))), { timeout: 20_000 })
          .toBeGreaterThan(Math.max(...idsOf(kept)) + 1)
        const all = await readKept(second.frame())
        expect(idsOf(all)).toEqual([...new Set(idsOf(all))])
        expect(all.map(({ text }) => text).filter((text) => /^order|^after/.test(text))).toEqual([
          ...texts,
          'after the crash',
        ])
        for (const offset of await offsetsAtPortal(portal)) expect(idsOf(all)).toContain(offset - 1)
        await second.close()
      },
    )

ownTest(
  'every confirmation finds what it deletes on disk, written with strict durability',
  async ({ portal, profile }) => {
    const browser = await openBrowser(profile, portal)
    // No script of a test runs in a worker by itself: it is put before the worker's own.
    await browser.page.route('**/event-worker-*.js', async (route) => {
      const response = await route.fetch()
      const watch = () => {
        const seen: string[] = []
        Object.assign(globalThis, { durabilities: seen })
        // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its own `this` below
        const open = IDBDatabase.prototype.transaction
        IDBDatabase.prototype.transaction = function (names, mode, options) {
          const transaction = open.call(this, names, mode, options)
          if (mode === 'readwrite') seen.push(transaction.durability)
          return transaction
        }
      }
      await route.fulfill({ response, body: `(${watch.toString()})();${await response.text()}` })
    })
    const { say, label } = await registerBot(browser, portal)
    await openEvents(browser, portal, label)
    const seen: { offset: number; kept: readonly number[] }[] = []
    await browser.page.route('**/*', async (route) => {
      const offset = offsetIn(route)?.offset
      if (offset !== undefined) seen.push({ offset, kept: idsOf(await readKept(browser.frame())) })
      return route.fallback()
    })
    await say('one')
    await own(browser, bot.name)
    await expect.poll(() => seen.length).toBeGreaterThan(0)
    for (const text of saidTexts(3)) await say(text)
    await expect
      .poll(async () => (await readKept(browser.frame())).map(({ text }) => text), { timeout: 20_000 })
      .toContain('order 2')
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(1)
    for (const { offset, kept } of seen) expect(kept).toContain(offset - 1)
    const durabilities = await eventWorkerOf(browser.page).evaluate(
      () => Reflect.get(globalThis, 'durabilities') as readonly string[], // put there above
    )
    expect(new Set(durabilities)).toEqual(new Set(['strict']))
    const asked = await offsetsAtPortal(portal)
    expect(asked).toEqual(asked.toSorted((a, b) => a - b))
    await browser.close()
  },
)

/** Serious findings of axe in the page and its frames. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
      test('Peek, the question, Own and what is kept are readable', async ({ page, portal }) => {
        const browser = { page, app: consoleIn(page) }
        const look = async (name: string) => {
          await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
          expect.soft(await findings(page), name).toEqual([])
          const wide = await browser.app
            .locator('body')
            .evaluate((body) => body.scrollWidth - body.clientWidth)
          expect.soft(wide, `${name}: nothing sticks out`).toBeLessThanOrEqual(0)
        }
        const { say, label } = await registerBot(browser, portal)
        await say('where is my order?')
        await openEvents(browser, portal, label)
        await expect(browser.app.getByRole('grid', { name: 'Events' }).getByText('where is')).toBeVisible()
        await look('peek')
        await browser.app.getByRole('button', { name: 'Own this queue…' }).click()
        await expect(browser.app.getByRole('textbox', { name: /Type the bot’s name/ })).toBeFocused()
        await look('question')
        await page.keyboard.press('Escape')
        await expect(browser.app.getByRole('button', { name: 'Own this queue…' })).toBeFocused()
        await own(browser, bot.name)
        await expect(browser.app.getByRole('button', { name: 'Back to Peek' })).toBeFocused()
        await look('own')
        await browser.app.getByRole('button', { name: 'Remove all' }).click()
        await look('remove')
      })
    })

test('what is kept outlives its queue, a portal that is away, and a reload; it goes when asked', async ({
  page,
  portal,
}) => {
  const browser = { page, app: consoleIn(page) }
  const { app } = browser
  const { id, say, label } = await registerBot(browser, portal)
  await say('kept words')
  await openEvents(browser, portal, label)
  const row = app.getByRole('grid', { name: 'Events' }).getByText('kept words')
  await expect(row).toBeVisible()
  await own(browser, bot.name)
  await expect.poll(async () => (await offsetsAtPortal(portal)).length).toBeGreaterThan(0)
  await app.getByRole('button', { name: 'Back to Peek' }).click()
  await expect(app.getByText('reads, never confirms')).toBeVisible()
  await portal.control('faults', { kind: 'error500', method: 'imbot.v2.Bot.list', times: 20 })
  await portal.control('faults', { kind: 'error500', method: 'imbot.v2.Event.get', times: 20 })
  await page.reload()
  await app.getByRole('link', { name: 'Events' }).first().click()
  await expect(app.getByRole('alert').filter({ hasText: 'The bots could not be loaded' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(row).toBeVisible()
  await row.click()
  await expect(app.getByRole('complementary')).toContainText('kept words')
  await portal.control('faults', {}, 'DELETE')
  await app.getByRole('button', { name: 'Try again' }).first().click()
  await app.getByLabel('Bot', { exact: true }).selectOption(String(id))
  await expect(app.getByText('reads, never confirms')).toBeVisible()
  await app.getByRole('button', { name: 'Remove all' }).click()
  await app.getByRole('button', { name: 'Remove them' }).click()
  await expect(row).toBeHidden()
  await page.reload()
  await expect(app.getByText('0 events kept in this browser')).toBeVisible()
  await expect(row).toBeHidden()
})

test('with nothing kept, nothing is on the disk and the queue cannot be owned', async ({ page, portal }) => {
  const browser = { page, app: consoleIn(page) }
  const { app } = browser
  const { say, label } = await registerBot(browser, portal)
  await say('a secret')
  await openEvents(browser, portal, label)
  const row = app.getByRole('grid', { name: 'Events' }).getByText('a secret')
  await expect(row).toBeVisible()
  await app.getByRole('button', { name: 'Keep nothing' }).click()
  await app.getByRole('button', { name: 'Keep nothing' }).click()
  await expect(app.getByText('Nothing is kept')).toBeVisible()
  await expect(row).toBeVisible()
  await expect(app.getByRole('button', { name: 'Own this queue…' })).toHaveCount(0)
  expect(await readKept(consoleFrameOf(page, portal))).toEqual([])
  expect(await offsetsAtPortal(portal)).toEqual([])
})

test('of two tabs one polls, and the other one follows', async ({ page, portal, context }) => {
  const browser = { page, app: consoleIn(page) }
  const { say, label } = await registerBot(browser, portal)
  await openEvents(browser, portal, label)
  const other = await context.newPage()
  const second = { page: other, app: consoleIn(other) }
  await openEvents(second, portal, label)
  const asked: string[] = []
  for (const [name, tab] of [
    ['first', page],
    ['second', other],
  ] as const)
    tab.on('request', (request) => {
      if (/imbot\.v2\.event\.get/i.test(request.url()) && request.method() === 'POST') asked.push(name)
    })
  await say('for both')
  for (const { app } of [browser, second])
    await expect(app.getByRole('grid', { name: 'Events' }).getByText('for both')).toBeVisible({
      timeout: 15_000,
    })
  expect(new Set(asked).size).toBe(1)
  // Whoever polled goes; the other one takes over.
  const [stays, goes] = asked[0] === 'first' ? [second, page] : [browser, other]
  await goes.close()
  await say('for the one that is left')
  await expect(stays.app.getByRole('grid', { name: 'Events' }).getByText('for the one that')).toBeVisible({
    timeout: 15_000,
  })
})

test('when another program confirms, Peek says so and keeps the events', async ({ page, portal }) => {
  const browser = { page, app: consoleIn(page) }
  const { app } = browser
  const { id, say, label } = await registerBot(browser, portal)
  await say('taken by another')
  await openEvents(browser, portal, label)
  const row = app.getByRole('grid', { name: 'Events' }).getByText('taken by another')
  await expect(row).toBeVisible()
  const [newest] = (await readKept(consoleFrameOf(page, portal))).toReversed()
  await page.evaluate(() => undefined)
  const { accessToken } = await portal.control<{ accessToken: string }>('tokens', { userId: 1 })
  const answer = await fetch(`${portal.origin}/rest/imbot.v2.Event.get.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: accessToken, botId: id, offset: (newest?.eventId ?? 0) + 1 }),
  })
  expect(answer.status).toBe(200)
  await expect(app.getByText('another program confirms here')).toBeVisible({ timeout: 15_000 })
  await expect(row).toBeVisible()
})
