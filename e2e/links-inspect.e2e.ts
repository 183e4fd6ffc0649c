import type { Page } from '@playwright/test'
import { encodeWebLink } from '../src/contract/deep-link/deep-link.ts'
import { defaultCodeSettings } from '../src/contract/links/code-settings.ts'
import { qrSvg } from '../src/app/features/links/code/qr-svg.ts'
import { expect, openConsole, test, type PortalUnderTest } from './portal.ts'

const linkOf = (portal: PortalUnderTest) =>
  encodeWebLink({
    portalOrigin: portal.origin,
    botDialogId: '22',
    context: { promo: '100% off', table: '7' },
  })

const open = async (page: Page, portal: PortalUnderTest) => {
  const app = await openConsole(page, portal)
  await app.getByRole('link', { name: 'Links' }).click()
  await app.getByRole('link', { name: 'Inspect' }).click()
  const field = app.getByLabel('Link', { exact: true })
  await expect(field).toBeVisible()
  const give = (name: string, mimeType: string, content: string | Buffer) =>
    app.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) })
  return { app, field, give }
}

/** As a camera sees it: turned, small, on a coloured ground. */
const photograph = async (page: Page, svg: string) => {
  const shot = await page.context().newPage()
  await shot.setViewportSize({ width: 900, height: 700 })
  await shot.setContent(
    `<body style="background:#c9b79a"><div style="width:360px;margin:150px 260px;transform:rotate(23deg) skewX(4deg);filter:blur(0.6px)">${svg}</div>`,
  )
  const picture = await shot.screenshot({ type: 'jpeg', quality: 70 })
  await shot.close()
  return picture
}

test('a picture of a code is read as its link and explained: the file itself, and a photograph of it', async ({
  page,
  portal,
}) => {
  const { app, field, give } = await open(page, portal)
  const svg = qrSvg(linkOf(portal), defaultCodeSettings)
  await give('code.svg', 'image/svg+xml', svg)
  await expect(field).toHaveValue(linkOf(portal))
  await expect(app.getByRole('region', { name: 'What was meant' })).toContainText('100% off')
  await field.fill('')
  await give('photo.jpg', 'image/jpeg', await photograph(page, svg))
  await expect(field).toHaveValue(linkOf(portal))
})

test('a picture may be dropped, too', async ({ page, portal }) => {
  const { field } = await open(page, portal)
  await field.evaluate(
    (at, svg) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([svg], 'code.svg', { type: 'image/svg+xml' }))
      at.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    qrSvg(linkOf(portal), defaultCodeSettings),
  )
  await expect(field).toHaveValue(linkOf(portal))
})

test('what is no code, no picture, or no link is said by name', async ({ page, portal }) => {
  const { app, field, give } = await open(page, portal)
  await give('empty.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
  await expect(app.getByText('No code was found in the picture.')).toBeVisible({ timeout: 40_000 })
  await give('text.png', 'image/png', 'no picture at all')
  await expect(app.getByText('This is no picture that the browser can show.')).toBeVisible()
  await give('wifi.svg', 'image/svg+xml', qrSvg('WIFI:S:guests;T:nopass;;', defaultCodeSettings))
  await expect(app.getByText('what it holds is not a link')).toBeVisible()
  await expect(field).toHaveValue('WIFI:S:guests;T:nopass;;')
})

test('a bot that the portal does not have is called so, one of another app is not; a chat is not asked for', async ({
  page,
  portal,
}) => {
  const { app, field } = await open(page, portal)
  const wrong = app.getByRole('region', { name: 'What is wrong' })
  await field.fill(linkOf(portal))
  await expect(wrong).toContainText('Nothing is wrong with it')
  await field.fill(linkOf(portal).replace('=22', '=99999'))
  await expect(wrong).toContainText('The portal has no bot with this id.')
  await field.fill(linkOf(portal).replace('=22', '=chat5'))
  await expect(wrong).toContainText('Nothing is wrong with it')
  await field.fill(linkOf(portal).replace('=22', '=abc'))
  await expect(wrong).toContainText('IM_DIALOG must be the id of a bot')
})

test('where the portal cannot be asked for a bot, that is said and nobody is accused', async ({
  page,
  portal,
}) => {
  const { app, field } = await open(page, portal)
  await page.route('**/imbot.v2.Bot.get*', (route) =>
    route.fulfill({ status: 403, json: { error: 'ACCESS_DENIED' } }),
  )
  await field.fill(linkOf(portal).replace('=22', '=99999'))
  await expect(app.getByText('Whether the portal has a bot 99999 could not be asked.')).toBeVisible()
  await expect(app.getByText('The portal has no bot')).toHaveCount(0)
})

test('a link out of a mail is read and given back whole; what reading would alter is shown as it is written', async ({
  page,
  portal,
}) => {
  const { app, field } = await open(page, portal)
  const half = linkOf(portal).length - 20
  await field.fill(`Dear Anna, <${linkOf(portal).slice(0, half)}\n${linkOf(portal).slice(half)}>.`)
  await expect(app.getByLabel('Findings')).toContainText('Line breaks inside it, or text around it')
  await expect(app.locator('pre[aria-label="Repaired link"]')).toHaveText(linkOf(portal))
  const json = '{"order":12345678901234567890}'
  await field.fill(`${portal.origin}/online/?IM_DIALOG=22&BOT_CONTEXT=${encodeURIComponent(json)}`)
  await expect(app.getByLabel('Findings')).toContainText('No reader keeps this number')
  await expect(app.getByRole('region', { name: 'What was meant' })).toContainText(json)
  await expect(app.locator('pre[aria-label="Repaired link"]')).toHaveCount(0)
})
