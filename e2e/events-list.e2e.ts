import AxeBuilder from '@axe-core/playwright'
import type { FrameLocator, Page } from '@playwright/test'
import type { QueueBot } from './large-log.ts'
import { answerQueue, sampleEvent, sampleLog } from './large-log.ts'
import { eventWorkerOf, openEvents, type OpenTab } from './own-browser.ts'
import { consoleIn, expect, test, type PortalUnderTest } from './portal.ts'
import { registerAndOpen, ways } from './ways.ts'

const [inPortal] = ways

/** A bot of the app in the portal, registered from the console. */
const registerBot = async ({ page, app }: OpenTab, portal: PortalUnderTest) => {
  if (!inPortal) throw new Error('no frame way')
  await page.goto(`${portal.origin}/`)
  await registerAndOpen(inPortal, app, { code: 'orders_bot', name: 'Orders' })
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  const { bots } = await portal.control<{ bots: QueueBot[] }>('state')
  const bot = bots.find(({ code }) => code === 'orders_bot')
  if (!bot) throw new Error('the bot is not there')
  const say = (text: string) => portal.control('say', { as: 2, dialogId: String(bot.id), text })
  return { bot: { id: bot.id, code: bot.code }, say, label: `Orders (${bot.id})` }
}

const eventsIn = (app: FrameLocator) => app.getByRole('grid', { name: 'Events' })
const filterIn = (app: FrameLocator) => app.getByRole('combobox', { name: 'Filter events' })
const placeOf = (app: FrameLocator) =>
  app.locator('body').evaluate(() => decodeURIComponent(location.hash.replaceAll('+', ' ')))

/** A step back in the console's frame; the page around it is not loaded anew. */
const goBack = (app: FrameLocator) => app.locator('body').evaluate(() => history.back())

const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
}

