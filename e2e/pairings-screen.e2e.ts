import AxeBuilder from '@axe-core/playwright'
import { expect, test, type FrameLocator, type Page } from '@playwright/test'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startProgram, type Program } from './programs.ts'

const setupCode = 'e2e-setup-code-0001'
const controlToken = 'e2e-control-token'

type Started = {
  readonly portal: string
  readonly worker: string
  readonly control: <T = unknown>(path: string, body?: unknown) => Promise<T>
  readonly stop: () => Promise<void>
}

/** A portal and a worker that do not know each other yet. */
const start = async (env: Readonly<Record<string, string>> = {}): Promise<Started> => {
  const [port, workerPort] = [await freePort(), await freePort()]
  const portal = `http://127.0.0.1:${port}`
  const worker = `http://127.0.0.1:${workerPort}`
  const folder = mkdtempSync(join(tmpdir(), 'pairings-screen-'))
  const programs: Program[] = []
  const stop = async () => {
    for (const program of programs.toReversed()) await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    programs.push(
      await startProgram(
        'emulator',
        ['--port', String(port), '--app-url', `${worker}/`, '--control-token', controlToken],
        { sign: `${portal}/` },
      ),
      await startProgram('worker', [], {
        sign: `${worker}/healthz`,
        env: {
          CAPABILITIES: 'pairing',
          PORT: String(workerPort),
          PORTAL_ORIGINS: portal,
          WORKER_KEYS: randomBytes(32).toString('base64'),
          DATABASE_FILE: join(folder, 'worker.sqlite'),
          CLIENT_ID: 'local.691ef0c0a1b2c3.10000001',
          CLIENT_SECRET: 'sandboxConsoleSecret0000000000000000000000000000001',
          OAUTH_SERVER: portal,
          SETUP_CODE: setupCode,
          POLL_BUSY_MS: '500',
          POLL_IDLE_MS: '500',
          ...env,
        },
      }),
    )
  } catch (error) {
    await stop()
    throw error
  }
  const control: Started['control'] = async (path, body) => {
    const response = await fetch(`${portal}/__control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-control-token': controlToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as never // the caller names what the door answers
  }
  return { portal, worker, control, stop }
}

const openPairings = async (page: Page, { portal }: Started, as = 1): Promise<FrameLocator> => {
  await page.goto(`${portal}/?as=${as}`)
  const app = page.frameLocator('iframe.app-frame')
  await app.getByRole('link', { name: 'Pairings' }).click()
  await expect(app.getByRole('heading', { name: 'Pairings', exact: true })).toBeVisible()
  return app
}

const connect = async (app: FrameLocator) => {
  await app.getByLabel('Setup code').fill(setupCode)
  await app.getByRole('button', { name: 'Connect this portal' }).click()
  await expect(app.getByRole('heading', { name: 'No pairings yet' })).toBeVisible()
}

/** Adds a site on the screen and answers its key. */
const addSite = async (app: FrameLocator): Promise<string> => {
  await app.getByRole('link', { name: 'Sites', exact: true }).click()
  await app.getByRole('link', { name: 'Add site' }).first().click()
  const panel = app.getByRole('dialog')
  await panel.getByLabel('Id').fill('shop')
  await panel.getByLabel('Name').fill('Corner Shop')
  await panel.getByLabel('Return addresses').fill('https://shop.example/back')
  await panel.getByRole('button', { name: 'Add site' }).click()
  const key = await panel.getByLabel('API key', { exact: true }).innerText()
  await panel.getByRole('button', { name: 'I have stored it' }).click()
  await panel.getByRole('button', { name: 'Close' }).click()
  return key
}

/** What the site's backend does; answers status and body. */
const mint = async ({ worker }: Started, key: string) => {
  const response = await fetch(`${worker}/pairings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      state: randomBytes(16).toString('hex'),
      nonce: randomBytes(16).toString('hex'),
      code_challenge: createHash('sha256').update('verifier').digest('base64url'),
      code_challenge_method: 'S256',
      return_to: 'https://shop.example/back',
      initiator: 'anna@shop.example',
    }),
  })
  const body = (await response.json()) as { id: string; start_url: string } // checked by the worker's own tests
  return { status: response.status, ...body }
}

const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

