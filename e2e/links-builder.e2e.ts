import type { Download, FrameLocator, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { decodeQR } from 'qr/decode.js'
import { expect, openConsole, test, type PortalUnderTest } from './portal.ts'
import { register, ways } from './ways.ts'

const openBuilder = async (page: Page, portal: PortalUnderTest): Promise<FrameLocator> => {
  const app = await openConsole(page, portal)
  await register(app, { code: 'promo_bot', name: 'Promo' })
  await expect(app.getByRole('dialog')).toContainText('promo_bot')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await app.getByRole('link', { name: 'Links' }).click()
  await expect(app.getByLabel('Purpose')).toBeVisible()
  return app
}

/** The console outside any frame, with a bot of its own. */
const openByWebhook = async (page: Page, portal: PortalUnderTest) => {
  const way = ways.find(({ name }) => name === 'by webhook address')
  await way?.open(page, portal)
  await register(page, { code: 'promo_bot', name: 'Promo' })
  await page.getByRole('button', { name: /open the bot/ }).click()
  await expect(page.getByRole('dialog')).toContainText('promo_bot')
}

const webLink = (app: FrameLocator) => app.locator('pre[aria-label="Web link"]')
const contextOf = (link: string): unknown => JSON.parse(new URL(link).searchParams.get('BOT_CONTEXT') ?? '')
const textOf = async (app: FrameLocator) => (await webLink(app).textContent()) ?? ''

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

test('a purpose asks for its fields, says at them what is missing, and makes the link', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByLabel('Purpose').selectOption({ label: 'Open a task' })
  await expect(app.getByText('Some fields are not right yet.')).toBeVisible()
  await app.getByLabel(/^Task/).fill('4x')
  await expect(app.getByText('This is no number.')).toBeVisible()
  await app.getByLabel(/^Task/).fill('456')
  await expect.poll(async () => contextOf(await textOf(app))).toEqual({ action: 'openTask', taskId: 456 })
  await expect(app.getByRole('row', { name: 'taskId 456 "456"' })).toBeVisible()
  await app.getByLabel(/^Where the link stands/).fill('card')
  await app.getByRole('button', { name: 'As JSON' }).click()
  await app.getByLabel('Context (JSON)').fill('{"action":"openTask","taskId":"456"}')
  await expect(app.getByText('taskId: Here a number is needed.').first()).toBeVisible()
})

test('another purpose loses nothing that was typed, and can be undone', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByLabel('Purpose').selectOption({ label: 'Open a task' })
  await app.getByLabel(/^Task/).fill('456')
  await app.getByLabel('Purpose').selectOption({ label: 'Coupon' })
  await expect(app.getByText('Kept as own fields: “taskId”')).toBeVisible()
  await expect(app.getByLabel('Value of taskId')).toHaveValue('456')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByLabel('Purpose')).toHaveValue('openTask')
  await expect(app.getByLabel(/^Task/)).toHaveValue('456')
  await app.getByRole('button', { name: 'Redo' }).click()
  await expect(app.getByLabel('Purpose')).toHaveValue('coupon')
})

test('a field whose name would not arrive is renamed by one click', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'Field', exact: true }).click()
  await app.getByRole('textbox', { name: 'Name' }).last().fill('item[0]')
  await app.getByLabel('Value of item[0]').fill('x')
  await app.getByRole('button', { name: 'Rename to “item_0”' }).click()
  await expect.poll(async () => contextOf(await textOf(app))).toEqual({ action: 'hello', item_0: 'x' })
})

test('a pasted query is split into UTM fields and others, and stands behind the context', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByText('UTM and other parameters').click()
  await app
    .getByLabel('Source', { exact: true })
    .fill('https://a.example/?IM_DIALOG=1&utm_source=May%20Mail&utm_medium=qr&ref=a%26b')
  await expect(app.getByLabel('Medium', { exact: true })).toHaveValue('qr')
  await expect(app.getByLabel('Value of ref')).toHaveValue('a&b')
  await app.getByRole('button', { name: 'Write “may-mail”' }).click()
  await expect(webLink(app)).toHaveText(/BOT_CONTEXT=[^&]*&utm_source=may-mail&utm_medium=qr&ref=a%26b$/)
  await app.getByLabel('Name of the parameter').fill('IM_NOTIFY')
  await expect(app.getByText('The portal reads this name itself')).toBeVisible()
})

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

