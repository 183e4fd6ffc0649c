import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { encodeSavedLink } from '../src/contract/links/saved-link-text.ts'
import type { SavedLink } from '../src/contract/links/saved-link.ts'
import { sampleLink } from '../src/testing/sample-link.ts'
import { consoleIn, expect, test, type PortalUnderTest } from './portal.ts'
import { ways, type ConsoleView } from './ways.ts'

const [admin, employee, secondAdmin] = [1, 2, 3]

const call = async <T = unknown>(
  portal: PortalUnderTest,
  method: string,
  params: object,
  userId = admin,
): Promise<T> => {
  const { accessToken } = await portal.control<{ accessToken: string }>('tokens', { userId })
  const response = await fetch(`${portal.origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...params, auth: accessToken }),
  })
  return ((await response.json()) as { result: T }).result // the platform's envelope
}

const registerBot = async (portal: PortalUnderTest, code = 'promo_bot') => {
  const fields = { code, properties: { name: `Bot ${code}` } }
  const { bot } = await call<{ bot: { id: number } }>(portal, 'imbot.v2.Bot.register', { fields })
  return bot.id
}

/** Puts links into the shared library, as an admin's console would have. */
const share = (portal: PortalUnderTest, links: readonly SavedLink[]) =>
  call(portal, 'app.option.set', {
    options: Object.fromEntries(links.map((link) => [`link.${link.id}`, encodeSavedLink(link)])),
  })

const linkHere = (portal: PortalUnderTest, given: Partial<SavedLink> = {}, botId = 274): SavedLink =>
  sampleLink({
    portalOrigin: portal.origin,
    recipe: { ...sampleLink().recipe, botId },
    bot: { code: 'promo_bot', type: 'bot', name: 'Promo' },
    ...given,
  })

const openAs = async (page: Page, portal: PortalUnderTest, userId = admin): Promise<ConsoleView> => {
  await page.goto(`${portal.origin}/?as=${userId}`)
  const app = consoleIn(page)
  await app.getByRole('link', { name: 'Links', exact: true }).click()
  await app.getByRole('link', { name: 'Library' }).click()
  return app
}

const pageOf = async (browser: Browser) => (await browser.newContext()).newPage()
const rows = (app: ConsoleView) => app.getByRole('list', { name: 'Saved links' }).getByRole('listitem')

test('a saved link is found by name, tag, bot and context, and put in order', async ({ page, portal }) => {
  const { recipe } = linkHere(portal)
  await share(portal, [
    linkHere(portal, { id: 'a', name: 'Autumn flyer', tags: ['print'] }),
    linkHere(portal, { id: 'b', name: 'Table 9', recipe: { ...recipe, context: { table: 'nine' } } }),
    linkHere(portal, { id: 'c', name: 'Table 10', tags: ['inside'], kind: 'template' }),
    linkHere(portal, { id: 'd', name: 'Old', archivedAt: 5 }),
  ])
  const app = await openAs(page, portal)
  await expect(rows(app)).toHaveCount(3)
  const search = app.getByRole('searchbox', { name: 'Search saved links' })
  for (const [q, count] of [
    ['nine', 1],
    ['TABLE', 2],
    ['promo table', 2],
    ['nothing', 0],
  ] as const) {
    await search.fill(q)
    await expect(rows(app)).toHaveCount(count)
  }
  await expect(app.getByText('No link matches')).toBeVisible()
  await search.fill('')
  await app.getByLabel('Tag', { exact: true }).selectOption('inside')
  await expect(rows(app)).toHaveText([/Table 10/])
  await app.getByLabel('Tag', { exact: true }).selectOption('')
  await app.getByLabel('Order').selectOption('name')
  await expect(rows(app)).toHaveText([/Autumn flyer/, /Table 9/, /Table 10/])
  await app.getByLabel('Show', { exact: true }).selectOption('archived')
  await expect(rows(app)).toHaveText([/Old/])
})

test('by keyboard alone a link is found, opened, renamed, tagged and left again', async ({
  page,
  portal,
}) => {
  await share(portal, [
    linkHere(portal, { id: 'a', name: 'First' }),
    linkHere(portal, { id: 'b', name: 'Second' }),
  ])
  const app = await openAs(page, portal)
  await expect(rows(app)).toHaveCount(2)
  await app.getByRole('heading', { name: 'Links' }).click()
  await page.keyboard.press('/')
  await expect(app.getByRole('searchbox')).toBeFocused()
  await app.getByRole('link', { name: /First/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(app.getByRole('link', { name: /Second/ })).toBeFocused()
  await page.keyboard.press('Enter')
  const panel = app.getByRole('dialog')
  await panel.getByLabel('Name').fill('Renamed')
  await panel.getByRole('combobox', { name: 'Tags' }).fill('mail')
  await page.keyboard.press('Enter')
  await panel.getByLabel('Name').press('Enter')
  await expect(panel.getByRole('status')).toContainText('“Renamed” saved.')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(app.getByRole('link', { name: /Renamed/ })).toBeFocused()
  await expect(rows(app).filter({ hasText: 'Renamed' })).toContainText('mail')
  const kept = await call<string>(portal, 'app.option.get', { option: 'link.b' })
  expect(JSON.parse(kept)).toMatchObject({ name: 'Renamed', tags: ['print', 'mail'], revision: 2 })
})

test('a name and tags that were typed outlive a reload, and go once they are saved or discarded', async ({
  page,
  portal,
}) => {
  await share(portal, [linkHere(portal)])
  const app = await openAs(page, portal)
  await app.getByRole('link', { name: /Autumn flyer/ }).click()
  const panel = app.getByRole('dialog')
  const [name, tags] = [panel.getByLabel('Name'), panel.getByRole('combobox', { name: 'Tags' })]
  await name.fill('Winter flyer')
  await tags.fill('snow')
  await page.keyboard.press('Enter')
  await tags.pressSequentially('half a t')
  await page.reload()
  await expect(name).toHaveValue('Winter flyer')
  await expect(panel.getByText('snow', { exact: true })).toBeVisible()
  // Leaving the page ends a tag as leaving its field does.
  await expect(panel.getByText('half a t', { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'Discard' }).click()
  await expect(name).toHaveValue('Autumn flyer')
  await page.reload()
  await expect(name).toHaveValue('Autumn flyer')
  for (const tag of ['snow', 'half a t']) await expect(panel.getByText(tag, { exact: true })).toHaveCount(0)

  // Somebody else writes it while the page is away: the words are still those typed on what was read before.
  await name.fill('Spring flyer')
  await share(portal, [
    linkHere(portal, { name: 'Theirs', revision: 2, updatedAt: 9, updatedBy: { id: 3, name: 'Maria' } }),
  ])
  await page.reload()
  await expect(name).toHaveValue('Spring flyer')
  await panel.getByRole('button', { name: 'Save changes' }).click()
  const conflict = panel.getByRole('alert', { name: 'Changed by somebody else' })
  await conflict.getByRole('button', { name: 'Leave theirs' }).click()
  await expect(name).toHaveValue('Theirs')
  await name.fill('Summer flyer')
  await panel.getByRole('button', { name: 'Save changes' }).click()
  await expect(panel.getByRole('status')).toContainText('“Summer flyer” saved.')
  await expect(panel.getByRole('button', { name: 'Discard' })).toHaveCount(0)
})

test('the name typed while saving from the builder outlives closing the panel and a reload', async ({
  page,
  portal,
}) => {
  await registerBot(portal)
  await page.goto(`${portal.origin}/`)
  const app = consoleIn(page)
  await app.getByRole('link', { name: 'Links', exact: true }).click()
  const panel = app.getByRole('dialog')
  const open = () => app.getByRole('button', { name: 'Save to the library' }).click()
  await open()
  await panel.getByLabel('Name').fill('Flyer in the making')
  await page.keyboard.press('Escape')
  await open()
  await expect(panel.getByLabel('Name')).toHaveValue('Flyer in the making')
  await page.reload()
  await open()
  await expect(panel.getByLabel('Name')).toHaveValue('Flyer in the making')
  await panel.getByRole('button', { name: 'Discard' }).click()
  await expect(panel.getByLabel('Name')).toHaveValue('')
  await panel.getByLabel('Name').fill('Flyer')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByRole('status')).toContainText('“Flyer” saved.')
  await page.keyboard.press('Escape')
  await app.getByRole('link', { name: 'Library' }).click()
  await expect(rows(app)).toHaveText([/Flyer/])
  await app.getByRole('link', { name: 'Build', exact: true }).click()
  await open()
  await expect(panel.getByLabel('Name')).not.toHaveValue('Flyer in the making')
})

test('two admins edit one link: the second sees both versions and chooses field by field', async ({
  browser,
  page,
  portal,
}) => {
  await portal.control('rights', { userId: secondAdmin, admin: true })
  await share(portal, [linkHere(portal)])
  const other = await pageOf(browser)
  const [first, second] = [await openAs(page, portal), await openAs(other, portal, secondAdmin)]
  const edit = async (app: ConsoleView, name: string, kind: string) => {
    await app.getByRole('dialog').getByLabel('Name').fill(name)
    await app.getByRole('dialog').getByLabel('Kind').selectOption(kind)
    await app.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click()
  }
  for (const app of [first, second]) await app.getByRole('link', { name: /Autumn flyer/ }).click()
  await edit(first, 'Winter flyer', 'template')
  await expect(first.getByRole('dialog').getByRole('status')).toContainText('saved')
  await edit(second, 'Spring flyer', 'link')
  const conflict = second.getByRole('alert', { name: 'Changed by somebody else' })
  await expect(conflict).toContainText('John')
  await expect(conflict.getByRole('group', { name: 'Name' })).toContainText('Spring flyer')
  await expect(conflict.getByRole('group', { name: 'Name' })).toContainText('Winter flyer')
  await conflict
    .getByRole('group', { name: 'Kind' })
    .getByLabel(/Theirs/)
    .check()
  const before = await call<string>(portal, 'app.option.get', { option: 'link.flyer' })
  expect(JSON.parse(before)).toMatchObject({ name: 'Winter flyer', updatedBy: { id: admin } })
  await conflict.getByRole('button', { name: 'Save what is chosen' }).click()
  await expect(conflict).toHaveCount(0)
  const after = await call<string>(portal, 'app.option.get', { option: 'link.flyer' })
  expect(JSON.parse(after)).toMatchObject({ name: 'Spring flyer', kind: 'template', revision: 3 })
  await other.context().close()
})

test('who is no admin keeps their own, uses what is shared and changes none of it', async ({
  browser,
  page,
  portal,
}) => {
  await share(portal, [linkHere(portal)])
  const app = await openAs(page, portal, employee)
  await expect(app.getByText('What you save is yours alone')).toBeVisible()
  await expect(rows(app)).toContainText('read-only')
  await app.getByRole('link', { name: /Autumn flyer/ }).click()
  const panel = app.getByRole('dialog')
  await expect(panel.getByText('An admin shares it')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Delete' })).toHaveCount(0)
  await panel.getByRole('button', { name: 'Make a copy of my own' }).click()
  await expect(rows(app)).toHaveCount(2)
  await expect(rows(app).filter({ hasText: '(copy)' })).toContainText('yours')
  const chief = await pageOf(browser)
  await expect(rows(await openAs(chief, portal))).toHaveCount(1)
  await chief.context().close()
})

test('what is built is saved, opened again, changed, and kept as a copy', async ({ page, portal }) => {
  await registerBot(portal)
  await page.goto(`${portal.origin}/`)
  const app = consoleIn(page)
  await app.getByRole('link', { name: 'Links', exact: true }).click()
  await app.getByRole('button', { name: 'As JSON' }).click()
  const json = app.getByLabel('Context (JSON)')
  await json.fill('{"promo":"autumn","n":5}')
  await app.getByLabel('Caption').fill('Scan me')
  const save = async (text: string) => {
    await app.getByRole('button', { name: 'Save to the library' }).click()
    const panel = app.getByRole('dialog')
    if (text !== 'Save changes') await panel.getByLabel('Name').fill(`Flyer ${text}`)
    await panel.getByRole('button', { name: text, exact: true }).click()
    await expect(panel.getByRole('status')).toContainText('saved.')
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
  }
  await save('Save')
  await expect(json).toHaveValue('{"promo":"autumn","n":5}')
  await json.fill('{"promo":"winter","n":6}')
  await save('Save changes')
  await app.getByRole('link', { name: 'Library' }).click()
  await expect(rows(app)).toHaveText([/Flyer Save/])
  await app.getByRole('searchbox').fill('winter')
  await app.getByRole('link', { name: /Flyer Save/ }).click()
  await app.getByRole('link', { name: 'Open in the builder' }).click()
  await expect(app.locator('pre[aria-label="Web link"]')).toContainText('winter')
  await expect(app.getByLabel('Caption')).toHaveValue('Scan me')
  await save('Save as a copy')
  await app.getByRole('link', { name: 'Library' }).click()
  await expect(rows(app)).toHaveCount(2)
})

test('what an admin changed while it was open in the builder is shown before anything is saved', async ({
  page,
  portal,
}) => {
  const botId = await registerBot(portal)
  await share(portal, [linkHere(portal, {}, botId)])
  const app = await openAs(page, portal)
  await app.getByRole('link', { name: /Autumn flyer/ }).click()
  await app.getByRole('link', { name: 'Open in the builder' }).click()
  await expect(app.locator('pre[aria-label="Web link"]')).toContainText('autumn')
  await share(portal, [
    linkHere(
      portal,
      { name: 'Theirs', revision: 2, updatedAt: 9, updatedBy: { id: 3, name: 'Maria' } },
      botId,
    ),
  ])
  await app.getByRole('button', { name: 'Save to the library' }).click()
  const panel = app.getByRole('dialog')
  await panel.getByLabel('Kind').selectOption('template')
  await panel.getByRole('button', { name: 'Save changes' }).click()
  const conflict = panel.getByRole('alert', { name: 'Changed by somebody else' })
  await expect(conflict).toContainText('Maria')
  // Nobody but Maria has touched the name: hers is chosen from the start.
  await expect(conflict.getByRole('group', { name: 'Name' }).getByLabel(/Theirs/)).toBeChecked()
  await conflict.getByRole('button', { name: 'Save what is chosen' }).click()
  await expect(conflict).toHaveCount(0)
  const kept = await call<string>(portal, 'app.option.get', { option: 'link.flyer' })
  expect(JSON.parse(kept)).toMatchObject({ name: 'Theirs', kind: 'template', revision: 3 })
})

test('several links are tagged, archived and deleted at once, and each time taken back', async ({
  page,
  portal,
}) => {
  await share(
    portal,
    ['a', 'b', 'c'].map((id) => linkHere(portal, { id, name: `Link ${id}` })),
  )
  const app = await openAs(page, portal)
  for (const id of ['a', 'b']) await app.getByLabel(`Select Link ${id}`).check()
  const bar = app.getByRole('region', { name: 'Selected links' })
  await bar.getByLabel('Tag for the selected').fill('autumn')
  await bar.getByRole('button', { name: 'Add tag' }).click()
  await expect(app.getByText('“autumn” put on 2 links.')).toBeVisible()
  await expect(rows(app).filter({ hasText: 'autumn' })).toHaveCount(2)
  await bar.getByRole('button', { name: 'Archive' }).click()
  await expect(rows(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(app)).toHaveCount(3)
  await app.getByText('3 shown').click()
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(app.getByText('Nothing saved yet')).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(app)).toHaveCount(3)
  await expect(rows(app).filter({ hasText: 'autumn' })).toHaveCount(2)
})

test('exported, lost with the portal, and imported again: the bot of the same code is meant', async ({
  page,
  portal,
}) => {
  const botId = await registerBot(portal)
  await share(portal, [
    linkHere(portal, { id: 'a', name: 'Kept' }, botId),
    linkHere(portal, { id: 'b', name: 'Other', portalOrigin: 'https://old.bitrix24.com' }, 7),
  ])
  const app = await openAs(page, portal)
  const downloading = page.waitForEvent('download')
  await app.getByRole('button', { name: 'Export all' }).click()
  const download = await downloading
  await expect(app.getByText('2 links exported.')).toBeVisible()
  expect(download.suggestedFilename()).toMatch(/^links 127\.0\.0\.1 \d{4}-\d\d-\d\d\.json$/)
  const file = await readFile(await download.path())
  await portal.control('reset', {})
  const newId = await registerBot(portal)
  const again = await openAs(page, portal)
  await expect(again.getByText('Nothing saved yet')).toBeVisible()
  await again.getByRole('button', { name: 'Import' }).click()
  const card = again.getByRole('region', { name: 'Import' })
  const give = async (name: string, buffer: Buffer) =>
    card.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer })
  await give('notes.txt', Buffer.from('name;tag'))
  await expect(card.getByRole('alert')).toContainText('This is no JSON file')
  await give('large.json', Buffer.alloc(10_000_001, 32))
  await expect(card.getByRole('alert')).toContainText('larger than 10 MB')
  await give('links.json', file)
  const lines = card.getByRole('list', { name: 'Rows of the file' }).getByRole('listitem')
  await expect(lines).toHaveText([
    /Kept.*new/,
    new RegExp(`Other.*becomes Bot promo_bot \\(${newId}\\).*new`),
  ])
  await card.getByRole('button', { name: 'Import 2 links' }).click()
  await expect(rows(again)).toHaveCount(2)
  expect(JSON.parse(await call<string>(portal, 'app.option.get', { option: 'link.b' }))).toMatchObject({
    portalOrigin: portal.origin,
    recipe: { botId: newId },
  })
  await again.getByRole('button', { name: 'Import' }).click()
  await give('links.json', file)
  await expect(lines).toHaveText([/Kept.*same/, /Other.*same/])
  await expect(card.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
  await again.getByRole('button', { name: 'Undo' }).click()
  await expect(again.getByText('Nothing saved yet')).toBeVisible()
})

test('the check finds a bot that is gone, names its successor, and leaves alone what it cannot see', async ({
  page,
  portal,
}) => {
  const [gone, kept] = [await registerBot(portal), await registerBot(portal, 'kept_bot')]
  await share(portal, [
    linkHere(portal, { id: 'a', name: 'Lost' }, gone),
    linkHere(portal, { id: 'b', name: 'Fine', bot: { code: 'kept_bot', type: 'bot', name: 'K' } }, kept),
    linkHere(
      portal,
      { id: 'c', name: 'Of another app', bot: { code: 'helpdesk_bot', type: 'bot', name: 'H' } },
      22,
    ),
    linkHere(portal, { id: 'd', name: 'Moved', portalOrigin: 'https://old.bitrix24.com' }, kept),
    linkHere(portal, { id: 'e', name: 'Archived', archivedAt: 5 }, gone),
  ])
  await call(portal, 'imbot.v2.Bot.unregister', { botId: gone })
  const app = await openAs(page, portal)
  await app.getByRole('button', { name: 'Check links' }).click()
  const card = app.getByRole('region', { name: 'Check links' })
  const lines = card.getByRole('list', { name: 'Links to look at' }).getByRole('listitem')
  await expect(lines).toHaveText([/Lost.*Its bot is gone: the link/, /Moved.*It leads to old.bitrix24.com/])
  await expect(card).toContainText('2 links no longer do what they were made for; 2 are as before.')
  const successor = await registerBot(portal)
  await app.getByRole('button', { name: 'Close the check' }).click()
  await app.getByRole('button', { name: 'Check links' }).click()
  await expect(lines.first()).toContainText(`One with the same code is there: Bot promo_bot (${successor})`)
  await lines.nth(1).getByRole('button', { name: 'Archive' }).click()
  await expect(lines).toHaveCount(1)
  await lines.first().getByRole('link', { name: 'Open with another bot' }).click()
  await expect(app.getByLabel('Bot', { exact: true })).toHaveValue(String(successor))
})

test('a saved template is a purpose in the builder; a library that fails costs it a line', async ({
  page,
  portal,
}) => {
  const botId = await registerBot(portal)
  const { recipe } = linkHere(portal, {}, botId + 1)
  const code = { ...recipe.code, dark: '#0a3d91' }
  await share(portal, [
    linkHere(portal, { id: 't', kind: 'template', name: 'Spring start', recipe: { ...recipe, code } }),
    linkHere(portal, { id: 'old', kind: 'template', name: 'Archived', archivedAt: 5 }),
    linkHere(portal, { id: 'l', name: 'No template' }),
  ])
  const app = await openAs(page, portal)
  await app.getByRole('link', { name: 'Build', exact: true }).click()
  const purpose = app.getByLabel('Purpose')
  await expect(purpose.locator('optgroup[label="Saved in the library"] option')).toHaveText(['Spring start'])
  await purpose.selectOption('Spring start')
  await expect(app.getByRole('status').filter({ hasText: 'Started from “Spring start”.' })).toContainText(
    'It was made for Promo; the link is for Bot promo_bot',
  )
  await expect(app.getByLabel('Value of promo')).toHaveValue('autumn')
  await expect(app.locator('pre[aria-label="Web link"]')).toContainText('utm_source=flyer')
  await expect(app.getByLabel('Dark', { exact: true })).toHaveValue('#0a3d91')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByLabel('Value of promo')).toHaveCount(0)

  await portal.control('faults', { kind: 'error500', method: 'app.option.get', count: 99 })
  await page.reload()
  await expect(app.getByText('Templates of the library could not be loaded.')).toBeVisible()
  await expect(app.locator('pre[aria-label="Web link"]')).toBeVisible()
  await portal.control('faults', undefined, 'DELETE')
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(purpose.locator('option', { hasText: 'Spring start' })).toHaveCount(1)
})

test('a proof leaves its date on the saved links it is about, where the person may write', async ({
  browser,
  page,
  portal,
}) => {
  const botId = await registerBot(portal)
  await share(portal, [
    linkHere(portal, { id: 'opened' }, botId),
    linkHere(portal, { id: 'twin', name: 'Twin' }, botId),
    linkHere(portal, { id: 'other', name: 'Other' }, botId + 1),
  ])
  const provedAtOf = async (id: string) => {
    const kept = JSON.parse(
      await call<string>(portal, 'app.option.get', { option: `link.${id}` }),
    ) as SavedLink // what the console wrote
    return kept.provedAt
  }
  const app = await openAs(page, portal)
  await app.getByRole('link', { name: /Autumn flyer/ }).click()
  await expect(app.getByRole('dialog')).toContainText('not yet')
  await app.getByRole('link', { name: 'Open in the builder' }).click()
  const before = Date.now()
  await app.getByRole('button', { name: 'Send test context' }).click()
  await expect(app.getByText('The date stands in the library, at 2 links.')).toBeVisible()
  for (const id of ['opened', 'twin']) expect(await provedAtOf(id)).toBeGreaterThanOrEqual(before)
  expect(await provedAtOf('other')).toBeNull()

  await app.getByLabel('Value of promo').fill('winter')
  await expect(app.getByText('The date stands in the library')).toHaveCount(0)
  await app.getByRole('button', { name: 'Save to the library' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click()
  await expect(app.getByRole('dialog').getByText('saved.')).toBeVisible()
  expect(await provedAtOf('opened')).toBeNull()

  const asEmployee = await pageOf(browser)
  const theirs = await openAs(asEmployee, portal, employee)
  await theirs.getByRole('link', { name: /Twin/ }).click()
  await expect(theirs.getByRole('dialog')).not.toContainText('not yet')
  await asEmployee.context().close()
})

test('over a webhook address the library stays in this browser, and says so', async ({ page, portal }) => {
  const app = await (ways[1] ?? ways[0])?.open(page, portal)
  if (!app) throw new Error('no such way')
  await app.getByRole('link', { name: 'Links', exact: true }).click()
  await app.getByRole('link', { name: 'Library' }).click()
  await expect(app.getByText('What you save stays in this browser')).toBeVisible()
  await app.getByRole('button', { name: 'Import' }).click()
  const file = { format: 'b24-bot-console.links', version: 1, exportedAt: '', portalOrigin: portal.origin }
  await app.locator('input[type=file]').setInputFiles({
    name: 'links.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...file, links: [linkHere(portal), { name: 'Broken' }] })),
  })
  await expect(app.getByText('Cannot be read: id is missing')).toBeVisible()
  await app.getByRole('button', { name: 'Import 1 link' }).click()
  await expect(rows(app)).toHaveCount(1)
  await page.reload()
  await app.getByLabel('Webhook address').fill(portal.webhook)
  await app.getByRole('button', { name: 'Connect' }).click()
  await expect(rows(app)).toHaveCount(1)
  expect((await portal.requests()).filter(({ method }) => method.includes('option'))).toEqual([])
})

test('an address of a link that is not there says so, in the library and in the builder', async ({
  page,
  portal,
}) => {
  await registerBot(portal)
  const app = await openAs(page, portal)
  const frame = page.frames().find((one) => one.parentFrame())
  await frame?.evaluate(() => (location.hash = '#/links/library/nobody'))
  await expect(app.getByRole('dialog')).toContainText('Not in the library')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await frame?.evaluate(() => (location.hash = '#/links/build?saved=nobody'))
  await expect(app.getByText('The library has no such link, or no longer.')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Save to the library' })).toBeVisible()
})

test('who saves what somebody has deleted meanwhile may save it again', async ({ page, portal }) => {
  await share(portal, [linkHere(portal)])
  const app = await openAs(page, portal)
  await app.getByRole('link', { name: /Autumn flyer/ }).click()
  const panel = app.getByRole('dialog')
  await panel.getByLabel('Name').fill('Mine')
  await call(portal, 'app.option.set', { options: { 'link.flyer': '' } })
  await panel.getByRole('button', { name: 'Save changes' }).click()
  await expect(panel.getByRole('alert')).toContainText('was deleted by somebody else meanwhile')
  await panel.getByRole('button', { name: 'Save it again' }).click()
  await expect(panel.getByRole('heading', { name: 'Mine' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(app)).toHaveText([/Mine/])
})

test('five hundred links are typed through without a halt', async ({ page, portal }) => {
  await share(
    portal,
    Array.from({ length: 500 }, (_, at) =>
      linkHere(portal, { id: `l${at}`, name: `Link ${at}`, updatedAt: 1_000_000 - at }),
    ),
  )
  const app = await openAs(page, portal)
  await expect(app.getByText('500 shown')).toBeVisible()
  await app.getByRole('link', { name: /Link 0/ }).focus()
  await page.keyboard.press('End')
  await expect(app.getByRole('link', { name: /Link 499/ })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(app.getByRole('link', { name: /Link 498/ })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(app.getByRole('link', { name: /Link 0/ })).toBeFocused()
  const frame = page.frames().find((one) => one.parentFrame())
  await frame?.evaluate(() => {
    const seen: number[] = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration)
    }).observe({ type: 'longtask' })
    Object.assign(window, { longTasks: seen })
  })
  await app.getByRole('searchbox').pressSequentially('link 49', { delay: 30 })
  // 49, 149, 249, 349, 449 and 490 to 499
  await expect(app.getByText('15 shown')).toBeVisible()
  await expect(rows(app)).toHaveCount(15)
  const longest = await frame?.evaluate(() =>
    // Set right above, in the same page.
    Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
  )
  expect(longest).toBeLessThan(200)
})

test('a failed and a damaged library say so, and the way on', async ({ page, portal }) => {
  await call(portal, 'app.option.set', { options: { 'link.bad': '{"id":' } })
  await portal.control('faults', { kind: 'error500', method: 'app.option.get', count: 9 })
  const app = await openAs(page, portal)
  await expect(app.getByText('The library could not be loaded')).toBeVisible()
  await portal.control('faults', undefined, 'DELETE')
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByText('1 entry cannot be read')).toBeVisible()
  await app.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(app.getByText('1 entry removed.')).toBeVisible()
  expect(await call(portal, 'app.option.get', { option: 'link.bad' })).toBe('')
  await app.getByRole('button', { name: 'Put back' }).click()
  await expect(app.getByText('1 entry cannot be read')).toBeVisible()
  expect(await call(portal, 'app.option.get', { option: 'link.bad' })).toBe('{"id":')
})

for (const [width, colorScheme] of [
  [360, 'dark'],
  [1280, 'light'],
] as const)
  test(`nothing stands in anybody's way in the library, ${width} px, ${colorScheme}`, async ({
    browser,
    portal,
  }) => {
    await share(portal, [
      linkHere(portal, { id: 'a', name: 'Autumn flyer with a name that is rather long', provedAt: 5 }),
      linkHere(portal, { id: 'b', name: 'Table', kind: 'template', tags: ['print', 'mail', 'inside'] }),
    ])
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    const page = await context.newPage()
    const app = await openAs(page, portal)
    await app.getByRole('button', { name: 'Check links' }).click()
    await expect(app.getByText(/no longer do what/)).toBeVisible()
    await app.getByLabel('Select Table').check()
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).include('iframe.app-frame').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await check()
    await app.getByRole('link', { name: /Table/ }).click()
    await expect(app.getByRole('dialog')).toBeVisible()
    await check()
    await context.close()
  })
