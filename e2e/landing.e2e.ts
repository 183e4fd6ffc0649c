import AxeBuilder from '@axe-core/playwright'
import { devices, expect, test, type Page } from '@playwright/test'
import { join, resolve } from 'node:path'
import { startProgram, type Program } from './programs.ts'
import { startSignIn, waitFor, type SignIn } from './sign-in.ts'

// As people's own: what calls itself headless is no visitor.
test.use({ userAgent: devices['Desktop Chrome'].userAgent })

const root = resolve(import.meta.dirname, '..')

let running: SignIn
test.beforeEach(async () => {
  running = await startSignIn({ mode: 'fetch', bot: 'botToken' })
})
test.afterEach(async () => {
  await running.stop()
})

type Funnel = Readonly<Record<'landed' | 'app' | 'browser' | 'copied' | 'received' | 'replied', number>>
type Link = { readonly id: string; readonly slug: string; readonly url: string; readonly funnel: Funnel }

/** An admin's console, by its API. */
const openAdmin = async ({ portal, worker, control }: SignIn) => {
  const { accessToken } = await control<{ accessToken: string }>('tokens', { userId: 1 })
  const send = async <T>(method: string, path: string, body?: object, session = ''): Promise<T> => {
    const answer = await fetch(`${worker}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return (await answer.json()) as never // the caller names what the endpoint answers
  }
  const opened = { accessToken, domain: new URL(portal).host }
  const { session } = await send<{ session: string }>('POST', 'session', opened)
  return {
    add: async (given: object = {}) => {
      const fields = {
        name: 'Poster at the door',
        campaign: 'Summer',
        botDialogId: '1',
        botName: 'Promo bot',
        carries: 'token',
        context: { promo: '100% off + 5€', n: 456 },
        parameters: [['utm_source', 'poster']],
        title: '',
        text: '',
        expiresAt: null,
        maxUses: null,
        ...given,
      }
      const { links } = await send<{ links: Link[] }>('POST', 'links', { links: [fields] }, session)
      const [link] = links
      if (!link) throw new Error('no link')
      return link
    },
    funnel: async ({ id }: Link) =>
      (await send<{ link: Link }>('GET', `links/${id}`, undefined, session)).link.funnel,
    revoke: ({ id }: Link) => send('POST', `links/${id}/revoke`, {}, session),
    addKey: async () => (await send<{ key: string }>('POST', 'link-keys', {}, session)).key,
  }
}

/** Every address a page tries to leave for, also those that only an app could open. */
const watchLeaving = async (page: Page): Promise<string[]> => {
  const left: string[] = []
  await page.exposeFunction('noteLeaving', (url: string) => void left.push(url))
  await page.addInitScript(() => {
    const { navigation, noteLeaving } = window as unknown as {
      navigation: EventTarget
      noteLeaving: (url: string) => void
    } // of the browser, and of this test
    navigation.addEventListener('navigate', (event) =>
      noteLeaving((event as Event & { destination: { url: string } }).destination.url),
    )
  })
  return left
}

/** Nothing that axe finds, nothing wider than the window; a picture where LANDING_SHOTS names a folder. */
const look = async (page: Page, name: string) => {
  const folder = process.env.LANDING_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join()}`,
  )
  expect.soft(found, name).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(wide, name).toBeLessThanOrEqual(0)
}

const heard = (page: Page) => page.getByRole('status')

test('from the poster to the bot’s answer and the first words, all of it counted', async ({ page }) => {
  const admin = await openAdmin(running)
  const key = await admin.addKey()
  const bot = await startProgram({ file: join(root, 'examples/link-bot/link-bot.mjs'), cwd: root }, [], {
    sign: /link bot: \d+/,
    env: {
      PORTAL_WEBHOOK: `${running.portal}/rest/1/sandbox/`,
      BOT_TOKEN: 'e2e-link-bot-token-01',
      WORKER_URL: running.worker,
      LINK_KEY: key,
      POLL_MS: '300',
    },
  })
  try {
    const [, botDialogId = ''] = /link bot: (\d+)/.exec(bot.output()) ?? []
    const link = await admin.add({ slug: 'summer', botDialogId, maxUses: 1 })
    await page.goto(`${running.worker}/summer?utm_source=mail&utm_term=a%26b`)
    await expect(page.getByRole('heading', { name: 'Chat with Promo bot' })).toBeVisible()
    await page.getByRole('button', { name: 'Do not open' }).click()
    const browser = page.getByRole('link', { name: 'Open in browser' })
    expect(await browser.getAttribute('href')).toMatch(/&utm_source=mail&utm_term=a%26b$/)
    await browser.click()
    await page.waitForURL(`${running.portal}/online/**`)

    const answer = await waitFor('the bot’s answer', async () => {
      const { messages } = await running.control<{ messages: { text: string }[] }>(
        `messages?as=1&dialogId=${botDialogId}`,
      )
      return messages.find(({ text }) => text.startsWith('You came by'))?.text
    })
    expect(answer).toBe('You came by “Poster at the door”: {"promo":"100% off + 5€","n":456}')
    await running.control('say', { as: 1, dialogId: botDialogId, text: 'hello' })
    await expect
      .poll(() => admin.funnel(link))
      .toEqual({ landed: 1, app: 0, browser: 1, copied: 0, received: 1, replied: 1 })
    const again = await page.request.get(link.url)
    expect([again.status(), await again.text()]).toEqual([
      410,
      expect.stringContaining('This link has been used up'),
    ])
  } finally {
    await (bot satisfies Program).stop()
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('both ways are plain links, and the address can be marked', async ({ page }) => {
    const admin = await openAdmin(running)
    const link = await admin.add()
    await page.goto(link.url)
    await expect(page.getByRole('link', { name: 'Open in the desktop app' })).toHaveAttribute(
      'href',
      /^bx:\/\//,
    )
    const address = page.getByLabel('Address of the chat')
    await expect(address).toHaveValue(/\/online\/\?IM_DIALOG=1&BOT_CONTEXT=/)
    await expect(page.getByRole('button')).toHaveCount(0)
    await page.getByRole('link', { name: 'Open in browser' }).click()
    await page.waitForURL(`${running.portal}/online/**`)
  })
})

test('the app is tried once in a tab, and not when it is called off', async ({ page, context }) => {
  const admin = await openAdmin(running)
  const link = await admin.add()
  const left = await watchLeaving(page)
  const tries = () => left.filter((url) => url.startsWith('bx://v2/')).length
  await page.goto(link.url)
  await expect(heard(page).filter({ hasText: 'Opening the desktop app' })).toBeVisible()
  await look(page, 'trying')
  await expect.poll(tries).toBe(1)
  await expect(heard(page).filter({ hasText: 'Nothing happened?' })).toBeVisible()
  await look(page, 'tried')
  await page.reload()
  await page.waitForTimeout(4000)
  expect(tries()).toBe(1)

  const second = await context.newPage()
  const leftSecond = await watchLeaving(second)
  await second.goto(link.url)
  await second.getByRole('button', { name: 'Do not open' }).click()
  await second.waitForTimeout(4000)
  expect(leftSecond.filter((url) => url.startsWith('bx:'))).toEqual([])
})

test('who has chosen the browser for good is asked no more, on any link', async ({ page, context }) => {
  const admin = await openAdmin(running)
  const [first, second] = [await admin.add(), await admin.add()]
  await page.goto(first.url)
  await page.getByLabel('Remember what I choose').check()
  await page.getByRole('button', { name: 'Do not open' }).click()
  const other = await context.newPage()
  const left = await watchLeaving(other)
  await other.goto(second.url)
  await expect(other.getByLabel('Remember what I choose')).toBeChecked()
  await other.waitForTimeout(4000)
  expect(left.filter((url) => url.startsWith('bx:'))).toEqual([])
  await other.getByLabel('Remember what I choose').uncheck()
  const third = await context.newPage()
  await third.goto(first.url)
  await expect(heard(third).filter({ hasText: 'Opening the desktop app' })).toBeVisible()
})

test('the address is copied, and that is counted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const admin = await openAdmin(running)
  const link = await admin.add()
  await page.goto(link.url)
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(heard(page).filter({ hasText: 'Copied' })).toBeVisible()
  const address = await page.getByLabel('Address of the chat').inputValue()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
  await expect.poll(() => admin.funnel(link)).toMatchObject({ landed: 1, copied: 1 })
})

test.describe('on a phone', () => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
  test.use(phone)
  test('nothing is tried, and the page says what works', async ({ page }) => {
    const admin = await openAdmin(running)
    const link = await admin.add()
    const left = await watchLeaving(page)
    await page.goto(link.url)
    await expect(page.getByText('the Bitrix24 app cannot be opened on this chat from outside')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open in the desktop app' })).toBeHidden()
    await look(page, 'phone')
    await page.waitForTimeout(4000)
    expect(left.filter((url) => url.startsWith('bx:'))).toEqual([])
    await page.getByRole('link', { name: 'Open in browser' }).click()
    await page.waitForURL(`${running.portal}/online/**`)
    await expect.poll(() => admin.funnel(link)).toMatchObject({ landed: 1, app: 0, browser: 1 })
  })
})

test('a look, a preview’s program and a withdrawn link: nothing is opened and nothing counted', async ({
  page,
}) => {
  const admin = await openAdmin(running)
  const link = await admin.add()
  await page.goto(`${link.url}?preview`)
  await expect(page.getByRole('heading', { name: 'Where this link leads' })).toBeVisible()
  await fetch(link.url, { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } })
  await admin.revoke(link)
  await page.goto(link.url)
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible()
  await page.waitForTimeout(1500)
  expect(await admin.funnel(link)).toMatchObject({ landed: 0, browser: 0 })
})