test('an admin connects the portal, adds a site, and sees a pairing happen step by step', async ({
  page,
  context,
}) => {
  const running = await start()
  try {
    const app = await openPairings(page, running)
    await app.getByLabel('Setup code').fill('not-the-code-at-all')
    await app.getByRole('button', { name: 'Connect this portal' }).click()
    await expect(app.getByRole('alert')).toContainText('The portal was not connected')
    await connect(app)
    const key = await addSite(app)
    await app.getByRole('link', { name: 'Live', exact: true }).click()
    const minted = await mint(running, key)
    expect(minted.status).toBe(201)

    // Without anybody's help: the list looks again by itself.
    const row = app.getByRole('list', { name: 'Pairings' }).getByRole('link').first()
    await expect(row).toContainText('pending')
    await expect(row).toContainText('Corner Shop')
    await expect(row).toContainText('anna@shop.example')
    await expect(row).toContainText(/9:\d\d left/)

    const start = await context.newPage()
    await start.goto(minted.start_url)
    await expect(row).toContainText('127.0.0.1 · Chrome')
    const portalTab = await context.newPage()
    await portalTab.goto(`${running.portal}/online/?as=2`)
    const [chat] = await Promise.all([
      context.waitForEvent('page'),
      start.getByRole('link', { name: 'Open in browser' }).click(),
    ])
    await expect(chat.getByRole('log')).toContainText('Corner Shop')
    await expect(row).toContainText('waiting')
    await expect(row).toContainText('user 2')

    const { bots } = await running.control<{ bots: { id: number; code: string }[] }>('state')
    const bot = bots.find(({ code }) => code === 'sign_in')
    await running.control('say', {
      as: 2,
      dialogId: String(bot?.id),
      text: `/pairing_answer ${minted.id}.${'0'.repeat(64)}`,
    })
    await row.click()
    const panel = app.getByRole('dialog')
    await expect(panel).toContainText('A press was refused')
    await expect(panel).toContainText('The answer was typed or forwarded, not pressed on the card.')

    await chat.getByRole('button', { name: 'Decline', exact: true }).click()
    await expect(panel).toContainText('The person pressed Decline.')
    await expect(panel.getByRole('list', { name: 'Steps' })).toContainText('The card is in the chat')
    await expect(panel.getByText(minted.id).first()).toBeVisible()
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(row).toContainText('declined')

    await app.getByRole('combobox', { name: 'State' }).selectOption('pending')
    await expect(app.getByRole('heading', { name: 'No pairing matches' })).toBeVisible()
    await page.reload()
    await expect(app.getByRole('combobox', { name: 'State' })).toHaveValue('pending')
  } finally {
    await running.stop()
  }
})

test('a site is checked at its fields, survives a reload as a draft, changes its key and is deleted by name', async ({
  page,
}) => {
  const running = await start()
  try {
    const app = await openPairings(page, running)
    await connect(app)
    await app.getByRole('link', { name: 'Sites', exact: true }).click()
    await app.getByRole('link', { name: 'Add site' }).first().click()
    const panel = app.getByRole('dialog')
    await panel.getByLabel('Id').fill('Shop!')
    await panel.getByLabel('Return addresses').fill('https://shop.example/\nhttp://shop.example/')
    await panel.getByRole('button', { name: 'Add site' }).click()
    await expect(panel).toContainText('Line 2 must begin with https://')
    await expect(panel).toContainText('Give the site a name')
    await expect(panel.getByLabel('Id')).toBeFocused()
    await page.reload()
    await expect(panel.getByLabel('Id')).toHaveValue('Shop!')
    await panel.getByRole('button', { name: 'Close' }).click()

    const old = await addSite(app)
    expect(old).toMatch(/^site_[0-9a-f]{48}$/)
    await app.getByRole('list', { name: 'Sites' }).getByRole('link').click()
    await panel.getByRole('button', { name: 'Make a new key' }).click()
    const fresh = await panel.getByLabel('API key', { exact: true }).innerText()
    for (const key of [old, fresh]) expect((await mint(running, key)).status).toBe(201)
    await panel.getByRole('button', { name: 'Remove the old key' }).click()
    await expect(panel).toContainText('the old one keeps working until you remove it')
    expect((await mint(running, old)).status).toBe(401)
    await panel.getByRole('button', { name: 'I have stored it' }).click()
    const kept = await app
      .locator('body')
      .evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    for (const secret of ['site_', setupCode, 'eyJ']) expect(kept).not.toContain(secret)

    await panel.getByRole('switch', { name: 'Active' }).click()
    await panel.getByRole('button', { name: 'Save changes' }).click()
    await expect(app.getByText('not active').first()).toBeVisible()
    expect((await mint(running, fresh)).status).toBe(401)

    await panel.getByLabel(/Type the site’s name/).fill('Corner Shop')
    await panel.getByRole('button', { name: 'Delete site' }).click()
    await expect(app.getByRole('heading', { name: 'No sites yet' })).toBeVisible()
    await app.getByRole('link', { name: 'Limits', exact: true }).click()
    await expect(app.getByRole('list', { name: 'Audit log' })).toContainText('Site deleted')
  } finally {
    await running.stop()
  }
})

test('while the worker cannot speak with the portal, the screen says so on top of every part', async ({
  page,
}) => {
  const running = await start()
  try {
    await page.route('**/api/portal', (route) =>
      route.fulfill({ json: { problem: { kind: 'credential', since: Date.now() } } }),
    )
    const app = await openPairings(page, running)
    await connect(app)
    const notice = app.getByRole('status', { name: 'The worker and the portal' })
    for (const part of ['Live', 'Sites', 'Limits']) {
      await app.getByRole('link', { name: part, exact: true }).click()
      await expect(notice).toContainText('The portal refuses what the worker opens it with')
    }
    await page.unroute('**/api/portal')
    await app.getByText('Connect the portal once more').click()
    await app.getByLabel('Setup code').fill(setupCode)
    await app.getByRole('button', { name: 'Connect this portal' }).click()
    await expect(notice).toBeHidden()
  } finally {
    await running.stop()
  }
})

