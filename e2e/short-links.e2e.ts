import AxeBuilder from '@axe-core/playwright'
import { expect, test, type FrameLocator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { decodeQR } from 'qr/decode.js'
import { startSignIn, type SignIn } from './sign-in.ts'
import { register } from './ways.ts'

/** A portal that is connected to a worker, and the worker keeps links. */
const start = (env: Record<string, string> = {}): Promise<SignIn> =>
  startSignIn({
    mode: 'fetch',
    bot: 'oauth',
    connectedBy: 'admin',
    env: { CAPABILITIES: 'pairing,links', ...env },
  })

const openLinks = async (page: Page, { portal }: SignIn, as = 1): Promise<FrameLocator> => {
  await page.goto(`${portal}/?as=${as}`)
  const app = page.frameLocator('iframe.app-frame')
  await app.getByRole('link', { name: 'Links', exact: true }).click()
  await expect(app.getByRole('heading', { name: 'Links', exact: true })).toBeVisible()
  return app
}

const openShort = async (page: Page, running: SignIn, as = 1): Promise<FrameLocator> => {
  const app = await openLinks(page, running, as)
  await app.getByRole('link', { name: 'Short links', exact: true }).click()
  return app
}

/** A bot of the console's own: nobody but the test reads its events. */
const registerBot = async (page: Page, { portal }: SignIn): Promise<void> => {
  await page.goto(`${portal}/?as=1`)
  const app = page.frameLocator('iframe.app-frame')
  await register(app, { code: 'promo_bot', name: 'Promo' })
  await expect(app.getByRole('dialog')).toContainText('promo_bot')
  await page.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
}

const botIdOf = async ({ control }: SignIn): Promise<number> => {
  const { bots } = await control<{ bots: { id: number; code: string }[] }>('state')
  const bot = bots.find(({ code }) => code === 'promo_bot')
  if (!bot) throw new Error('no bot was registered')
  return bot.id
}

/** Contexts the bot was told of, oldest first; looked at, not confirmed. */
const heardBy = async ({ portal, control }: SignIn, botId: number): Promise<readonly unknown[]> => {
  const { accessToken } = await control<{ accessToken: string }>('tokens', {})
  const response = await fetch(`${portal}/rest/imbot.v2.Event.get`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ botId, auth: accessToken }),
  })
  // The platform's envelope.
  const { result } = (await response.json()) as {
    result: { events: { type: string; data: { context?: unknown } }[] }
  }
  return result.events.flatMap(({ type, data }) => (type === 'ONIMBOTV2CONTEXTGET' ? [data.context] : []))
}

