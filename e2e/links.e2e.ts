import type { Page } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
import { expect, openConsole, test, type PortalUnderTest } from './portal.ts'
import { register, type ConsoleView } from './ways.ts'

const meant = { promo: '100% off + 5€ / "vip"? #1 & more', n: 456, ok: true }
/** Numbers and booleans as the texts that the platform makes of them on every way through its pages. */
const arrives = { promo: meant.promo, n: '456', ok: 'Y' }

const rest = async <T>(portal: PortalUnderTest, method: string, params: object): Promise<T> => {
  const { accessToken } = await portal.control<{ accessToken: string }>('tokens', {})
  const response = await fetch(`${portal.origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...params, auth: accessToken }),
  })
  return ((await response.json()) as { result: T }).result // the platform's envelope
}

/** Contexts the bot was told of, oldest first; looked at, not confirmed. */
const heardBy = async (portal: PortalUnderTest, botId: number): Promise<readonly unknown[]> => {
  const { events } = await rest<{ events: { type: string; data: { context?: unknown } }[] }>(
    portal,
    'imbot.v2.Event.get',
    { botId },
  )
  return events.flatMap(({ type, data }) => (type === 'ONIMBOTV2CONTEXTGET' ? [data.context] : []))
}

/** A bot of the console's own, and the builder with the context typed into it. */
const build = async (page: Page, portal: PortalUnderTest) => {
  const app = await openConsole(page, portal)
  await register(app, { code: 'promo_bot', name: 'Promo' })
  await expect(app.getByRole('dialog')).toContainText('promo_bot')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await app.getByRole('link', { name: 'Links' }).click()
  await app.getByRole('button', { name: 'As JSON' }).click()
  await app.getByLabel('Context (JSON)').fill(JSON.stringify(meant))
  for (const name of ['Web link', 'Desktop app'])
    await expect(app.locator(`pre[aria-label="${name}"]`)).toContainText('promo')
  const botId = Number(await app.getByLabel('Bot', { exact: true }).inputValue())
  const read = async (name: string) => (await app.locator(`pre[aria-label="${name}"]`).textContent()) ?? ''
  return { app, botId, webLink: await read('Web link'), appLink: await read('Desktop app') }
}

const openBy = async (page: Page, portal: PortalUnderTest, reader: string, link: string) => {
  await page.goto(`${portal.origin}/online/?as=2`)
  await page.getByText('Open a context link').click()
  await page.getByLabel('Context link').fill(link)
  await page.getByLabel('Read by').selectOption({ label: reader })
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

test('a link built in the console brings the same context by page load, by click and as bx link', async ({
  page,
  portal,
}) => {
  const { botId, webLink, appLink } = await build(page, portal)
  await page.goto(webLink)
  await expect.poll(() => heardBy(portal, botId)).toEqual([arrives])
  await openBy(page, portal, 'click inside the portal', webLink)
  await expect.poll(() => heardBy(portal, botId)).toEqual([arrives, arrives])
  await openBy(page, portal, 'desktop app (bx://)', appLink)
  await expect.poll(() => heardBy(portal, botId)).toEqual([arrives, arrives, arrives])
})

test('the documented encoding of the same context brings nothing, and the inspector says why and mends it', async ({
  page,
  portal,
}) => {
  const { app, botId, webLink } = await build(page, portal)
  const documented = `${portal.origin}/online/?IM_DIALOG=${botId}&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(meant))}`
  await app.getByRole('link', { name: 'Inspect' }).click()
  await app.getByLabel('Link', { exact: true }).fill(documented)
  await expect(app.getByLabel('Findings')).toContainText('Some readers decode it twice')
  await expect(app.locator('pre[aria-label="Repaired link"]')).toHaveText(webLink)
  await page.goto(documented)
  await expect(page.getByText(/Could not find value for parameter/)).toBeVisible()
  expect(await heardBy(portal, botId)).toEqual([])
})

test('a link in another order is not called right; what was pasted survives another part and a reload', async ({
  page,
  portal,
}) => {
  const { app, botId, webLink } = await build(page, portal)
  const reordered = webLink.replace('?', '?utm_source=x&')
  await app.getByRole('link', { name: 'Inspect' }).click()
  const field = app.getByLabel('Link', { exact: true })
  await field.fill(reordered)
  await expect(app.getByLabel('Findings')).toContainText('IM_DIALOG is not the first parameter')
  await expect(app.locator('pre[aria-label="Repaired link"]')).toHaveText(`${webLink}&utm_source=x`)
  await expect(app.locator('dl[aria-label="What the bot will receive"]')).toContainText(
    'it names a dialog, but the app looks only right behind /online/?',
  )
  await app.getByRole('link', { name: 'Build', exact: true }).click()
  await app.getByRole('link', { name: 'Inspect' }).click()
  await expect(field).toHaveValue(reordered)
  await page.reload()
  await app.getByRole('link', { name: 'Inspect' }).click()
  await expect(field).toHaveValue(reordered)
  expect(page.url()).not.toContain('utm_source')
  expect(await heardBy(portal, botId)).toEqual([])
})

test('what would make the inspector fall or stand still is answered by name', async ({ page, portal }) => {
  const { app } = await build(page, portal)
  await app.getByRole('link', { name: 'Inspect' }).click()
  const field = app.getByLabel('Link', { exact: true })
  const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
  const wide = encodeURIComponent(
    JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`f${n}`, n]))),
  )
  for (const [link, says] of [
    ['bx://v2/[x/botContext/dialogId/7/context/%7B%22a%22%3A%22100%25%22%7D', 'No portal can have this'],
    [`https://portal.example/online/?IM_DIALOG=7&BOT_CONTEXT=${deep}`, 'Nested deeper than 60 levels'],
    [`https://portal.example/online/?IM_DIALOG=7&BOT_CONTEXT=${wide}`, 'Longer than 100,000 characters'],
  ] as const) {
    await field.fill(link)
    await expect(app.getByLabel('Findings')).toContainText(says)
  }
})