test('switched off, no site can ask and what was under way has ended; limits are kept', async ({ page }) => {
  const running = await start()
  try {
    const app = await openPairings(page, running)
    await connect(app)
    const key = await addSite(app)
    expect((await mint(running, key)).status).toBe(201)
    await app.getByRole('link', { name: 'Limits', exact: true }).click()
    await app.getByRole('button', { name: 'Switch pairing off' }).click()
    await app.getByRole('button', { name: 'Leave it on' }).click()
    await expect(app.getByRole('heading', { name: 'Pairing is on' })).toBeVisible()
    await app.getByRole('button', { name: 'Switch pairing off' }).click()
    await app.getByRole('button', { name: 'End them and switch off' }).click()
    await expect(app.getByRole('heading', { name: 'Pairing is switched off' })).toBeVisible()
    await app.getByRole('link', { name: 'Live', exact: true }).click()
    await expect(app.getByText('Pairing is switched off: nobody gets a card')).toBeVisible()
    await expect(app.getByRole('list', { name: 'Pairings' })).toContainText('expired')
    expect((await mint(running, key)).status).toBeGreaterThanOrEqual(400)

    await app.getByRole('link', { name: 'Limits', exact: true }).click()
    await app.getByRole('button', { name: 'Switch pairing on' }).click()
    await app.getByLabel('Cards per person and hour').fill('0')
    await expect(app.getByText('Give a whole number from 1 to 60.')).toBeVisible()
    await app.getByLabel('Cards per person and hour').fill('3')
    await page.reload()
    await expect(app.getByLabel('Cards per person and hour')).toHaveValue('3')
    await app.getByRole('button', { name: 'Save limits' }).click()
    await expect(app.getByText('Saved; they hold from the next card on.')).toBeVisible()
    await expect(app.getByRole('list', { name: 'Audit log' })).toContainText('cardsPerHour 6 → 3')
  } finally {
    await running.stop()
  }
})

test('who is no admin, who came by webhook address and who has no worker is told so, with a way on', async ({
  page,
}) => {
  const running = await start()
  const without = await start({ CAPABILITIES: '', WORKER_KEYS: '' })
  try {
    const asAnna = await openPairings(page, running, 2)
    await expect(asAnna.getByText('An admin of the portal can connect it here')).toBeVisible()
    await connect(await openPairings(page, running))
    await openPairings(page, running, 2)
    await expect(asAnna.getByRole('heading', { name: 'Pairings are for admins' })).toBeVisible()

    const alone = await openPairings(page, without)
    await expect(alone.getByRole('alert')).toContainText('There is no worker behind this page')
    await alone.getByLabel('Worker address').fill('http://worker.example')
    await alone.getByRole('button', { name: 'Use this worker' }).click()
    await expect(alone.getByText('Use https; http is for a worker on this computer only.')).toBeVisible()

    await page.goto(`${running.worker}/`)
    await page.getByLabel('Webhook address').fill(`${running.portal}/rest/1/sandbox/`)
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('link', { name: 'Pairings' }).click()
    await expect(page.getByRole('heading', { name: 'Pairings need the console in the portal' })).toBeVisible()
  } finally {
    await running.stop()
    await without.stop()
  }
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`pairings at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
      test('readable, reachable, nothing sticks out', async ({ page }) => {
        const running = await start()
        try {
          const app = await openPairings(page, running)
          const look = async (name: string) => {
            await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
            expect.soft(await findings(page), name).toEqual([])
            const wide = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
            expect.soft(wide, `${name}: nothing sticks out`).toBeLessThanOrEqual(0)
          }
          await expect(app.getByLabel('Setup code')).toBeVisible()
          await look('connect')
          await connect(app)
          await look('empty')
          const key = await addSite(app)
          await look('sites')
          await mint(running, key)
          await app.getByRole('list', { name: 'Sites' }).getByRole('link').click()
          await expect(app.getByRole('dialog')).toContainText('API keys')
          await look('site')
          await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
          await app.getByRole('link', { name: 'Live', exact: true }).click()
          await app.getByRole('list', { name: 'Pairings' }).getByRole('link').first().click()
          await expect(app.getByRole('list', { name: 'Steps' })).toBeVisible()
          await look('pairing')
          await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
          await look('live')
          await app.getByRole('link', { name: 'Limits', exact: true }).click()
          await expect(app.getByRole('list', { name: 'Audit log' })).toBeVisible()
          await look('limits')
        } finally {
          await running.stop()
        }
      })
    })
