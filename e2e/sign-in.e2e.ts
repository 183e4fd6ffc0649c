import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { startSignIn, type SignIn, type SignInOptions } from './sign-in.ts'

/** From the site's button to the worker's page. */
const begin = async (page: Page, { site }: SignIn) => {
  await page.goto(`${site}/`)
  await page.getByRole('button', { name: 'Sign in with Bitrix24' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in with Bitrix24' })).toBeVisible()
  await expect(page.getByText('Waiting for you to open the chat')).toBeVisible()
}

/** Follows the link into the portal's chat and answers the chat's page with the card in it. */
const openChat = async (context: BrowserContext, page: Page, as: number, { portal }: SignIn) => {
  const chat = await context.newPage()
  await chat.goto(`${portal}/online/?as=${as}`)
  await chat.close()
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Open in browser' }).click(),
  ])
  await expect(opened.getByRole('log')).toContainText('Corner Shop (127.0.0.1')
  return opened
}

const ways: readonly (SignInOptions & { readonly name: string })[] = [
  { name: 'fetch, botToken, SQLite', mode: 'fetch', bot: 'botToken' },
  { name: 'webhook, botToken, SQLite', mode: 'webhook', bot: 'botToken' },
  { name: 'fetch, OAuth, SQLite', mode: 'fetch', bot: 'oauth' },
  { name: 'webhook, OAuth, SQLite', mode: 'webhook', bot: 'oauth' },
]

for (const way of ways)
  test(`somebody signs in to the sample site: ${way.name}`, async ({ page, context }) => {
    const running = await startSignIn(way)
    try {
      await begin(page, running)
      const chat = await openChat(context, page, 2, running)
      await expect(page.getByText('Now answer in the chat')).toBeVisible()
      await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
      await expect(page.getByText('Confirmed. Press')).toBeVisible()
      const [finish] = await Promise.all([
        context.waitForEvent('page'),
        chat.getByRole('link', { name: 'Finish sign-in' }).click({ timeout: 8000 }),
      ])
      await expect(finish.getByText('Let this browser in at Corner Shop')).toContainText('Anna')
      expect(finish.url()).toBe(`${running.worker}/finish`)
      await finish.getByRole('button', { name: 'Finish sign-in' }).click()
      await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
      expect(new URL(finish.url()).origin).toBe(running.site)
      await expect(page.getByText('Done. You can close this page.')).toBeVisible()
      await expect(chat.getByRole('log')).toContainText('Confirmed and finished.')
      await expect(chat.getByRole('link', { name: 'Finish sign-in' })).toHaveCount(0)
    } finally {
      await running.stop()
    }
  })
