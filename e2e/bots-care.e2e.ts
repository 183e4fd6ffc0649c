import { expect, test } from './portal.ts'
import { register, registerAndOpen, ways } from './ways.ts'

const [frame, hook] = ways
if (!frame || !hook) throw new Error('two ways')

test('a registration whose answer was lost keeps its token, and the token can still be shown', async ({
  page,
  portal,
}) => {
  const app = await hook.open(page, portal)
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  const field = app.getByRole('textbox', { name: 'Bot token' })
  const first = await field.inputValue()
  expect(await field.getAttribute('value')).toBeNull() // a secret is no part of the page's markup
  await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
  await portal.control('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
  await app.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(app.getByText('The bot was not registered')).toBeVisible()
  await app.getByRole('link', { name: 'Bots' }).first().click()
  await expect(app.getByText('A registration got no answer')).toBeVisible()
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await app.getByRole('button', { name: 'Generate' }).click()
  await app.getByRole('button', { name: 'Register', exact: true }).click()
  await app
    .getByRole('alert', { name: /registered already/ })
    .getByRole('button', { name: 'Open it' })
    .click()
  await app.getByRole('link', { name: 'Bots' }).first().click()
  await expect(app.getByText(/is kept nowhere but/)).toBeVisible()
  await app.getByRole('link', { name: 'Show it' }).click()
  await app.getByRole('button', { name: 'Show the token' }).click()
  await expect(app.getByRole('status', { name: 'Bot token' })).toHaveText(first)
})

test('who leaves the form while it registers is told about the token', async ({ page, portal }) => {
  const app = await hook.open(page, portal)
  await portal.control('faults', {
    kind: 'latency',
    latencyMs: 1500,
    method: 'imbot.v2.Bot.register',
    times: 1,
  })
  await register(app, { code: 'left_bot', name: 'Left' })
  const unanswered = app.getByText('A registration got no answer')
  await expect(app.getByText('Asking the portal')).toBeVisible()
  await expect(unanswered).toHaveCount(0)
  await app.getByRole('link', { name: 'Bots' }).first().click()
  await expect(app.getByText(/The token of Left is kept nowhere/)).toBeVisible()
})

test('a token kept nowhere else is not lost by disconnecting, reloading or forgetting unasked', async ({
  page,
  portal,
}) => {
  const app = await hook.open(page, portal)
  await register(app, { code: 'orders_bot', name: 'Orders' })
  await expect(app.getByLabel('Bot token')).toHaveText(/^[\w-]{20,40}$/)
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('alert')).toContainText('kept nowhere but in this tab')
  await page.getByRole('button', { name: 'Stay' }).click()
  await app.getByRole('link', { name: 'Events' }).first().click()
  await expect(app.getByRole('heading', { name: 'Events', exact: true })).toBeVisible()
  const isHeld = () =>
    page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await isHeld()).toBe(true)
  await app.getByRole('link', { name: 'Bots' }).first().click()
  await app.getByRole('button', { name: 'Forget token 1' }).click()
  await expect(app.getByRole('button', { name: 'Forget token 1 for good' })).toBeVisible()
  await expect(app.getByRole('list', { name: 'Bots' })).toContainText('orders_bot')
})

test('the bot of a lost answer is looked for and found', async ({ page, portal }) => {
  const app = await hook.open(page, portal)
  await portal.control('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
  await register(app, { code: 'lost_bot', name: 'Lost' })
  await expect(app.getByText('The bot was not registered')).toBeVisible()
  await app.getByRole('link', { name: 'Bots' }).first().click()
  await app.getByRole('button', { name: 'Look for the bot' }).click()
  await expect(app.getByRole('list', { name: 'Bots' })).toContainText('lost_bot')
  await expect(app.getByText(/The token of Lost is kept nowhere/)).toBeVisible()
})

test('a picture the portal would refuse is refused first, and its field gets the focus', async ({
  page,
  portal,
}) => {
  const app = await frame.open(page, portal)
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>')
  await app
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: svg })
  await app.getByRole('textbox', { name: 'Code' }).press('Enter')
  await expect(app.locator('input[type=file]')).toBeFocused()
  expect((await portal.requests()).filter(({ method }) => /bot\.register/i.test(method))).toEqual([])
})

test('unregistering a bot that is gone already is done, and said', async ({ page, portal }) => {
  const app = await frame.open(page, portal)
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  await app.getByRole('dialog').getByRole('link', { name: 'Danger' }).click()
  await portal.control('faults', { kind: 'drop', method: 'imbot.v2.Bot.unregister', times: 1 })
  await app.getByLabel(/Type the bot’s name/).fill('Orders')
  await app.getByRole('button', { name: 'Unregister Orders' }).click()
  await expect(app.getByText('Nobody knows yet whether the bot was unregistered')).toBeVisible()
  await app.getByRole('button', { name: 'Unregister Orders' }).click()
  await expect(app.getByText('Orders was not there any more.')).toBeVisible()
  await expect(app.getByRole('dialog')).toBeHidden()
})

test('the keyboard stays where the work is: after opening, saving and closing', async ({ page, portal }) => {
  const app = await frame.open(page, portal)
  await registerAndOpen(frame, app, { code: 'orders_bot', name: 'Orders' })
  const isSomewhere = () => app.locator('body').evaluate(() => document.activeElement !== document.body)
  const panel = app.getByRole('dialog')
  await panel.getByRole('button', { name: 'Edit' }).press('Enter')
  await panel.getByRole('textbox', { name: 'Position' }).fill('Answers')
  await panel.getByRole('textbox', { name: 'Position' }).press('Enter')
  await expect(panel.getByRole('button', { name: 'Edit' })).toBeVisible()
  await expect.poll(isSomewhere).toBe(true)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect.poll(isSomewhere).toBe(true)
})