/** What the program behind the bots does with its key. */
const asBotSide = async ({ worker }: SignIn, path: string, key: string, token: string, userId: number) => {
  const response = await fetch(`${worker}/links/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token, user_id: userId }),
  })
  return { status: response.status, body: (await response.json().catch(() => undefined)) as unknown }
}

/** Makes a key on the screen, and says what the screen does with it. */
const makeKey = async (app: FrameLocator): Promise<string> => {
  await app.getByRole('link', { name: 'Keys', exact: true }).click()
  const panel = app.getByRole('dialog')
  await panel.getByRole('button', { name: 'Make a key' }).click()
  const key = await panel.getByLabel('Key', { exact: true }).innerText()
  await panel.getByRole('button', { name: 'I have stored it' }).click()
  await panel.getByRole('button', { name: 'Close' }).click()
  return key
}

/** Makes a short link from nothing; the panel with it is open then. */
const makeLink = async (app: FrameLocator, of: { name: string; slug: string }) => {
  await app.getByRole('link', { name: 'Make a short link' }).first().click()
  await app.getByLabel('Name', { exact: true }).first().fill(of.name)
  await app.getByLabel('Address', { exact: true }).fill(of.slug)
  await app.getByRole('button', { name: 'Make short link' }).click()
  await expect(app.getByRole('dialog')).toContainText(`/${of.slug}`)
}

/** What a browser of people calls itself. */
const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** A look at the page as a browser makes it, without one. */
const lookAt = (url: string) => fetch(url, { headers: { accept: 'text/html', 'user-agent': chrome } })

/** What a code holds; read off the file that was downloaded. */
const readCode = async (page: Page, file: string): Promise<string> => {
  const bytes = (await readFile(file)).toString('base64')
  const { width, data } = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const drawn = canvas.getContext('2d')
    drawn?.drawImage(image, 0, 0)
    const pixels = drawn?.getImageData(0, 0, image.width, image.height).data ?? []
    return { width: image.width, data: Array.from(pixels) }
  }, bytes)
  return decodeQR({ width, height: width, data: Uint8ClampedArray.from(data) })
}

const figure = (panel: FrameLocator | ReturnType<FrameLocator['getByRole']>, step: string) =>
  panel
    .getByRole('table', { name: 'What became of it' })
    .getByRole('row', { name: step })
    .getByRole('cell')
    .first()

test('a link from the builder becomes a short one: people land, choose, are heard and reply, and withdrawn it leads nowhere', async ({
  page,
  browser,
}) => {
  test.slow()
  const running = await start()
  try {
    await registerBot(page, running)
    const botId = await botIdOf(running)
    const app = await openShort(page, running)
    await expect(app.getByRole('heading', { name: 'No short links yet' })).toBeVisible()
    const key = await makeKey(app)

    await app.getByRole('link', { name: 'Build', exact: true }).click()
    await app.getByLabel('Bot', { exact: true }).selectOption(String(botId))
    await app.getByRole('button', { name: 'As JSON' }).click()
    await app.getByLabel('Context (JSON)').fill('{"promo":"SPRING","amount":15}')
    const advice = app.getByRole('region', { name: 'Embed or store' })
    await expect(advice).toContainText('the link itself can carry the context')
    await advice.getByLabel('It will be printed').check()
    await expect(advice).toContainText('A short link is better here.')
    await app.getByLabel('Context (JSON)').fill('{"promo":"SPRING","amount":15,"mail":"anna@shop.example"}')
    await expect(advice).toContainText('“mail” looks like personal data')
    await advice.getByRole('button', { name: 'Make a short link of it' }).click()

    await expect(app.getByLabel('The chat’s address carries')).toHaveValue('token')
    await expect(app.getByLabel('Value of promo', { exact: true })).toHaveValue('SPRING')
    await expect(app.getByLabel('Bot', { exact: true })).toHaveValue(String(botId))
    await app.getByLabel('Name', { exact: true }).first().fill('Poster')
    await app.getByLabel('Address', { exact: true }).fill('spring-26')
    await app.getByLabel('Heading').fill('Come & <b>talk</b>')
    await app.getByLabel('People it is for').fill('1')
    await app.getByRole('button', { name: 'Make short link' }).click()

    const panel = app.getByRole('dialog')
    const url = `${running.worker}/spring-26`
    await expect(panel.getByText(url, { exact: true })).toBeVisible()
    const download = page.waitForEvent('download')
    await panel.getByRole('link', { name: 'Code as PNG' }).click()
    expect(await readCode(page, await (await download).path())).toBe(url)
    await expect(panel.getByLabel('Web link', { exact: true })).not.toContainText('SPRING')

    // Somebody else, in a browser that does not call itself a machine's.
    const outside = await browser.newContext({ userAgent: chrome })
    const visitor = await outside.newPage()
    await visitor.goto(`${running.portal}/online/?as=2`)
    await visitor.goto(url)
    await visitor.getByRole('button', { name: 'Do not open' }).click()
    await expect(visitor.getByRole('heading', { name: 'Come & <b>talk</b>' })).toBeVisible()
    // A look at where it leads is no landing.
    const look = await outside.newPage()
    await look.goto(
      (await panel.getByRole('link', { name: 'Look where it leads' }).getAttribute('href')) ?? '',
    )
    await expect(look.getByText('Promo', { exact: true })).toBeVisible()
    await panel.getByText('The figures').click()
    await expect(figure(panel, 'Landed')).toHaveText('1')
    await visitor.getByRole('link', { name: 'Open in browser' }).click()
    await expect
      .poll(() => heardBy(running, botId))
      .toEqual([{ link: expect.stringMatching(/^[0-9a-f]{32}$/) }])
    await expect(figure(panel, 'Chose a way')).toHaveText('1')

    const [heard] = (await heardBy(running, botId)) as readonly { link: string }[]
    const token = heard?.link ?? ''
    expect(await asBotSide(running, 'resolve', key, token, 2)).toMatchObject({
      status: 200,
      body: { context: { promo: 'SPRING', amount: 15, mail: 'anna@shop.example' } },
    })
    await asBotSide(running, 'replied', key, token, 2)
    await expect(figure(panel, 'Bot has it')).toHaveText('1')
    await expect(figure(panel, 'Wrote to the bot')).toHaveText('1')
    await expect(panel.getByText('used up').first()).toBeVisible()
    await expect(
      panel.getByRole('img', { name: /^Bars: .*Landed 1, Chose a way 1, Bot has it 1/ }),
    ).toBeVisible()

    await panel.getByRole('button', { name: 'Withdraw link' }).click()
    await panel.getByRole('button', { name: 'Keep it' }).click()
    await panel.getByRole('button', { name: 'Withdraw link' }).click()
    await panel.getByRole('button', { name: 'Withdraw it for everybody' }).click()
    await expect(panel.getByRole('heading', { name: 'Withdrawn' })).toBeVisible()
    expect((await visitor.goto(url))?.status()).toBe(410)
    expect((await asBotSide(running, 'resolve', key, token, 2)).status).toBe(410)
    await panel.getByRole('button', { name: 'Close' }).click()
    const row = app.getByRole('list', { name: 'Short links' }).getByRole('listitem')
    await expect(row).toContainText('withdrawn')
    await expect(row).toContainText('1 of 1 use')
  } finally {
    await running.stop()
  }
})

test('problems stand at their fields, what was typed survives a reload, and a printed address can lead elsewhere', async ({
  page,
}) => {
  const running = await start()
  try {
    const app = await openShort(page, running)
    await app.getByRole('link', { name: 'Make a short link' }).first().click()
    await app.getByLabel('Address', { exact: true }).fill('A')
    await app.getByLabel('Ends at').fill('2020-01-01T10:00')
    await app.getByLabel('People it is for').fill('few')
    await app.getByRole('button', { name: 'Make short link' }).click()
    await expect(app.getByLabel('Name', { exact: true }).first()).toBeFocused()
    for (const problem of [
      'Give the link a name',
      '3 to 40 lower-case letters',
      'This moment has passed.',
      'A whole number; empty for as many as like.',
    ])
      await expect(app.getByText(problem)).toBeVisible()
    await app.getByLabel('Name', { exact: true }).first().fill('Table 7')
    await page.reload()
    await expect(app.getByLabel('Name', { exact: true }).first()).toHaveValue('Table 7')
    await expect(app.getByLabel('People it is for')).toHaveValue('few')
    await app.getByRole('button', { name: 'Clear the form' }).click()
    await expect(app.getByLabel('Name', { exact: true }).first()).toHaveValue('')
    await app.getByRole('link', { name: 'Back to the short links' }).click()

    await makeLink(app, { name: 'Table 7', slug: 'table-7' })
    const panel = app.getByRole('dialog')
    await panel.getByRole('button', { name: 'Change bot, context, page or end' }).click()
    await panel.getByLabel('Value of action', { exact: true }).fill('menu')
    await panel.getByLabel('Campaign', { exact: true }).first().fill('summer')
    await page.reload()
    await expect(panel.getByLabel('Value of action', { exact: true })).toHaveValue('menu')
    await panel.getByRole('button', { name: 'Save changes' }).click()
    await expect(panel.getByText('Saved.')).toBeVisible()
    await expect(panel.getByLabel('Context', { exact: true })).toContainText('"menu"')
    await expect(panel.getByText(`${running.worker}/table-7`, { exact: true })).toBeVisible()
    await panel.getByRole('button', { name: 'Close' }).click()

    await app.getByRole('link', { name: 'Make a short link' }).first().click()
    await app.getByLabel('Name', { exact: true }).first().fill('Another')
    await app.getByLabel('Address', { exact: true }).fill('Table-7')
    await app.getByRole('button', { name: 'Make short link' }).click()
    await expect(app.getByText('Another link of this worker has this address.')).toBeVisible()
    await app.getByLabel('Address', { exact: true }).fill('metrics')
    await app.getByRole('button', { name: 'Make short link' }).click()
    await expect(app.getByText('The worker needs this address itself.')).toBeVisible()
    await app.getByLabel('Address', { exact: true }).fill('')
    await app.getByRole('button', { name: 'Make short link' }).click()
    await panel.getByRole('button', { name: 'Close' }).click()

    const rows = app.getByRole('list', { name: 'Short links' }).getByRole('listitem')
    await expect(rows).toHaveCount(2)
    await app.getByRole('combobox', { name: 'Campaign' }).selectOption('summer')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('/table-7')
    await app.getByRole('searchbox').fill('nobody')
    await expect(app.getByRole('heading', { name: 'No short link matches' })).toBeVisible()
    await page.reload()
    await expect(app.getByRole('searchbox')).toHaveValue('nobody')
    await app.getByRole('button', { name: 'Show all' }).click()
    await expect(rows).toHaveCount(2)
  } finally {
    await running.stop()
  }
})

test('an address is promised once it can be one, and the page lies where it was promised', async ({
  page,
}) => {
  const running = await start()
  try {
    const app = await openShort(page, running)
    await app.getByRole('link', { name: 'Make a short link' }).first().click()
    const address = app.getByLabel('Address', { exact: true })
    const said = async (words: string) => expect(address).toHaveAccessibleDescription(words)
    const base = `${new URL(running.worker).host}/`
    await said(`Its page lies below ${base} and never moves. Empty: a random address that nobody guesses.`)
    for (const typed of ['a', 'spring offer', 'весна', '../admin']) {
      await address.fill(typed)
      await said(`Its page lies below ${base} once this can be an address.`)
    }
    await address.fill(' Spring-Offer ')
    await said(`Its page lies at ${base}spring-offer and never moves.`)
    await app.getByLabel('Name', { exact: true }).first().fill('Spring')
    await app.getByRole('button', { name: 'Make short link' }).click()
    await expect(
      app.getByRole('dialog').getByText(`${running.worker}/spring-offer`, { exact: true }),
    ).toBeVisible()
    expect((await lookAt(`${running.worker}/spring-offer`)).status).toBe(200)
  } finally {
    await running.stop()
  }
})

test('two admins change one short link: the second sees both versions, also after a reload, and chooses field by field', async ({
  page,
  browser,
}) => {
  test.slow()
  const running = await start()
  const context = await browser.newContext()
  try {
    await running.control('rights', { userId: 3, admin: true })
    const other = await context.newPage()
    const first = await openShort(page, running)
    await makeLink(first, { name: 'Table 7', slug: 'table-7' })
    const second = await openShort(other, running, 3)
    await second.getByRole('link', { name: /Table 7/ }).click()
    const [mine, theirs] = [second.getByRole('dialog'), first.getByRole('dialog')]
    const nameIn = (panel: typeof mine) => panel.getByLabel('Name', { exact: true }).first()
    const openForm = (panel: typeof mine) =>
      panel.getByRole('button', { name: 'Change bot, context, page or end' }).click()
    const save = (panel: typeof mine) => panel.getByRole('button', { name: 'Save changes' }).click()
    const saveTheirs = async (name: string, campaign: string) => {
      await openForm(theirs)
      await nameIn(theirs).fill(name)
      await theirs.getByLabel('Campaign', { exact: true }).first().fill(campaign)
      await save(theirs)
      await expect(theirs.getByText('Saved.')).toBeVisible()
    }
    await openForm(mine)
    await nameIn(mine).fill('Terrace')
    await mine.getByLabel('Value of action', { exact: true }).fill('menu')
    await saveTheirs('Window', 'summer')
    await expect(mine.getByText('Another admin has changed this link since you began')).toBeVisible()
    await expect(nameIn(mine)).toHaveValue('Terrace')

    await save(mine)
    const conflict = mine.getByRole('alert', { name: 'Changed by somebody else' })
    await expect(conflict).toBeFocused()
    const named = conflict.getByRole('group', { name: 'Name' })
    await expect(named).toContainText('Terrace')
    await expect(named).toContainText('Window')
    await expect(named.getByLabel(/Yours/)).toBeChecked()
    // Nobody but the other has touched the campaign, and nobody but this one the context.
    await expect(conflict.getByRole('group', { name: 'Campaign' }).getByLabel(/Theirs/)).toBeChecked()
    await expect(conflict.getByRole('group', { name: 'Context' }).getByLabel(/Yours/)).toBeChecked()
    await expect(conflict.getByRole('group')).toHaveCount(3)
    await conflict.getByRole('button', { name: 'Save what is chosen' }).click()
    await expect(mine.getByText('Saved.')).toBeVisible()
    await expect(mine.getByRole('heading', { name: 'Terrace' })).toBeVisible()
    await expect(mine.getByLabel('Context', { exact: true })).toContainText('"menu"')
    await expect(mine.getByText('summer', { exact: true })).toBeVisible()

    await openForm(mine)
    await nameIn(mine).fill('Typed before the reload')
    await expect(theirs.getByRole('heading', { name: 'Terrace' })).toBeVisible()
    await saveTheirs('Garden', 'autumn')
    await other.reload()
    await expect(nameIn(mine)).toHaveValue('Typed before the reload')
    await expect(mine.getByText('Another admin has changed this link since you began')).toBeVisible()
    await save(mine)
    await expect(conflict.getByRole('group', { name: 'Name' })).toContainText('Garden')
    await conflict.getByRole('button', { name: 'Leave theirs' }).click()
    await expect(nameIn(mine)).toHaveValue('Garden')
    await expect(mine.getByLabel('Campaign', { exact: true }).first()).toHaveValue('autumn')
    await expect(mine.getByRole('button', { name: 'Save changes' })).toBeDisabled()
  } finally {
    await context.close()
    await running.stop()
  }
})

test('a key of the bot’s side is shown once, changed by a second one, and removed after a second press', async ({
  page,
}) => {
  const running = await start()
  try {
    const app = await openShort(page, running)
    const first = await makeKey(app)
    await app.getByRole('link', { name: 'Keys', exact: true }).click()
    const panel = app.getByRole('dialog')
    await panel.getByRole('button', { name: 'Make a key' }).click()
    const second = await panel.getByLabel('Key', { exact: true }).innerText()
    const isAsked = () =>
      app
        .locator('body')
        .evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
    expect(await isAsked()).toBe(true)
    await expect(panel).toContainText('Both keys work.')
    const unknown = '0'.repeat(32)
    for (const key of [first, second])
      expect((await asBotSide(running, 'resolve', key, unknown, 2)).status).toBe(404)
    const kept = await app
      .locator('body')
      .evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toContain(second)

    await panel.getByRole('button', { name: 'I have stored it' }).click()
    expect(await isAsked()).toBe(false)
    await panel.getByRole('button', { name: 'Remove', exact: true }).first().click()
    await panel.getByRole('button', { name: /Remove it/ }).click()
    await expect(panel.getByRole('list', { name: 'Keys' }).getByRole('listitem')).toHaveCount(1)
    const answers = await Promise.all(
      [first, second].map(async (key) => (await asBotSide(running, 'resolve', key, unknown, 2)).status),
    )
    expect(answers.toSorted()).toEqual([401, 404])
  } finally {
    await running.stop()
  }
})

/** So many links at once, by the worker's own door. */
const addMany = async ({ portal, worker, control }: SignIn, count: number) => {
  const post = async (path: string, body: object, session = '') => {
    const answer = await fetch(`${worker}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as { session: string } // as both answers may be read here
  }
  const { accessToken } = await control<{ accessToken: string }>('tokens', { userId: 1 })
  const { session } = await post('session', { accessToken, domain: new URL(portal).host })
  const links = Array.from({ length: count }, (_, index) => ({
    name: `Table ${index + 1}`,
    slug: `table-${index + 1}`,
    campaign: 'tables',
    botDialogId: '1',
    botName: 'Waiter',
    carries: 'context',
    context: { table: index + 1 },
    parameters: [],
    title: '',
    text: '',
    expiresAt: null,
    maxUses: null,
  }))
  await post('links', { links }, session)
  return session
}

