import AxeBuilder from '@axe-core/playwright'
import { openBuilder, openByWebhook, textOf, webLink } from './link-builder.ts'
import { expect, test } from './portal.ts'

const contextOf = (link: string): unknown => JSON.parse(new URL(link).searchParams.get('BOT_CONTEXT') ?? '')
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
  await expect(app.getByText('The parameter “IM_NOTIFY” is not right yet.')).toBeVisible()
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
    ['{"id":12345678901234567890}', /id: a number cannot hold 12345678901234567890/],
    ['{"a":1,"a":2}', /a: the name comes twice/],
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

test('a context that no click delivers is not tried and gets no tick; the advice says so, too', async ({
  page,
  portal,
}) => {
  const app = await openBuilder(page, portal)
  await app.getByRole('button', { name: 'As JSON' }).click()
  for (const [json, says] of [
    ['{"a":null,"b":{}}', 'the bot hears nothing'],
    ['{"a":"x\\ud800"}', 'Holds half a character'],
  ] as const) {
    await app.getByLabel('Context (JSON)').fill(json)
    await expect(app.getByRole('region', { name: 'Proof' })).toContainText(says)
    await expect(app.getByRole('region', { name: 'Embed or store' })).toContainText(says)
    await expect(app.getByRole('button', { name: 'Send test context' })).toBeDisabled()
  }
  await app.getByLabel('Context (JSON)').fill('{"__proto__":"x","a":"b"}')
  await expect(app.getByRole('region', { name: 'Proof' })).toContainText('The portal cannot carry a field')
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
