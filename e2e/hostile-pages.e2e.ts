import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startAttackerPages, type AttackerPages } from './attacker-pages.ts'
import { startSignIn, waitFor, type SignIn, type SignInOptions } from './sign-in.ts'

const victim = 2

type Attacked = {
  readonly running: SignIn
  readonly pages: AttackerPages
  /** An address of the attacker's, given another one. */
  readonly lure: (
    kind: 'assign' | 'redirect' | 'open' | 'frame' | 'form',
    to: string,
    more?: object,
  ) => string
}

const attacked = async (
  options: Partial<SignInOptions>,
  act: (world: Attacked) => Promise<void>,
): Promise<void> => {
  const pages = await startAttackerPages()
  const limits = { STARTS_PER_MINUTE: '1000', REST_BURST: '1000', REST_PER_SECOND: '1000' }
  const running = await startSignIn({ mode: 'webhook', bot: 'botToken', env: limits, ...options })
  const lure: Attacked['lure'] = (kind, to, more = {}) =>
    `${pages.origin}/${kind}?${new URLSearchParams({ to, ...more }).toString()}`
  try {
    await act({ running, pages, lure })
  } finally {
    await running.stop()
    await pages.stop()
  }
}

/** Whoever has a site's page in front of him can have a pairing started, and keep its cookie and its link. */
const startAsAttacker = async ({ worker, siteKey, site }: SignIn) => {
  const verifier = randomBytes(32).toString('hex')
  const minted = await fetch(`${worker}/pairings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${siteKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      state: randomBytes(16).toString('hex'),
      nonce: randomBytes(16).toString('hex'),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      return_to: `${site}/back`,
    }),
  })
  const { id, start_url: startUrl } = (await minted.json()) as { id: string; start_url: string } // the site's API
  const start = new URL(startUrl).searchParams.get('start') ?? ''
  const started = await fetch(`${worker}/pair/sample-shop/start`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ start }),
  })
  const { webLink } = (await started.json()) as { webLink: string } // the worker's own page asks the same
  const cookie = started.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { id, startUrl, webLink, cookie }
}

const contextsArrived = async ({ control }: SignIn): Promise<number> => {
  type Row = { event: string; status: number | null }
  const { deliveries } = await control<{ deliveries: Row[] }>('deliveries')
  return deliveries.filter(({ event, status }) => event === 'ONIMBOTV2CONTEXTGET' && status === 200).length
}
const untilContexts = (running: SignIn, count: number) =>
  waitFor(`context event ${count}`, async () => (await contextsArrived(running)) >= count)

const cardsOf = async ({ control }: SignIn): Promise<number> => {
  const { bots } = await control<{ bots: { id: number; code: string }[] }>('state')
  const bot = bots.find(({ code }) => code === 'sign_in')?.id ?? 0
  type Message = { authorId: number; text: string }
  const { messages } = await control<{ messages: Message[] }>(`messages?as=${victim}&dialogId=${bot}`)
  return messages.filter(({ authorId, text }) => authorId === bot && text.includes('Corner Shop')).length
}
const stateOf = async ({ worker, siteKey }: SignIn, id: string) => {
  const answer = await fetch(`${worker}/pairings/${id}`, { headers: { authorization: `Bearer ${siteKey}` } })
  return ((await answer.json()) as { state: string }).state // the site's API
}
const collect = async ({ worker }: SignIn, cookie: string) =>
  (await fetch(`${worker}/pair/sample-shop/collect`, { method: 'POST', headers: { cookie } })).status

/** The victim is signed in to the portal. */
const signInToPortal = async (context: BrowserContext, { portal }: SignIn) => {
  const chat = await context.newPage()
  await chat.goto(`${portal}/online/?as=${victim}`)
  await chat.close()
}

const ways: Readonly<Record<string, (page: Page, link: string, lure: Attacked['lure']) => Promise<void>>> = {
  'a redirect of the whole page': async (page, link, lure) => void (await page.goto(lure('redirect', link))),
  'a script that leads the whole page away': async (page, link, lure) => {
    await page.goto(lure('assign', link))
    await page.waitForURL(/\/online\//)
  },
  'a window the page opens': async (page, link, lure) => {
    await page.goto(lure('open', link))
    await Promise.all([page.waitForEvent('popup'), page.getByRole('button').click()])
  },
  // The emulator's cookie is not sent into a foreign frame; `as` stands for a portal whose cookie is.
  'a frame in the page': async (page, link, lure) =>
    void (await page.goto(lure('frame', `${link}&as=${victim}`))),
}

for (const [name, attack] of Object.entries(ways))
  for (const policy of ['finish', 'plain'] as const)
    test(`S11: ${name} brings one card and nothing else, policy ${policy}`, async ({ page, context }) => {
      await attacked({ policy }, async ({ running, lure }) => {
        await signInToPortal(context, running)
        const { id, webLink, cookie } = await startAsAttacker(running)
        await attack(page, webLink, lure)
        await untilContexts(running, 1)
        await waitFor('a card', async () => (await cardsOf(running)) === 1)
        // Time enough for whatever else could come of it.
        await page.waitForTimeout(700)
        expect(await stateOf(running, id)).toBe('awaiting_confirm')
        expect(await collect(running, cookie)).toBe(409)
        expect(await cardsOf(running)).toBe(1)
      })
    })

test('S10: fifty links opened by a hostile page stay within the limit of six cards', async ({
  page,
  context,
}) => {
  test.slow()
  await attacked({}, async ({ running, lure }) => {
    await signInToPortal(context, running)
    for (let count = 1; count <= 50; count += 1) {
      const { webLink } = await startAsAttacker(running)
      await page.goto(lure('redirect', webLink))
      await untilContexts(running, count)
    }
    await waitFor('the cards', async () => (await cardsOf(running)) >= 6)
    await page.waitForTimeout(700)
    expect(await contextsArrived(running)).toBe(50)
    expect(await cardsOf(running)).toBe(6)
  })
})

test('S23: the pages of the worker are shown in nobody’s frame', async ({ page }) => {
  await attacked({}, async ({ running, lure }) => {
    const framed = async (address: string) => {
      await page.goto(lure('frame', address))
      const frame = page.frames()[1]
      await frame?.waitForLoadState().catch(() => undefined)
      return frame?.url() ?? 'no frame'
    }
    // So that the test can see a frame: the site's own page does not mind.
    expect(await framed(`${running.site}/`)).toBe(`${running.site}/`)
    const { startUrl } = await startAsAttacker(running)
    for (const address of [
      startUrl,
      `${running.worker}/pair/sample-shop`,
      `${running.worker}/finish#${'ab'.repeat(32)}`,
    ])
      expect(await framed(address)).toMatch(/^chrome-error:/)
  })
})