test('the whole page is below 20 kB, and all of it is the worker’s own', async ({ page }) => {
  const admin = await openAdmin(running)
  const link = await admin.add({
    carries: 'context',
    context: { note: 'ж'.repeat(190) },
    parameters: [['utm_content', 'x'.repeat(650)]],
    title: 'Ж'.repeat(80),
    text: 'ж'.repeat(400),
  })
  const seen: { url: string; bytes: number }[] = []
  page.on('response', (response) => {
    void response.body().then((body) => seen.push({ url: response.url(), bytes: body.length }))
  })
  await page.goto(`${link.url}?utm_term=${'ж'.repeat(90)}`, { waitUntil: 'networkidle' })
  await expect.poll(() => seen.length).toBeGreaterThanOrEqual(3)
  const bytes = seen.reduce((sum, one) => sum + one.bytes, 0)
  console.log(`landing page at its largest: ${bytes} bytes in ${seen.length} answers`)
  expect(bytes).toBeLessThanOrEqual(20_000)
  expect(new Set(seen.map(({ url }) => new URL(url).origin))).toEqual(new Set([running.worker]))
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`${colorScheme}, ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })
      test('nothing that axe finds, nothing wider than the window', async ({ page }) => {
        const admin = await openAdmin(running)
        const link = await admin.add({
          slug: 'looks',
          title: 'Ten percent for everybody who comes by',
          text: 'Press a button.\nThe bot does the rest.',
        })
        const over = await admin.add({ slug: 'over' })
        await admin.revoke(over)
        for (const [name, path] of [
          ['landing', link.slug],
          ['preview', `${link.slug}?preview`],
          ['over', over.slug],
          ['unknown', 'nothing-here'],
        ] as const) {
          await page.goto(`${running.worker}/${path}`)
          await look(page, `${name}-${colorScheme}-${width}`)
        }
      })
    })
