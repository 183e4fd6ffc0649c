import { expect, openConsole, test } from './portal.ts'

test('a bot is registered, heard, answered, and gets the context of a link', async ({
  page,
  portal,
  context,
}) => {
  const app = await openConsole(page, portal)
  await expect(app.getByText('John Smith (admin)')).toBeVisible()

  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
  await app.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(app.getByRole('dialog')).toContainText('orders_bot')
  const link = await app.getByLabel('Context link').textContent()

  const chat = await context.newPage()
  await chat.goto(`${portal.origin}/online/?as=2`)
  await chat
    .getByRole('button', { name: /^Orders/ })
    .first()
    .click()
  await chat.getByRole('textbox', { name: 'Message' }).fill('where is my order')
  await chat.keyboard.press('Enter')
  await expect(chat.getByRole('log')).toContainText('where is my order')

  await app.getByRole('link', { name: 'Events' }).last().click()
  const panel = app.getByRole('dialog')
  await expect(panel).toContainText('where is my order', { timeout: 40_000 })
  await panel.getByRole('textbox', { name: /Reply to/ }).fill('It is on its way')
  await panel.getByRole('button', { name: 'Send as the bot' }).click()
  await expect(chat.getByRole('log')).toContainText('It is on its way')

  await chat.goto(link ?? '')
  await expect(chat.getByRole('region', { name: 'Orders' })).toBeVisible()
  await expect.poll(() => chat.url()).not.toContain('BOT_CONTEXT')
  await expect(panel).toContainText('CONTEXTGET', { timeout: 40_000 })

  const requests = await portal.requests()
  const byConsole = requests.filter(({ method }) => !method.includes('sendContext'))
  expect(byConsole.length).toBeGreaterThan(4)
  expect(byConsole.filter(({ sdkType }) => sdkType !== 'b24-js-sdk')).toEqual([])
  const peeks = requests.filter(({ method }) => /event\.get/i.test(method))
  expect(peeks.length).toBeGreaterThan(0)
  for (const { params } of peeks) expect(params).not.toHaveProperty('offset')
})