test('what was typed survives a reload; a wrong field says so at the field', async ({ page, portal }) => {
  const { app } = await build(page, portal)
  await page.goto(`${portal.origin}/`)
  await expect(app.getByLabel('Context (JSON)')).toHaveValue(JSON.stringify(meant))
  await app.getByRole('button', { name: 'As a form' }).click()
  await app.getByLabel('Value of n', { exact: true }).fill('many')
  await expect(app.getByText('This is no number.')).toBeVisible()
})

test('what is typed behind the context stays behind it, whatever it holds', async ({ page, portal }) => {
  const { app, webLink } = await build(page, portal)
  await app.getByText('UTM and other parameters').click()
  await app.getByLabel('Source', { exact: true }).fill('?utm_source=mail&utm_content=100% #1')
  await expect(app.locator('pre[aria-label="Web link"]')).toHaveText(
    `${webLink}&utm_source=mail&utm_content=100%25+%231`,
  )
})

test('a test context is seen to arrive, types and all, and nothing is confirmed', async ({
  page,
  portal,
}) => {
  const { app, botId } = await build(page, portal)
  await app.getByRole('button', { name: 'Send test context' }).click()
  await expect(app.getByText(/The bot was told after/)).toBeVisible()
  await expect(app.locator('pre[aria-label="What arrived"]')).toHaveText(JSON.stringify(meant, null, 2))
  await expect(app.locator('pre[aria-label="What a click brings"]')).toHaveText(
    JSON.stringify(arrives, null, 2),
  )
  expect(await heardBy(portal, botId)).toEqual([meant])
  await page.goto(`${portal.origin}/`)
  await expect(app.getByText(/Last seen to arrive/)).toBeVisible()
})

test('another context that came instead is shown beside the one that was meant, and proves nothing', async ({
  page,
  portal,
}) => {
  const { app, botId } = await build(page, portal)
  // On its way something else takes its place, as where another tab of the same person was quicker.
  await page.route('**/im.v2.Chat.Bot.sendContext*', async (route) => {
    const body = route.request().postDataJSON() as Record<string, unknown> // what the console sends
    await route.continue({ postData: JSON.stringify({ ...body, context: { from: 'elsewhere' } }) })
  })
  await app.getByRole('button', { name: 'Send test context' }).click()
  await expect(app.getByText('Another context came from you instead')).toBeVisible({ timeout: 40_000 })
  await expect(app.locator('pre[aria-label="What was sent"]')).toHaveText(JSON.stringify(meant, null, 2))
  await expect(app.locator('pre[aria-label="What came instead"]')).toHaveText(
    JSON.stringify({ from: 'elsewhere' }, null, 2),
  )
  expect(await heardBy(portal, botId)).toEqual([{ from: 'elsewhere' }])
  await page.unrouteAll()
  await page.goto(`${portal.origin}/`)
  await expect(app.getByRole('button', { name: 'Send test context' })).toBeVisible()
  await expect(app.getByText(/Last seen to arrive/)).toHaveCount(0)
})

test('a bot by webhook cannot be proved from here, and the screen says why', async ({ page, portal }) => {
  const { app, botId } = await build(page, portal)
  await rest(portal, 'imbot.v2.Bot.update', {
    botId,
    fields: { eventMode: 'webhook', webhookUrl: 'http://127.0.0.1:9/nobody' },
  })
  await page.goto(`${portal.origin}/`)
  await app.getByRole('button', { name: 'Send test context' }).click()
  await expect(app.getByText(/gets its events by webhook/)).toBeVisible()
})

const faces: readonly (readonly [name: string, open: (app: ConsoleView) => Promise<void>])[] = [
  ['Build', () => Promise.resolve()],
  [
    'Inspect',
    async (app) => {
      await app.getByRole('link', { name: 'Inspect' }).click()
      await app
        .getByLabel('Link', { exact: true })
        .fill('https://portal.example/online/?a=1&IM_DIALOG=7&BOT_CONTEXT={}')
    },
  ],
]
for (const [name, open] of faces)
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const)
    test(`nothing stands in anybody's way on ${name}, ${width} px, ${colorScheme}`, async ({
      browser,
      portal,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
      const page = await context.newPage()
      const { app } = await build(page, portal)
      await open(app)
      const { violations } = await new AxeBuilder({ page }).include('iframe.app-frame').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await context.close()
    })