test('real events are filtered by keys alone, the address keeps it, and back undoes it', async ({
  page,
  portal,
}) => {
  const tab = { page, app: consoleIn(page) }
  const { app } = tab
  const { say, label } = await registerBot(tab, portal)
  for (const text of ['where is my order?', 'a refund, please', 'thank you']) await say(text)
  await openEvents(tab, portal, label)
  await expect(eventsIn(app).getByText('a refund')).toBeVisible()

  await page.keyboard.press('/')
  await expect(filterIn(app)).toBeFocused()
  await page.keyboard.type('ty')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filterIn(app)).toHaveValue('type:')
  const values = app.getByRole('listbox', { name: 'Filter events: suggestions' })
  await expect(values.getByRole('option', { name: 'MESSAGEADD' })).toContainText('3')
  await page.keyboard.type('messagea')
  await expect(values.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filterIn(app)).toHaveValue('type:ONIMBOTV2MESSAGEADD ')
  await page.keyboard.type('refund')
  await expect(eventsIn(app).getByRole('row')).toHaveCount(2)
  await expect(app.getByText('1 of ')).toBeVisible()
  expect(await placeOf(app)).toContain('type:ONIMBOTV2MESSAGEADD refund')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(eventsIn(app)).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const detail = app.getByRole('complementary')
  await expect(detail).toContainText('a refund, please')
  await page.reload()
  await expect(detail).toContainText('a refund, please')
  await expect(filterIn(app)).toHaveValue('type:ONIMBOTV2MESSAGEADD refund')
  await detail.getByRole('button', { name: 'All of this user' }).click()
  await expect(filterIn(app)).toHaveValue('user:2')
  await expect(eventsIn(app).getByText('thank you')).toBeVisible()
  await expect(eventsIn(app)).toBeFocused()
  await goBack(app)
  await expect(filterIn(app)).toHaveValue('type:ONIMBOTV2MESSAGEADD refund')
  await expect(detail).toContainText('a refund, please')

  await filterIn(app).fill('colour:red has:wings user:2')
  const problems = app.getByRole('list', { name: 'What was not understood' })
  await expect(problems.getByRole('listitem')).toHaveText([
    /colour:red There is no such term/,
    /wings This value/,
  ])
  await expect(eventsIn(app).getByText('thank you')).toBeVisible()
  await problems.getByRole('button', { name: 'wings' }).click()
  const selected = () =>
    filterIn(app).evaluate((field) =>
      field instanceof HTMLInputElement
        ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
        : '',
    )
  expect(await selected()).toBe('wings')
  await app.getByRole('button', { name: 'Remove colour:red' }).click()
  await app.getByRole('button', { name: 'Remove has:wings' }).click()
  await expect(filterIn(app)).toHaveValue('user:2')

  await app.getByRole('button', { name: 'Saved' }).click()
  await app.getByRole('textbox', { name: 'Save this filter as' }).fill('Mary')
  await page.keyboard.press('Enter')
  await app.getByRole('button', { name: 'Rename Mary' }).click()
  await app.getByRole('textbox', { name: 'New name' }).fill('Mary Major')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await filterIn(app).fill('nothing says this')
  await expect(app.getByRole('heading', { name: 'No event matches' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  await app.getByRole('button', { name: 'Clear the filter' }).last().click()
  await page.reload()
  await app.getByRole('button', { name: 'Saved' }).click()
  await app.getByRole('button', { name: 'Delete Mary Major' }).click()
  await app.getByRole('button', { name: 'Undo' }).click()
  await app.getByRole('button', { name: /^Mary Major/ }).click()
  await expect(filterIn(app)).toHaveValue('user:2')
})

test('of a hundred thousand events both ends are a key away, and nothing moves while they are read', async ({
  page,
  portal,
}) => {
  test.slow()
  const tab = { page, app: consoleIn(page) }
  const { app } = tab
  const { bot, label } = await registerBot(tab, portal)
  const count = 100_000
  const log = sampleLog(count, bot)
  const queue = await answerQueue(page, log)
  await openEvents(tab, portal, label)
  const grid = eventsIn(app)
  await expect(grid.getByText('(99999)')).toBeVisible({ timeout: 40_000 })
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(app.getByText('100,000 events', { exact: true })).toBeVisible()

  await grid.focus()
  await page.keyboard.press('End')
  await expect(grid.getByText('(0)')).toBeInViewport()
  const active = grid.locator('[data-active]')
  await expect(active).toHaveAttribute('aria-rowindex', String(count + 1))
  await page.keyboard.press('PageUp')
  await page.keyboard.press('k')
  await expect(active).toBeInViewport()
  await expect(grid).toBeFocused()
  await page.keyboard.press('Home')
  await expect(grid.getByText('(99999)')).toBeInViewport()
  // By the scroll bar, as far as it goes.
  await grid.evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await expect(grid.getByText('(0)')).toBeInViewport()
  await grid.evaluate((box) => box.scrollTo(0, 0))
  await expect(grid.getByText('(99999)')).toBeInViewport()

  // Reading further down, what comes is counted and moves nothing.
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  const read = await active.textContent()
  const before = await active.boundingBox()
  queue.give([sampleEvent(count, bot, Date.parse(log[0]?.date ?? ''))])
  const fresh = app.getByRole('button', { name: '1 new event' })
  await expect(fresh).toBeVisible({ timeout: 40_000 })
  expect((await active.boundingBox())?.y).toBe(before?.y)
  expect((await active.textContent())?.slice(-20)).toBe(read?.slice(-20))
  await fresh.click()
  await expect(grid.getByText('(100000)')).toBeInViewport()

  // A stretch of time, by pointer and by keys.
  const chart = app.getByRole('figure', { name: 'Events over time' })
  const box = await chart.boundingBox()
  if (!box) throw new Error('no chart')
  const whole = await chart.getByRole('slider', { name: 'Beginning' }).getAttribute('aria-valuetext')
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 })
  await page.mouse.up()
  await expect(filterIn(app)).toHaveValue(/^after:\S+ before:\S+$/)
  const shown = async () => Number((await grid.getAttribute('aria-rowcount')) ?? 0) - 1
  await expect.poll(shown).toBeGreaterThan(10_000)
  expect(await shown()).toBeLessThan(40_000)
  const half = await shown()
  // The chart is of the stretch by now: its bars are as many, and the dates below them are others.
  const beginning = chart.getByRole('slider', { name: 'Beginning' })
  await expect(beginning).not.toHaveAttribute('aria-valuetext', whole ?? '')
  await expect(beginning).toHaveAttribute('aria-valuenow', '0')
  await beginning.focus()
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('PageUp')
  await page.keyboard.press('Enter')
  await expect.poll(shown).toBeLessThan(half * 0.7)
  await goBack(app)
  await expect.poll(shown).toBe(half)
  await app.getByRole('button', { name: 'Clear all' }).click()
  await expect.poll(shown).toBe(count + 1)

  // Inside the events as they were stored.
  await filterIn(app).fill('payload~"SKU-4242\\""')
  await expect.poll(shown, { timeout: 20_000 }).toBe(1)
  // A disk so slow that the search can be watched, and stopped.
  await eventWorkerOf(page).evaluate(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its own `this` below
    const open = IDBObjectStore.prototype.openCursor
    IDBObjectStore.prototype.openCursor = function (...asked) {
      for (const until = performance.now() + 250; performance.now() < until;);
      return open.apply(this, asked)
    }
  })
  await filterIn(app).fill('payload~"nobody wrote this"')
  await expect(app.getByRole('progressbar', { name: 'Looking through the events' })).toBeVisible()
  await app.getByRole('button', { name: 'Stop looking' }).click()
  await expect(app.getByText(/^0 of 100,001; stopped after [\d,]+ were looked at/)).toBeVisible()
  await expect(app.getByRole('heading', { name: 'No event matches' })).toBeVisible()
  await app.getByRole('button', { name: 'Look again' }).click()
  await expect(app.getByRole('button', { name: 'Stop looking' })).toBeVisible()
  await filterIn(app).fill('type:message user:Anna text~"50%"')
  await expect.poll(shown).toBeGreaterThan(100)
  await expect(grid.getByRole('row').nth(3)).toContainText('Anna')
  queue.close()
})

