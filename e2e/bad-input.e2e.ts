import { expect, test } from './portal.ts'
import { register, registerAndOpen, ways } from './ways.ts'

const faults = [
  { kind: 'error500', code: 'INTERNAL_SERVER_ERROR' },
  { kind: 'html200', code: 'NOT_JSON' },
  { kind: 'drop', code: 'NETWORK_ERROR' },
] as const

for (const way of ways.filter(({ hasWire }) => hasWire))
  test.describe(way.name, () => {
    for (const { kind, code } of faults)
      test(`${kind} on Bot.register: a sentence, the form as it was, and a way on`, async ({
        page,
        portal,
      }) => {
        const app = await way.open(page, portal)
        await expect(app.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
        await portal.control('faults', { kind, method: 'imbot.v2.Bot.register', times: 1 })
        await register(app, { code: 'orders_bot', name: 'Orders' })
        const failed = app.getByRole('alert').filter({ hasText: 'The bot was not registered' })
        await expect(failed).toContainText(code)
        await expect(failed).not.toContainText('not documented')
        await expect(app.getByRole('textbox', { name: 'Code' })).toHaveValue('orders_bot')
        await failed.getByRole('button', { name: 'Try again' }).click()
        // Where only the answer was lost, the bot is there: it is shown as what it is, with the way on.
        const onward = app.getByRole('button', { name: /open the bot|Open it/ }).or(app.getByRole('dialog'))
        await expect(onward.first()).toBeVisible()
        if (!(await app.getByRole('dialog').isVisible())) await onward.first().click()
        await expect(app.getByRole('dialog')).toContainText('orders_bot')
      })

    test('a busy portal is waited for and no write arrives twice', async ({ page, portal }) => {
      const app = await way.open(page, portal)
      await expect(app.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
      await portal.control('faults', { kind: 'limit503', method: 'imbot.v2.Bot.register', times: 2 })
      await registerAndOpen(way, app, { code: 'orders_bot', name: 'Orders' })
      const writes = (await portal.requests()).filter(({ method }) => /bot\.register/i.test(method))
      expect(writes.map(({ status }) => status)).toEqual([503, 503, 200])
    })

    test('a write that got no answer is not repeated', async ({ page, portal }) => {
      const app = await way.open(page, portal)
      await expect(app.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
      await portal.control('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
      await register(app, { code: 'orders_bot', name: 'Orders' })
      await expect(app.getByRole('alert')).toBeVisible()
      const writes = (await portal.requests()).filter(({ method }) => /bot\.register/i.test(method))
      expect(writes.length).toBe(1)
    })

    test('a list that cannot be loaded says so and comes back on retry', async ({ page, portal }) => {
      await portal.control('faults', { kind: 'error500', method: 'imbot.v2.Bot.list', times: 1 })
      const app = await way.open(page, portal)
      if (way.needsToken) {
        await app.getByLabel('Bot token').first().fill('helpdesk-bot-token')
        await app.getByRole('button', { name: 'Show its bots' }).click()
      }
      const failed = app.getByRole('alert').filter({ hasText: 'could not be loaded' })
      await expect(failed).toBeVisible()
      await failed.getByRole('button', { name: 'Try again' }).click()
      await expect(failed).toBeHidden()
    })
  })

test('a write that is not answered in time: a sentence, and it was sent once', async ({ page, portal }) => {
  test.setTimeout(90_000)
  await page.goto(`${portal.origin}/`)
  const app = page.frameLocator('iframe.app-frame')
  await expect(app.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
  await portal.control('faults', {
    kind: 'latency',
    latencyMs: 40_000,
    method: 'imbot.v2.Bot.register',
    times: 1,
  })
  let posted = 0 // as the browser sent it: the portal's log has it only once it is answered
  page.on('request', (request) => {
    if (request.method() === 'POST' && /bot\.register/i.test(request.url())) posted += 1
  })
  await register(app, { code: 'orders_bot', name: 'Orders' })
  const failed = app.getByRole('alert').filter({ hasText: 'The bot was not registered' })
  await expect(failed).toContainText('TIMEOUT', { timeout: 45_000 })
  await expect(app.getByRole('textbox', { name: 'Code' })).toHaveValue('orders_bot')
  expect(posted).toBe(1)
})

test('Enter twice registers once', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/`)
  const app = page.frameLocator('iframe.app-frame')
  await app.getByRole('link', { name: 'Register bot' }).first().click()
  await portal.control('faults', { kind: 'latency', latencyMs: 800, times: 4 })
  await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(app.getByRole('dialog')).toContainText('orders_bot')
  const sent = (await portal.requests()).filter(({ method }) => /bot\.register/i.test(method))
  expect(sent.length).toBe(1)
})

test('an expired token is renewed once and the write arrives once', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/`)
  const app = page.frameLocator('iframe.app-frame')
  await expect(app.getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
  await portal.control('clock', { advanceMs: 2 * 3_600_000 })
  await portal.control('requests', undefined, 'DELETE')
  await register(app, { code: 'orders_bot', name: 'Orders' })
  await expect(app.getByRole('dialog')).toContainText('orders_bot')
  const requests = await portal.requests()
  const done = requests.filter(({ method, status }) => /bot\.register/i.test(method) && status === 200)
  expect(done.length).toBe(1)
  expect(requests.filter(({ error }) => error === 'expired_token').length).toBeGreaterThan(0)
})

test('opened outside a portal there is a page with ways to connect', async ({ page, portal }) => {
  await page.goto(`${portal.workerOrigin}/`)
  await expect(page.getByRole('heading', { name: 'Bot Console' })).toBeVisible()
  await expect(page.getByLabel('Webhook address')).toBeVisible()
  await page.getByLabel('Webhook address').fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByText(/Only https addresses/)).toBeVisible()
  await page.getByLabel('Webhook address').fill(`${portal.origin}/rest/1/wrong-secret/`)
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('wrong-secret')
})

test('a handshake that never answers ends in a way on', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/online/`) // a page of the portal that answers no app
  await page.evaluate((src) => {
    const frame = document.createElement('iframe')
    Object.assign(frame, { name: `${location.host}|0|sid`, src })
    document.body.replaceChildren(frame)
  }, `${portal.workerOrigin}/`)
  const app = page.frameLocator('iframe')
  await expect(app.getByRole('alert')).toContainText(/did not answer/, { timeout: 20_000 })
  await expect(app.getByRole('button', { name: 'Reload' })).toBeVisible()
})

test.describe('demo in one tab', () => {
  const demo = ways.find(({ hasWire }) => !hasWire)
  for (const { kind, code } of faults)
    test(`${kind}: a sentence, the form as it was, and a way on`, async ({ page, portal }) => {
      if (!demo) throw new Error('no demo')
      const app = await demo.open(page, portal)
      await app.getByRole('link', { name: 'Register bot' }).first().click()
      await page.getByLabel('The portal answers').selectOption(kind)
      await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
      await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
      await app.getByRole('button', { name: 'Register', exact: true }).click()
      const failed = app.getByRole('alert').filter({ hasText: 'The bot was not registered' })
      await expect(failed).toContainText(code, { timeout: 15_000 })
      await expect(app.getByRole('textbox', { name: 'Code' })).toHaveValue('orders_bot')
      await page.getByLabel('The portal answers').selectOption('well')
      await failed.getByRole('button', { name: 'Try again' }).click()
      await app.getByRole('button', { name: /open the bot/ }).click()
      await expect(app.getByRole('dialog')).toContainText('orders_bot')
    })

  test('a busy portal is waited for', async ({ page, portal }) => {
    if (!demo) throw new Error('no demo')
    const app = await demo.open(page, portal)
    await app.getByRole('link', { name: 'Register bot' }).first().click()
    await page.getByLabel('The portal answers').selectOption('limit503')
    await app.getByRole('textbox', { name: 'Code' }).fill('orders_bot')
    await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders')
    await app.getByRole('button', { name: 'Register', exact: true }).click()
    await page.waitForTimeout(1500) // long enough for a refusal and the beginning of the wait
    await page.getByLabel('The portal answers').selectOption('well')
    await app.getByRole('button', { name: /open the bot/ }).click({ timeout: 30_000 })
    await expect(app.getByRole('dialog')).toContainText('orders_bot')
  })
})
