import { expect, type BrowserContext, type Page } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import type { SignIn } from './sign-in.ts'

/** From the site's button to the worker's page. */
export const begin = async (page: Page, { site }: Pick<SignIn, 'site'>) => {
  await page.goto(`${site}/`)
  await page.getByRole('button', { name: 'Sign in with Bitrix24' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in with Bitrix24' })).toBeVisible()
  await expect(page.getByText('Waiting for you to open the chat')).toBeVisible()
}

/** Follows the link into the portal's chat and answers the chat's page with the card in it. */
export const openChat = async (
  context: BrowserContext,
  page: Page,
  { as, portal }: { as: number; portal: string },
) => {
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

/** Presses "Finish sign-in" in the chat; answers the worker's page that asks once more. */
export const openFinish = async (context: BrowserContext, chat: Page) => {
  const [finish] = await Promise.all([
    context.waitForEvent('page'),
    chat.getByRole('link', { name: 'Finish sign-in' }).click(),
  ])
  await expect(finish.getByText('Let this browser in at Corner Shop')).toContainText('Anna')
  return finish
}

/** What a phone's camera would read from the page's code. */
export const readQr = async (context: BrowserContext, page: Page): Promise<string> => {
  const png = (await page.locator('.qr').screenshot({ scale: 'device' })).toString('base64')
  const other = await context.newPage()
  const { width, height, pixels } = await other.evaluate(async (source) => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const brush = canvas.getContext('2d')
    brush?.drawImage(image, 0, 0)
    const data = brush?.getImageData(0, 0, image.width, image.height).data
    return { width: image.width, height: image.height, pixels: [...(data ?? [])] }
  }, png)
  await other.close()
  return decodeQR({ width, height, data: Uint8Array.from(pixels) })
}
