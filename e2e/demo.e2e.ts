import { expect, test } from './portal.ts'
import { ways } from './ways.ts'

test('in the demo a message and a context link become events, and nothing leaves the tab', async ({
  page,
  portal,
}) => {
  const demo = ways.find(({ hasWire }) => !hasWire)
  if (!demo) throw new Error('no demo')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const app = await demo.open(page, portal)
  const strip = page.getByRole('form', { name: 'Demo portal' })
  await strip.getByRole('combobox', { name: 'Speak to' }).selectOption({ label: 'Helpdesk Bot (22)' })
  await strip.getByRole('textbox').fill('is anybody there')
  await strip.getByRole('button', { name: 'Say' }).click()
  await app.getByRole('link', { name: 'Events' }).first().click()
  await expect(app.getByText('is anybody there').first()).toBeVisible({ timeout: 40_000 })

  await app.getByRole('link', { name: 'Bots' }).first().click()
  await app.getByRole('link', { name: /Helpdesk Bot/ }).click()
  const link = await app.getByLabel('Context link', { exact: true }).textContent()
  await app.getByRole('dialog').getByRole('link', { name: 'Events' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await strip.getByRole('textbox').fill(link ?? '')
  await strip.getByRole('button', { name: 'Open link' }).click()
  await expect(strip.getByRole('status')).toContainText('the bot gets the context')
  await app.getByRole('link', { name: 'Events' }).first().click()
  await expect(app.getByText('CONTEXTGET').first()).toBeVisible({ timeout: 40_000 })
  const origins = new Set(asked.filter((url) => url.startsWith('http')).map((url) => new URL(url).origin))
  expect([...origins]).toEqual([new URL(page.url()).origin])
})