/** How many looks at a page are written down by now; that is done about once a second. */
const landedOn = async ({ worker }: SignIn, session: string, slug: string): Promise<number | undefined> => {
  const headers = { authorization: `Bearer ${session}` }
  const answer = await fetch(`${worker}/api/links?q=${slug}`, { headers })
  const { links } = (await answer.json()) as { links: { funnel: { landed: number } }[] } // the contract's `listLinks`
  return links[0]?.funnel.landed
}

test('many links come page by page; what stands above them is of all that match', async ({ page }) => {
  const running = await start()
  try {
    const session = await addMany(running, 120)
    await lookAt(`${running.worker}/table-111`)
    await expect.poll(() => landedOn(running, session, 'table-111')).toBe(1)
    const app = await openShort(page, running)
    const rows = app.getByRole('list', { name: 'Short links' }).getByRole('listitem')
    await expect(app.getByRole('heading', { name: '120 links together' })).toBeVisible()
    await expect(rows).toHaveCount(50)
    await app.getByRole('button', { name: 'Load older ones' }).click()
    await expect(rows).toHaveCount(100)
    await app.getByRole('button', { name: 'Load older ones' }).click()
    await expect(rows).toHaveCount(120)
    await expect(app.getByRole('button', { name: 'Load older ones' })).toHaveCount(0)

    await app.getByRole('heading', { name: 'Links', exact: true }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('table-11')
    // table-11 and table-110 to table-119
    await expect(app.getByRole('heading', { name: '11 links together' })).toBeVisible()
    await expect(rows).toHaveCount(11)
    await app.getByText('As a chart').click()
    await expect(app.getByRole('img', { name: /^Bars: Issued 11, Landed 1,/ })).toBeVisible()
  } finally {
    await running.stop()
  }
})

test('without a worker, without its links, or without being an admin the screen says so, and embedded links go on', async ({
  page,
}) => {
  const running = await start()
  const pairingOnly = await start({ CAPABILITIES: 'pairing' })
  try {
    const asAnna = await openShort(page, running, 2)
    await expect(asAnna.getByRole('heading', { name: 'Short links are for admins' })).toBeVisible()

    const app = await openShort(page, pairingOnly)
    await expect(app.getByRole('heading', { name: 'The worker runs without links' })).toBeVisible()
    await app.getByRole('link', { name: 'Build one' }).click()
    const advice = app.getByRole('region', { name: 'Embed or store' })
    await advice.getByLabel('It must end, or be withdrawn').check()
    await expect(advice).toContainText('there is no worker that keeps links')
    await expect(advice).toContainText('The link cannot be withdrawn')
    await expect(advice.getByRole('button', { name: 'Make a short link of it' })).toHaveCount(0)

    await page.route('**/api/status', (route) => route.abort())
    const alone = await openShort(page, pairingOnly)
    await expect(alone.getByRole('alert')).toContainText('There is no worker behind this page')
    await expect(alone.getByLabel('Worker address')).toBeVisible()
    await page.unroute('**/api/status')

    await page.goto(`${running.worker}/`)
    await page.getByLabel('Webhook address').fill(`${running.portal}/rest/1/sandbox/`)
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('link', { name: 'Links', exact: true }).click()
    await page.getByRole('link', { name: 'Short links', exact: true }).click()
    await expect(
      page.getByRole('heading', { name: 'Short links need the console in the portal' }),
    ).toBeVisible()
  } finally {
    await running.stop()
    await pairingOnly.stop()
  }
})

/** What axe finds, in a few words. */
const findings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`short links at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
      test('readable, reachable, nothing sticks out', async ({ page }) => {
        test.slow()
        const running = await start()
        try {
          const app = await openShort(page, running)
          const look = async (name: string) => {
            await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
            expect.soft(await findings(page), name).toEqual([])
            const wide = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
            expect.soft(wide, `${name}: nothing sticks out`).toBeLessThanOrEqual(0)
          }
          await expect(app.getByRole('heading', { name: 'No short links yet' })).toBeVisible()
          await look('empty')
          await app.getByRole('link', { name: 'Make a short link' }).first().click()
          await app.getByRole('button', { name: 'Make short link' }).click()
          await expect(app.getByText('Give the link a name')).toBeVisible()
          await look('new')
          await app.getByRole('link', { name: 'Back to the short links' }).click()
          await makeLink(app, { name: 'Poster at the entrance', slug: 'poster' })
          for (let visit = 0; visit < 3; visit += 1) await lookAt(`${running.worker}/poster`)
          const panel = app.getByRole('dialog')
          await panel.getByText('The figures').click()
          await expect(figure(panel, 'Landed')).toHaveText('3')
          await expect(panel.locator('.recharts-surface').first()).toBeVisible()
          await look('panel')
          await panel.getByRole('heading', { name: 'What became of it' }).scrollIntoViewIfNeeded()
          await look('funnel')
          await panel.getByRole('button', { name: 'Change bot, context, page or end' }).click()
          await look('edit')
          await panel.getByRole('button', { name: 'Close' }).click()
          await expect(app.getByRole('list', { name: 'Short links' })).toContainText('/poster')
          await look('list')
          await app.getByRole('link', { name: 'Keys', exact: true }).click()
          await panel.getByRole('button', { name: 'Make a key' }).click()
          await expect(panel.getByLabel('Key', { exact: true })).toBeVisible()
          await look('keys')
          await panel.getByRole('button', { name: 'I have stored it' }).click()
          await panel.getByRole('button', { name: 'Close' }).click()
          await app.getByRole('link', { name: 'Build', exact: true }).click()
          await app.getByLabel('What becomes of it must be counted').check()
          await app.getByRole('region', { name: 'Embed or store' }).scrollIntoViewIfNeeded()
          await look('advice')
        } finally {
          await running.stop()
        }
      })
    })
