import type { Download, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { decodeQR } from 'qr/decode.js'
import { openBuilder, openByWebhook, textOf } from './link-builder.ts'
import { expect, test } from './portal.ts'

/** The pixels of a PNG, drawn by the browser itself; one channel crosses over, for a code has no more to say. */
const pixelsOf = async (page: Page, png: Buffer) => {
  const drawn = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] }
    let red = ''
    for (let at = 0; at < data.length; at += 4) red += String.fromCharCode(data[at] ?? 0)
    return { width: picture.width, height: picture.height, red: btoa(red) }
  }, png.toString('base64'))
  const red = Buffer.from(drawn.red, 'base64')
  const data = Uint8ClampedArray.from({ length: red.length * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (red[Math.floor(at / 4)] ?? 0),
  )
  return { width: drawn.width, height: drawn.height, data }
}

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path())

test('the code as PNG holds exactly the link, with a logo, other colours and another level, too', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByText('Look and print size').click()
  const take = async () => {
    await expect(app.getByText('Read back: it holds exactly this link.')).toBeVisible()
    const wait = page.waitForEvent('download')
    await app.getByRole('button', { name: 'Download PNG' }).click()
    return decodeQR(await pixelsOf(page, await bytesOf(await wait)), { timeLimit: 5000 })
  }
  expect(await take()).toBe(await textOf(app))
  await app.getByLabel('Error correction').selectOption('quartile')
  await app.getByLabel('Dark', { exact: true }).fill('#0a3d91')
  await app.getByLabel('Light', { exact: true }).fill('#fff4d6')
  expect(await take()).toBe(await textOf(app))
  const logo = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 300 } })
  await app.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  await expect(app.getByAltText('The chosen logo')).toBeVisible()
  await expect(app.getByText(/^H · version/)).toBeVisible()
  expect(await take()).toBe(await textOf(app))
  const wait = page.waitForEvent('download')
  await app.getByRole('button', { name: 'Download SVG' }).click()
  const svg = (await bytesOf(await wait)).toString()
  expect(svg).toContain('width="40mm"')
  expect(svg).toContain('<image href="data:image/png;base64,')
})

test('a code nobody can read says so before it is printed', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByText('Look and print size').click()
  await app.getByLabel('Dark', { exact: true }).fill('#fefefe')
  await expect(app.getByText('Read back: nothing is found in this picture.')).toBeVisible()
  await expect(app.getByText('less than 3 to 1')).toBeVisible()
  await app.getByLabel('Logo file').setInputFiles({
    name: 'no.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  })
  await expect(app.getByText('This file is no picture that a browser can show.')).toBeVisible()
})

test('what is printed is the sheet alone: caption, code in its size, link', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByLabel('Caption').fill('Table 12')
  await app.getByText('Look and print size').click()
  await app.getByLabel('Read from, cm').fill('100')
  const offer = app.getByRole('button', { name: /^Take \d+ mm/ })
  const widthMm = Number(/\d+/.exec((await offer.textContent()) ?? '')?.[0])
  await offer.click()
  await expect(app.getByLabel('Width in print, mm')).toHaveValue(String(widthMm))
  await expect(app.getByRole('heading', { name: 'Table 12' })).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(app.getByRole('heading', { name: 'Table 12' })).toBeVisible()
  await expect(app.getByLabel('Purpose')).toBeHidden()
  const box = await app.getByAltText('Code to scan', { exact: true }).boundingBox()
  expect((box?.width ?? 0) / (96 / 25.4)).toBeCloseTo(widthMm, 0)
  await page.emulateMedia({ media: 'screen' })
  await app.getByRole('link', { name: 'Inspect' }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(app.getByRole('link', { name: 'Inspect' })).toBeVisible()
})

test('what the portal’s frame does not allow says so: sharing, a picture on the clipboard', async ({
  page,
  portal,
}) => {
  await page.addInitScript(() => {
    // Where a browser can share, a frame without leave is refused like this.
    Object.defineProperty(navigator, 'share', {
      value: () => Promise.reject(new DOMException('no leave', 'NotAllowedError')),
    })
  })
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'Share' }).click()
  await expect(app.getByText('Not allowed here: copy it')).toBeVisible()
  await app.getByRole('button', { name: 'Copy PNG' }).click()
  await expect(app.getByText('Not allowed here: download it')).toBeVisible()
})

test('by webhook address the picture is copied', async ({ page, portal }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openByWebhook(page, portal)
  await page.evaluate(() => location.assign('#/links/build'))
  await page.getByRole('button', { name: 'Copy PNG' }).click()
  await expect(page.getByText('PNG copied')).toBeVisible()
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap((item) => [...item.types]),
  )
  expect(types).toEqual(['image/png'])
})