test('S12: forms of other sites start, collect, cancel and finish nothing', async ({ page, context }) => {
  await attacked({ policy: 'plain' }, async ({ running, lure }) => {
    const { worker, control } = running
    await signInToPortal(context, running)
    // The person's own pairing, confirmed, its cookie in this browser and its page closed.
    const own = await startAsAttacker(running)
    const [name = '', value = ''] = own.cookie.split(/=(.*)/)
    await context.addCookies([
      { name, value: decodeURIComponent(value), url: worker, sameSite: 'Lax', httpOnly: true },
    ])
    const chat = await context.newPage()
    await chat.goto(own.webLink)
    await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(chat.getByRole('log')).toContainText('Confirmed')
    await chat.close()

    const fresh = await startAsAttacker(running)
    const posts = [
      ['/pair/sample-shop/start', { start: new URL(fresh.startUrl).searchParams.get('start') ?? '' }],
      ['/pair/sample-shop/collect', {}],
      ['/pair/sample-shop/cancel', { pairing: own.id }],
      ['/finish/look', { [`{"secret":"${'ab'.repeat(32)}","x":"`]: '"}' }],
      ['/finish', { [`{"secret":"${'ab'.repeat(32)}","x":"`]: '"}' }],
    ] as const
    for (const [path, fields] of posts) {
      const type = path.startsWith('/finish') ? 'text/plain' : 'application/x-www-form-urlencoded'
      const answered = page.waitForResponse(`${worker}${path}`)
      await page.goto(lure('form', `${worker}${path}`, { fields: JSON.stringify(fields), type }))
      const response = await answered
      expect(response.request().headers()['sec-fetch-site'] ?? 'cross-site').toBe('cross-site')
      expect(response.status()).toBe(403)
    }
    expect(await stateOf(running, own.id)).toBe('confirmed')
    expect((await control<{ bots: unknown[] }>('state')).bots.length).toBeGreaterThan(0)
    // The twin: the same post from the worker's own page is what changes it.
    await page.goto(`${worker}/finish`)
    const status = await page.evaluate(
      async (body) =>
        (await fetch('/pair/sample-shop/cancel', { method: 'POST', body: new URLSearchParams(body) })).status,
      { pairing: own.id },
    )
    expect(status).toBe(200)
  })
})

/** Values of secrets, and what reads them; the names of settings may stand in a help text. */
const secretShapes = [
  /(WORKER_KEYS|CLIENT_SECRET|BOT_TOKEN|SETUP_CODE|METRICS_TOKEN)['"]?\s*[=:]\s*['"`]?[\w+/]{12,}/,
  /['"`][A-Za-z0-9+/]{43}=['"`]/,
  /sandbox(Console|Second|Samples)Secret|(helpdesk|watcher|diary)-bot-token/,
  /process\.env\.(?!NODE_ENV)[A-Z]/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
]
const secretsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      return secretShapes.filter((shape) => shape.test(text)).map((shape) => `${file}: ${shape.source}`)
    })

test('S27: nothing that is served to browsers holds a secret, and the look would find one', () => {
  const root = resolve(import.meta.dirname, '..')
  const folders = ['dist/console', 'dist/worker-pages'].map((folder) => join(root, folder))
  for (const folder of folders) expect(secretsIn(folder)).toEqual([])
  const copy = mkdtempSync(join(tmpdir(), 'served-'))
  try {
    cpSync(join(root, 'dist/worker-pages'), copy, { recursive: true })
    writeFileSync(join(copy, 'planted.js'), `WORKER_KEYS = '${randomBytes(32).toString('base64')}'`)
    expect(secretsIn(copy).length).toBeGreaterThan(0)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

test('S23: what the whole program answers, its own pages and failures included, runs no inline script', async () => {
  await attacked({}, async ({ running }) => {
    const weak: string[] = []
    for (const path of [
      '/',
      '/pairings',
      '/nothing.js',
      '/healthz',
      '/pair/sample-shop',
      '/finish',
      '/pair/x/y',
    ]) {
      const { headers } = await fetch(`${running.worker}${path}`)
      const policy = headers.get('content-security-policy') ?? ''
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1]
      const isHtml = headers.get('content-type')?.startsWith('text/html') ?? false
      if (isHtml && (scripts === undefined || /unsafe|\*|data:/.test(scripts)))
        weak.push(`${path}: inline scripts run`)
      if (isHtml && headers.get('x-content-type-options') !== 'nosniff') weak.push(`${path}: sniffed`)
      if (isHtml && !/frame-ancestors /.test(policy)) weak.push(`${path}: framed by anybody`)
    }
    expect(weak).toEqual([])
  })
})
