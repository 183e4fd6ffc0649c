import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { createSchema, server, whySkipped } from './postgres.ts'
import { begin, openChat, openFinish, readQr } from './sign-in-steps.ts'
import { startSignIn, type SignIn, type SignInOptions } from './sign-in.ts'

const onFetch: SignInOptions = { mode: 'fetch', bot: 'botToken' }

/** Runs it over processes of its own, and ends them whatever becomes of it. */
const withSignIn = async (options: SignInOptions, run: (running: SignIn) => Promise<void>) => {
  const running = await startSignIn(options)
  try {
    await run(running)
  } finally {
    await running.stop()
  }
}

/** The whole way, from the site's button to being signed in. */
const signIn = async (context: BrowserContext, page: Page, running: SignIn) => {
  await begin(page, running)
  const chat = await openChat(context, page, { as: 2, ...running })
  await expect(page.getByText('Now answer in the chat')).toBeVisible()
  await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(page.getByText('Confirmed. Press')).toBeVisible()
  const finish = await openFinish(context, chat)
  expect(finish.url()).toBe(`${running.worker}/finish`)
  await finish.getByRole('button', { name: 'Finish sign-in' }).click()
  await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
  expect(new URL(finish.url()).origin).toBe(running.site)
  await expect(page.getByText('Handed over to the site. You can close this page.')).toBeVisible()
  await expect(chat.getByRole('log')).toContainText('Confirmed, and handed over to the site.')
  await expect(chat.getByRole('link', { name: 'Finish sign-in' })).toHaveCount(0)
}

const ways: readonly (SignInOptions & { readonly name: string })[] = [
  { name: 'fetch, botToken, SQLite', mode: 'fetch', bot: 'botToken' },
  { name: 'webhook, botToken, SQLite', mode: 'webhook', bot: 'botToken' },
  { name: 'fetch, OAuth, SQLite', mode: 'fetch', bot: 'oauth' },
  { name: 'webhook, OAuth, SQLite', mode: 'webhook', bot: 'oauth', connectedBy: 'callback' },
]

for (const { name, ...way } of ways)
  test(`somebody signs in to the sample site: ${name}`, async ({ page, context }) => {
    await withSignIn(way, (running) => signIn(context, page, running))
  })

const waysOnPostgres: typeof ways = [
  { name: 'fetch, botToken, PostgreSQL', mode: 'fetch', bot: 'botToken' },
  { name: 'webhook, OAuth, PostgreSQL', mode: 'webhook', bot: 'oauth' },
]

for (const { name, ...way } of waysOnPostgres)
  test(`somebody signs in to the sample site: ${name}`, async ({ page, context }) => {
    test.skip(server === undefined, whySkipped)
    const { url, drop } = await createSchema(server ?? '')
    try {
      await withSignIn({ ...way, databaseUrl: url }, (running) => signIn(context, page, running))
    } finally {
      await drop()
    }
  })

test.describe('over https', () => {
  test.use({ ignoreHTTPSErrors: true })

  test('somebody signs in, with a cookie that no other host and no script can touch', async ({
    page,
    context,
  }) => {
    await withSignIn({ ...onFetch, isSecure: true }, async (running) => {
      await begin(page, running)
      expect(new URL(page.url()).protocol).toBe('https:')
      const cookie = (await context.cookies(running.worker)).find(({ name }) => name.includes('pairing'))
      expect(cookie).toMatchObject({
        name: '__Host-pairing-sample-shop',
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        domain: '127.0.0.1',
      })
      expect(await page.evaluate(() => document.cookie)).toBe('')
      await signIn(context, page, running)
      const left = await context.cookies(running.worker)
      expect(left.filter(({ name }) => name.includes('pairing'))).toEqual([])
    })
  })
})

test('with the policy plain the page goes on by itself, and the card had said so', async ({
  page,
  context,
}) => {
  await withSignIn({ ...onFetch, policy: 'plain' }, async (running) => {
    await begin(page, running)
    const chat = await openChat(context, page, { as: 2, ...running })
    await expect(chat.getByRole('log')).toContainText('Confirming is all that it takes')
    await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(page.getByText(`(${running.memberId}:2)`)).toBeVisible()
    await expect(chat.getByRole('log')).toContainText('Confirmed, and handed over to the site.')
    await expect(chat.getByRole('link', { name: 'Finish sign-in' })).toHaveCount(0)
  })
})

test('the code to scan is the link; who declines lets nobody in, and neither does who cancels', async ({
  page,
  context,
}) => {
  await withSignIn(onFetch, async (running) => {
    await begin(page, running)
    const link = await page.getByRole('link', { name: 'Open in browser' }).getAttribute('href')
    expect(link).toContain(`${running.portal}/online/?IM_DIALOG=`)
    expect(await readQr(context, page)).toBe(link)

    const chat = await openChat(context, page, { as: 2, ...running })
    await chat.getByRole('button', { name: 'Decline', exact: true }).click()
    await expect(page.getByText('Declined in the chat.')).toBeVisible()
    await expect(chat.getByRole('log')).toContainText('Declined. Nobody was let in.')
    await expect(chat.getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0)
    await page.goto(`${running.site}/`)
    await expect(page.getByText('Nobody is signed in.')).toBeVisible()

    await begin(page, running)
    const third = await openChat(context, page, { as: 3, ...running })
    await expect(page.getByText('Now answer in the chat')).toBeVisible()
    // The page reloads itself once that is answered; its stream may have said so before.
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('Cancelled.')).toBeVisible()
    await reloaded
    await expect(third.getByRole('log')).toContainText('Cancelled where it was started. Nobody was let in.')
    await expect(third.getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0)
    await page.goto(`${running.site}/`)
    await expect(page.getByText('Nobody is signed in.')).toBeVisible()
  })
})

test('the portal’s own link, opened where nobody started, lets that browser in nowhere', async ({
  page,
  context,
  browser,
}) => {
  await withSignIn(onFetch, async (running) => {
    await begin(page, running)
    const chat = await openChat(context, page, { as: 2, ...running })
    await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
    const finishLink = chat.getByRole('link', { name: 'Finish sign-in' })
    const href = await finishLink.getAttribute('href')
    const elsewhere = await browser.newPage()
    await elsewhere.goto(href ?? '')
    await expect(elsewhere.getByText('This was not started in this browser')).toBeVisible()
    await expect(elsewhere.getByRole('button', { name: 'Finish sign-in' })).toBeHidden()
    await elsewhere.close()
    await expect(page.getByText('Stopped: “Finish” was opened in a browser other than')).toBeVisible()
    await expect(chat.getByRole('log')).toContainText('Nobody was let in.')
    await expect(finishLink).toHaveCount(0)
  })
})