test('a megabyte in the JSON field is named, freezes nothing, and is still there after a reload', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'As JSON' }).click()
  const field = app.getByLabel('Context (JSON)')
  const longest = await field.evaluate(async (area: HTMLTextAreaElement) => {
    const tasks: number[] = []
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
    area.focus()
    area.select()
    document.execCommand('insertText', false, `{"a":"${'x'.repeat(1_000_000)}"}`)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    return Math.max(0, ...tasks)
  })
  console.log(`a megabyte pasted: longest task ${Math.round(longest)} ms`)
  expect(longest).toBeLessThan(1000)
  await expect(app.getByText(/^Too large: 1\.0 MB\./).first()).toBeVisible()
  await page.goto(`${portal.origin}/`)
  await expect.poll(async () => (await field.inputValue()).length).toBe(1_000_008)
})

test('what consoles and other tools paste is named, not just refused', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'As JSON' }).click()
  const field = app.getByLabel('Context (JSON)')
  for (const [text, problem] of [
    ['[object Object]', /JSON\.stringify/],
    ['<ref *1> { self: [Circular *1] }', /contains itself/],
    ['[1, 2]', /This is a list/],
    ['42', /This is a number/],
  ] as const) {
    await field.fill(text)
    await expect(app.getByText(problem).first()).toBeVisible()
  }
})

test('a bot this portal does not know is named at the field', async ({ page, portal }) => {
  await openByWebhook(page, portal)
  await page.evaluate(() => location.assign('#/links/build?bot=99999'))
  await expect(page.getByText(/No bot 99999 is known on/)).toBeVisible()
  await page.getByLabel('Bot', { exact: true }).selectOption({ index: 1 })
  await expect(page.getByText(/No bot 99999/)).toHaveCount(0)
  await expect(page.locator('pre[aria-label="Web link"]')).toBeVisible()
})

test('a proof that is waited for can be stopped, and says what that means', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await page.route('**/*sendContext*', () => undefined) // the portal never answers
  await app.getByRole('button', { name: 'Send test context' }).click()
  await app.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(app.getByText('Stopped. If the context was sent already, the bot has it.')).toBeVisible()
  await page.unroute('**/*sendContext*')
  await app.getByRole('button', { name: 'Send test context' }).click()
  await expect(app.getByText(/exactly what was meant/)).toBeVisible()
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

test('the focus is never lost: a new row has it, and after a removal the way back', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'Field', exact: true }).click()
  await expect(app.getByRole('textbox', { name: 'Name' }).last()).toBeFocused()
  await page.keyboard.type('more')
  await app.getByRole('button', { name: 'Remove more' }).focus()
  await page.keyboard.press('Enter')
  await expect(app.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.getByLabel('Value of more')).toBeVisible()
})

test('by keyboard alone: purpose, field, copy, proof', async ({ page, portal }) => {
  const app = await openBuilder(page, portal)
  await app.getByLabel('Bot', { exact: true }).focus()
  const focused = () =>
    app
      .locator(':focus')
      .evaluate((element) => element.getAttribute('aria-label') ?? element.textContent ?? '')
  const tabTo = async (wanted: RegExp) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      if (wanted.test(await focused())) return
    }
    throw new Error(`the focus never came to ${wanted}`)
  }
  await page.keyboard.press('Tab')
  await page.keyboard.type('Open a t')
  await expect(app.getByLabel('Purpose')).toHaveValue('openTask')
  await expect(app.getByLabel('Purpose')).toBeFocused()
  await app.getByLabel(/^Task/).waitFor()
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab')
    if (await app.getByLabel(/^Task/).evaluate((input) => input === document.activeElement)) break
  }
  await page.keyboard.type('77')
  await tabTo(/^Copy web link$/)
  await page.keyboard.press('Enter')
  await expect(app.getByText('Copied')).toBeVisible()
  await tabTo(/^Send test context$/)
  await page.keyboard.press('Enter')
  await expect(app.getByText(/exactly what was meant/)).toBeVisible()
  await expect(app.getByRole('heading', { name: /^Web link.*seen to arrive/ })).toBeVisible()
})

for (const [width, colorScheme] of [
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)
  test(`every part opened, nothing stands in anybody's way, ${width} px, ${colorScheme}`, async ({
    browser,
    portal,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const app = await openBuilder(page, portal)
    await app.getByLabel('Purpose').selectOption({ label: 'Coupon' })
    await app.getByLabel(/^Coupon code/).fill('MAY-10')
    await app.getByLabel(/^Percent off/).fill('10')
    await app.getByRole('button', { name: 'Field', exact: true }).click()
    await app.getByRole('textbox', { name: 'Name' }).last().fill('api_token')
    await app.getByText('UTM and other parameters').click()
    await app.getByText('Look and print size').click()
    await expect(app.getByText('Read back: it holds exactly this link.')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('iframe.app-frame').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    const wide = await app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
    expect(wide).toBe(0)
    await context.close()
  })
