import { expect, openConsole, test } from './portal.ts'
import { registerAndOpen, ways } from './ways.ts'

const [frame] = ways
if (!frame) throw new Error('no frame way')

test('an answer pressed twice is sent once, and what is typed survives another tab', async ({
  page,
  portal,
}) => {
  const app = await openConsole(page, portal)
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  const panel = app.getByRole('dialog')
  const botId = Number(/bots\/(\d+)/.exec(await app.locator('body').evaluate(() => location.hash))?.[1])
  await portal.control('say', { as: 2, dialogId: String(botId), text: 'hello' })
  await panel.getByRole('link', { name: 'Events' }).click()
  const box = panel.getByRole('textbox', { name: /Reply to/ })
  await expect(box).toBeVisible({ timeout: 40_000 })
  await portal.control('faults', {
    kind: 'latency',
    method: 'imbot.v2.Chat.Message.send',
    times: 1,
    latencyMs: 1500,
  })
  await box.fill('one')
  await box.press('Control+Enter')
  await box.press('Control+Enter')
  await box.fill('one and two')
  await expect(panel.getByText(/Sent as message/)).toBeVisible()
  await expect(box).toHaveValue('and two')
  const sent = (await portal.requests()).filter(({ method }) => /message\.send/i.test(method))
  expect(sent.length).toBe(1)
  await panel.getByRole('link', { name: 'Profile' }).click()
  await panel.getByRole('link', { name: 'Events' }).click()
  await expect(box).toHaveValue('and two')
})

test('a screen that did not load can be loaded again', async ({ page, portal }) => {
  const app = await openConsole(page, portal)
  await expect(app.getByRole('heading', { name: 'No bots yet' })).toBeVisible()
  await page.route(/events-screen.*\.js/, (route) => route.abort())
  await app.getByRole('link', { name: 'Events' }).first().click()
  const failed = app.getByRole('alert').filter({ hasText: 'did not load' })
  await expect(failed).toBeVisible()
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(failed).toBeVisible()
  await page.unroute(/events-screen.*\.js/)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'Events', exact: true })).toBeVisible()
})

test('a reload of the portal leads back to the panel, without the launch query', async ({ page, portal }) => {
  const app = await openConsole(page, portal)
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  await app.getByRole('dialog').getByRole('link', { name: 'Danger' }).click()
  const place = () => app.locator('body').evaluate(() => location.href)
  expect(await place()).not.toContain('DOMAIN=')
  await page.reload()
  await expect(app.getByRole('dialog')).toContainText('Orders')
  expect(await place()).toMatch(/#\/bots\/\d+\/danger$/)
})

test('an address that was refused is not kept, and can be mended', async ({ page, portal }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${portal.workerOrigin}/`)
  await expect(page.getByRole('link', { name: 'Open the demo' })).toBeVisible()
  expect(complaints).toEqual([])
  const field = page.getByLabel('Webhook address')
  await field.fill(`${portal.origin}/rest/1/wrong-secret/`)
  await page.getByRole('checkbox').check()
  expect(await page.locator('html').innerHTML()).not.toContain('wrong-secret')
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('wrong-secret')
  await page.getByRole('button', { name: 'Other ways to connect' }).click()
  await expect(field).toHaveValue(/wrong-secret/)
  expect(await page.locator('html').innerHTML()).not.toContain('wrong-secret')
  await page.getByRole('link', { name: 'Open the demo' }).click()
  await expect(page.getByRole('form', { name: 'Demo portal' })).toBeVisible()
})

test('focus goes back to where it came from', async ({ page, portal }) => {
  const app = await openConsole(page, portal)
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  const botId = Number(/bots\/(\d+)/.exec(await app.locator('body').evaluate(() => location.hash))?.[1])
  await portal.control('say', { as: 2, dialogId: String(botId), text: 'hello' })
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toBeHidden()
  const row = app.getByRole('link', { name: /Orders/ }).first()
  await expect(row).toBeFocused()
  await row.click()
  await expect(app.getByRole('dialog')).toBeVisible()
  await app.getByRole('dialog').getByRole('link', { name: 'Events' }).click()
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toBeHidden()
  await expect(row).toBeFocused()
  await row.click()
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(app.getByRole('dialog')).toBeHidden()
  await expect(row).toBeFocused()
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await expect(app.getByRole('textbox', { name: 'Code' })).toBeFocused()
  await app.getByRole('link', { name: 'Events' }).first().click()
  const events = app.getByRole('grid', { name: 'Events' })
  await events.getByText('hello').click()
  await app.getByRole('button', { name: 'Close the event' }).click()
  await expect(events).toBeFocused()
})

test('what the console waits for is said', async ({ page, portal }) => {
  await portal.control('faults', { kind: 'limit503', method: 'imbot.v2.Bot.list', times: 4 })
  const app = await openConsole(page, portal)
  await expect(app.getByRole('status').filter({ hasText: 'busy' })).toBeVisible()
  await app.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(app.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible()
  await portal.control('reset', {})
  await page.reload()
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  await portal.control('faults', { kind: 'limit429', method: 'imbot.v2.Bot.update', times: 1 })
  await app.getByRole('dialog').getByRole('link', { name: 'Profile' }).click()
  await app.getByRole('button', { name: 'Edit' }).click()
  await app.getByRole('textbox', { name: 'Position' }).fill('x')
  await app.getByRole('button', { name: 'Save changes' }).click()
  await expect(app.getByRole('status').filter({ hasText: 'Bot.update' })).toBeVisible()
  const stop = app.getByRole('button', { name: 'Stop waiting' })
  for (
    let presses = 0;
    presses < 60 && !(await stop.evaluate((button) => button === document.activeElement));
    presses++
  )
    await page.keyboard.press('Tab')
  await expect(stop).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.getByRole('alert').filter({ hasText: 'called off' })).toBeVisible()
  await portal.control('faults', { kind: 'limit429', method: 'profile', times: 1 })
  await page.reload()
  await expect(app.getByRole('status').filter({ hasText: 'profile' })).toBeVisible()
})

test('on a narrow screen too, who is connected and how is said', async ({ page, portal }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  const app = await openConsole(page, portal)
  await expect(app.getByText('John Smith (admin)')).toBeVisible()
  await expect(app.getByText('in the portal')).toBeVisible()
})

test('in the demo a double click says it once', async ({ page, portal }) => {
  await page.goto(`${portal.workerOrigin}/demo/demo.html`)
  await page.getByRole('textbox', { name: 'Message or context link' }).fill('said once')
  await page.getByRole('button', { name: 'Say' }).dblclick()
  await expect(page.getByText(/Said to/)).toBeVisible()
  await page.getByRole('link', { name: 'Events' }).first().click()
  await expect(page.getByRole('grid', { name: 'Events' }).getByText('said once')).toHaveCount(1)
})