test('of all bots the queues are read together, each event with its bot, and nothing is confirmed', async ({
  page,
  portal,
}) => {
  const tab = { page, app: consoleIn(page) }
  const { app } = tab
  const { say, label } = await registerBot(tab, portal)
  if (!inPortal) throw new Error('no frame way')
  await registerAndOpen(inPortal, app, { code: 'other_bot', name: 'Other' })
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  const { bots } = await portal.control<{ bots: QueueBot[] }>('state')
  const other = bots.find(({ code }) => code === 'other_bot')
  await say('to the first')
  await portal.control('say', { as: 2, dialogId: String(other?.id), text: 'to the second' })
  await openEvents(tab, portal, label)
  await expect(eventsIn(app).getByText('to the first')).toBeVisible()
  await expect(eventsIn(app).getByText('to the second')).toHaveCount(0)
  await app.getByLabel('Bot', { exact: true }).selectOption('All bots')
  await expect(eventsIn(app).getByText('to the first')).toBeVisible()
  await expect(eventsIn(app).getByText('to the second')).toBeVisible()
  await expect(app.getByText('Peek reads, never confirms')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Own this queue…' })).toHaveCount(0)
  await filterIn(app).fill('bot:other')
  await expect(eventsIn(app).getByText('to the first')).toHaveCount(0)
  await eventsIn(app).getByText('to the second').click()
  await expect(app.getByRole('complementary').getByRole('textbox', { name: /Reply to/ })).toBeVisible()
  const offsets = (await portal.requests())
    .filter(({ method }) => /event\.get$/i.test(method))
    .filter(({ params }) => JSON.stringify(params).includes('offset'))
  expect(offsets).toEqual([])
})

const bomb = '[B]'.repeat(20_000) + '[URL=javascript:alert(1)]x[/URL]'

test('hostile texts, unknown types and a megabyte are shown as what they are', async ({ page, portal }) => {
  const tab = { page, app: consoleIn(page) }
  const { app } = tab
  const { bot, label } = await registerBot(tab, portal)
  const said = (n: number, text: string) => ({
    ...sampleEvent(0, bot, Date.now() - 60_000 * (10 - n)),
    eventId: n,
    data: { bot, dialogId: '2', user: { id: 2, name: 'Mary' }, message: { id: n, text } },
  })
  const date = new Date().toISOString()
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  const queue = await answerQueue(page, [
    said(1, '<script>alert(1)</script><img src=x onerror=alert(2)>'),
    said(2, 'safe \u202egnp.exe\u202c'),
    said(3, bomb),
    said(4, 'x'.repeat(1_000_000)),
    { eventId: 5, type: 'ONSOMETHINGNEW', date, data: { deep: { er: [1, { '<b>': null }] } } },
    { eventId: 6, type: 'ONIMBOTV2MESSAGEADD', date: 'not a date', data: null },
    { eventId: 7, type: '<i>TYPE</i>', date, data: 'words' },
    { eventId: 8, type: 'ONIMBOTV2COMMANDADD', date, data: { user: { id: 'x', name: 7 }, message: [] } },
  ])
  await openEvents(tab, portal, label)
  const grid = eventsIn(app)
  await expect(grid).toHaveAttribute('aria-rowcount', '9')
  await expect(grid.getByText('<script>alert(1)</script>')).toBeVisible()
  await expect(grid.getByText('safe \ufffdgnp.exe\ufffd')).toBeVisible()
  await expect(grid.getByText('<i>TYPE</i>')).toBeVisible()
  await expect(grid.getByText('no time')).toBeVisible()
  const detail = app.getByRole('complementary')
  await grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  for (let row = 0; row < 8; row += 1) {
    await expect(detail.getByRole('tree')).toBeVisible()
    await page.keyboard.press('j')
  }
  await grid.getByText('ONSOMETHINGNEW').click()
  await detail.getByRole('textbox', { name: 'Search in the JSON' }).fill('<b>')
  await page.keyboard.press('Enter')
  await expect(detail.getByRole('treeitem', { selected: true })).toContainText('<b>: null')
  await expect(detail.getByText('1 found')).toBeVisible()
  await detail.getByRole('tree').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(detail.getByRole('treeitem', { name: '<b>' })).toHaveCount(0)
  expect(await findings(page)).toEqual([])
  expect(dialogs).toBe(0)
  queue.close()
})

for (const [width, colorScheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const)
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    test('the timeline and its parts are readable, and nothing sticks out', async ({ page, portal }) => {
      const tab = { page, app: consoleIn(page) }
      const { app } = tab
      const { bot, label } = await registerBot(tab, portal)
      const queue = await answerQueue(page, sampleLog(300, bot))
      const look = async (name: string) => {
        await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
        expect.soft(await findings(page), name).toEqual([])
        const wide = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
        expect.soft(wide, name).toBeLessThanOrEqual(0)
      }
      await openEvents(tab, portal, label)
      await expect(eventsIn(app).getByText('(299)')).toBeVisible()
      await look('filled')
      await filterIn(app).fill('user:')
      await expect(app.getByRole('option', { name: /Eve/ })).toBeVisible()
      await look('suggestions')
      await filterIn(app).fill('colour:red text~order ')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(app.getByRole('list', { name: 'What was not understood' })).toBeVisible()
      await app.getByRole('button', { name: 'Saved' }).click()
      await look('problems')
      await page.keyboard.press('Escape')
      await app.getByRole('button', { name: 'Columns' }).click()
      await app.getByRole('checkbox', { name: 'Exact times' }).check()
      await page.keyboard.press('Escape')
      await eventsIn(app).getByText('my order').first().click()
      await expect(app.getByRole('tree')).toBeVisible()
      if (width > 960) await expect(eventsIn(app).locator('[aria-selected="true"]')).toBeInViewport()
      await look('detail')
      await app.getByRole('button', { name: 'Close the event' }).click()
      await expect(eventsIn(app)).toBeFocused()
      queue.close()
    })
  })
