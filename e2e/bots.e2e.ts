import { expect, test } from './portal.ts'
import { register, registerAndOpen, ways } from './ways.ts'

for (const way of ways)
  test.describe(way.name, () => {
    test('a bot is registered, found, edited field by field and unregistered', async ({ page, portal }) => {
      const app = await way.open(page, portal)
      await registerAndOpen(way, app, { code: 'orders_bot', name: 'Orders' })
      const panel = app.getByRole('dialog')

      await portal.control('requests', undefined, 'DELETE')
      await panel.getByRole('button', { name: 'Edit' }).click()
      await panel.getByRole('textbox', { name: 'Position' }).fill('Answers about orders')
      await panel.getByRole('button', { name: 'Save changes' }).click()
      await expect(panel.getByText('Answers about orders')).toBeVisible()
      if (way.hasWire) {
        const update = (await portal.requests()).find(({ method }) => /bot\.update/i.test(method))
        expect(update?.params).toMatchObject({
          fields: { properties: { workPosition: 'Answers about orders' } },
        })
        expect(Object.keys((update?.params as { fields: object }).fields)).toEqual(['properties'])
      }

      await panel.getByRole('link', { name: 'Danger' }).click()
      const unregister = panel.getByRole('button', { name: 'Unregister Orders' })
      await expect(unregister).toBeDisabled()
      await panel.getByLabel(/Type the bot’s name/).fill('Orders')
      await unregister.click()
      await expect(panel).toBeHidden()
      await expect(app.getByRole('list', { name: 'Bots', exact: true }).getByText('orders_bot')).toBeHidden()
    })

    test('a code that exists is shown as what it is, and updated instead', async ({ page, portal }) => {
      const app = await way.open(page, portal)
      await registerAndOpen(way, app, { code: 'orders_bot', name: 'Orders' })
      await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
      await register(app, { code: 'orders_bot', name: 'Orders and returns' })
      const existing = app.getByRole('alert', { name: /registered already/ })
      await expect(existing).toContainText('Orders')
      await expect(existing).toContainText('Orders and returns')
      await existing.getByRole('button', { name: 'Update instead' }).click()
      await expect(app.getByRole('dialog')).toContainText('Orders and returns')
    })

    test('what is typed is checked as typed and survives a reload', async ({ page, portal }) => {
      let app = await way.open(page, portal)
      await app.getByRole('link', { name: 'Register bot' }).first().click()
      await app.getByRole('textbox', { name: 'Code' }).fill('draft_bot')
      await app.getByRole('combobox', { name: 'Event mode' }).selectOption('webhook')
      await app.getByRole('textbox', { name: 'Webhook address' }).fill('http://localhost/hook')
      await expect(app.getByText(/wants a dot in the host name/)).toBeVisible()
      await app.getByRole('button', { name: 'Register', exact: true }).click()
      await expect(app.getByText(/Give the bot a name/)).toBeVisible()
      app = await way.open(page, portal)
      // In the frame the place comes back by itself.
      await app.getByRole('link', { name: 'Bots' }).first().click()
      await app.getByRole('link', { name: 'Register bot' }).first().click()
      await expect(app.getByRole('textbox', { name: 'Code' })).toHaveValue('draft_bot')
      await expect(app.getByRole('textbox', { name: 'Webhook address' })).toHaveValue('')
    })
  })

test('every page of the list is loaded: 75 bots are 75 rows', async ({ page, portal }) => {
  const { accessToken } = await portal.control<{ accessToken: string }>('tokens', {})
  for (let index = 0; index < 75; index++)
    await fetch(`${portal.origin}/rest/imbot.v2.Bot.register.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth: accessToken,
        fields: { code: `bot_${index}`, properties: { name: `Bot ${index}` } },
      }),
    })
  await page.goto(`${portal.origin}/`)
  const app = page.frameLocator('iframe.app-frame')
  await expect(app.getByRole('list', { name: 'Bots', exact: true }).getByRole('listitem')).toHaveCount(75)
  await app.getByRole('searchbox', { name: 'Search bots' }).fill('bot_74')
  await expect(app.getByRole('list', { name: 'Bots', exact: true }).getByRole('listitem')).toHaveCount(1)
})

test('over a webhook address each token brings its own list', async ({ page, portal }) => {
  const way = ways[1]
  if (!way) throw new Error('no webhook way')
  const app = await way.open(page, portal)
  for (const [token, name] of Object.entries({
    'helpdesk-bot-token': 'Helpdesk Bot',
    'watcher-bot-token': 'Watcher Bot',
  })) {
    await app.getByRole('textbox', { name: 'Bot token' }).or(app.getByLabel('Bot token')).first().fill(token)
    await app.getByRole('button', { name: 'Show its bots' }).click()
    await expect(app.getByRole('list', { name: 'Bots', exact: true })).toContainText(name)
  }
  await app.getByRole('button', { name: 'Forget token 1' }).click()
  await expect(app.getByRole('list', { name: 'Bots', exact: true })).not.toContainText('Helpdesk Bot')
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('-bot-token')
  expect(kept).not.toContain('sandbox')
})
