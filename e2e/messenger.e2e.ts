import type { Page } from '@playwright/test'
import { encodeAppLink, encodeWebLink } from '../src/contract/deep-link/deep-link.ts'
import { expect, test, type PortalUnderTest } from './portal.ts'

const botToken = 'messenger-bot-token'

const rest = async <T>(portal: PortalUnderTest, method: string, params: object): Promise<T> => {
  const response = await fetch(`${portal.webhook}${method}.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ botToken, ...params }),
  })
  return ((await response.json()) as { result: T }).result
}

type PolledEvent = { eventId: number; type: string; data: Record<string, unknown> }

/** A bot that listens, and the page of somebody who writes to it. */
const meet = async (page: Page, portal: PortalUnderTest) => {
  const { bot } = await rest<{ bot: { id: number } }>(portal, 'imbot.v2.Bot.register', {
    fields: { code: 'talk_bot', botToken, properties: { name: 'Talker' } },
  })
  await rest(portal, 'imbot.v2.Command.register', {
    botId: bot.id,
    fields: { command: 'order', title: { en: 'Look up an order' }, params: { en: 'number' } },
  })
  await page.goto(`${portal.origin}/online/?as=2`)
  await page.getByRole('button', { name: /^Talker/ }).click()
  const log = page.getByRole('log')
  await expect(log).toBeVisible()
  const events = async () =>
    (await rest<{ events: PolledEvent[] }>(portal, 'imbot.v2.Event.get', { botId: bot.id })).events
  const heard = async (type: string) =>
    (await events()).filter((event) => event.type === type).map(({ data }) => data)
  return { bot, log, heard }
}

test('a message, an edit, a reaction and a deletion reach the bot', async ({ page, portal }) => {
  const { log, heard } = await meet(page, portal)
  await page.getByRole('textbox', { name: 'Message' }).fill('first words')
  await page.keyboard.press('Enter')
  const mine = log.getByRole('article').filter({ hasText: 'first words' })
  await expect(mine).toBeVisible()
  await mine.hover()
  await mine.getByRole('button', { name: 'Edit' }).click()
  await log.getByRole('textbox', { name: 'Edit message' }).fill('better words')
  await log.getByRole('button', { name: 'Save' }).click()
  const edited = log.getByRole('article').filter({ hasText: 'better words' })
  await expect(edited).toContainText('edited')
  await edited.hover()
  await edited.getByRole('button', { name: 'Delete' }).click()
  await expect(log.getByText('This message was deleted.')).toBeVisible()
  expect(await heard('ONIMBOTV2MESSAGEADD')).toMatchObject([{ message: { text: 'first words' } }])
  expect(await heard('ONIMBOTV2MESSAGEUPDATE')).toMatchObject([{ message: { text: 'better words' } }])
  expect(await heard('ONIMBOTV2MESSAGEDELETE')).toHaveLength(1)
})

test('slash commands are offered and arrive with their parameters', async ({ page, portal }) => {
  const { heard } = await meet(page, portal)
  await page.getByRole('textbox', { name: 'Message' }).fill('/or')
  await page.getByRole('button', { name: /order/ }).click()
  await page.getByRole('textbox', { name: 'Message' }).pressSequentially('42')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => heard('ONIMBOTV2COMMANDADD'))
    .toMatchObject([{ command: { command: '/order', params: '42', context: 'textarea' } }])
})

test('a button is pressed, a reaction set and taken away', async ({ page, portal }) => {
  const { bot, log, heard } = await meet(page, portal)
  await rest(portal, 'imbot.v2.Chat.Message.send', {
    botId: bot.id,
    dialogId: '2',
    fields: {
      message: 'Confirm?',
      keyboard: [
        { TEXT: 'Confirm', COMMAND: 'order', COMMAND_PARAMS: 'yes', BG_COLOR_TOKEN: 'primary' },
        { TEXT: 'Copy', ACTION: 'PUT', ACTION_VALUE: 'put into the field' },
      ],
    },
  })
  const card = log.getByRole('article').filter({ hasText: 'Confirm?' })
  await card.getByRole('button', { name: 'Confirm' }).click()
  await expect
    .poll(() => heard('ONIMBOTV2COMMANDADD'))
    .toMatchObject([{ command: { params: 'yes', context: 'keyboard' }, chat: [], user: { id: 2 } }])
  await card.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('put into the field')
  await card.hover()
  await card.getByRole('button', { name: 'React: like' }).click()
  await expect(card.getByRole('button', { name: 'like: 1' })).toBeVisible()
  await card.getByRole('button', { name: 'like: 1' }).click()
  await expect
    .poll(async () => (await heard('ONIMBOTV2REACTIONCHANGE')).map((data) => data.action))
    .toEqual(['add', 'delete'])
})

const meant = { promo: '100% off + 5€ / "vip"? #1 & more', n: 456, ok: true }
/** What the platform makes of it on every way through its pages. */
const arrives = { promo: '100% off + 5€ / "vip"? #1 & more', n: '456', ok: 'Y' }

for (const reader of [
  'page load, current',
  'click inside the portal',
  'desktop app (bx://)',
  'tap inside the mobile app (a model)',
])
  test(`a context link read by: ${reader}`, async ({ page, portal }) => {
    const { bot, heard } = await meet(page, portal)
    const link = { portalOrigin: portal.origin, botDialogId: String(bot.id), context: meant }
    await page.getByText('Open a context link').click()
    await page
      .getByLabel('Context link')
      .fill(reader.startsWith('desktop') ? encodeAppLink(link) : encodeWebLink(link))
    await page.getByLabel('Read by').selectOption({ label: reader })
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByLabel('What the reader did')).toContainText(`open, dialog ${bot.id}`)
    await expect
      .poll(async () => (await heard('ONIMBOTV2CONTEXTGET')).map((data) => data.context))
      .toEqual([arrives])
  })

test('an older portal loses the context and says so', async ({ page, portal }) => {
  const { bot, heard } = await meet(page, portal)
  await page.getByText('Open a context link').click()
  await page
    .getByLabel('Context link')
    .fill(encodeWebLink({ portalOrigin: portal.origin, botDialogId: String(bot.id), context: meant }))
  await page.getByLabel('Read by').selectOption({ label: 'page load, older portal' })
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(/Invalid value/)
  expect(await heard('ONIMBOTV2CONTEXTGET')).toEqual([])
})

test('the documented encoding loses a percent sign on a page load; ours does not', async ({
  page,
  portal,
}) => {
  const { bot, heard } = await meet(page, portal)
  const context = { promo: '100% off' }
  const documented = `${portal.origin}/online/?as=2&IM_DIALOG=${bot.id}&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(context))}`
  await page.goto(documented)
  await expect(page.getByRole('region', { name: 'Talker' })).toBeVisible()
  await expect(page.getByText(/Could not find value for parameter/)).toBeVisible()
  expect(await heard('ONIMBOTV2CONTEXTGET')).toEqual([])
  await page.goto(encodeWebLink({ portalOrigin: portal.origin, botDialogId: String(bot.id), context }))
  await expect
    .poll(async () => (await heard('ONIMBOTV2CONTEXTGET')).map((data) => data.context))
    .toEqual([context])
  await expect.poll(() => page.url()).not.toContain('BOT_CONTEXT')
})
