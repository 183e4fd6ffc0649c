import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createBrowser, codeOf } from '../src/testing/worker/sign-in-browser.ts'
import { createSiteBackend } from '../src/testing/worker/sign-in-site.ts'
import { createApprover } from './approver.ts'
import { openStates } from './open-states.ts'
import { createSchema, server, whySkipped } from './postgres.ts'
import { freePort, startProgram } from './programs.ts'
import { startSignIn, waitFor, type SignIn, type SignInOptions } from './sign-in.ts'

const siteId = 'sample-shop'

const withSignIn = async (options: SignInOptions, run: (running: SignIn) => Promise<void>) => {
  const running = await startSignIn(options)
  try {
    await run(running)
  } finally {
    await running.stop()
  }
}

const annaOf = (running: SignIn) => createApprover(running, { userId: 2, hook: 'annahook' })

/** A site's backend and a browser, each with the address it speaks to. */
const outsideOf = (running: SignIn, { asked, browsed }: { asked: string; browsed: string }) => {
  const backend = createSiteBackend({ fetch, publicUrl: asked, siteId, key: running.siteKey })
  const browser = createBrowser({ fetch, publicUrl: browsed })
  const mint = () => backend.mint({ return_to: `${running.site}/back` })
  const finish = async (secret: string, verifier: string) => {
    const code = codeOf(await browser.finish(secret)) ?? ''
    return (await backend.exchange(code, verifier)).status
  }
  return { browser, mint, finish }
}

test('two processes over one PostgreSQL: what one is told the other shows, and the one that is left goes on', async () => {
  test.skip(server === undefined, whySkipped)
  const { url, drop } = await createSchema(server ?? '')
  try {
    await withSignIn({ mode: 'fetch', bot: 'botToken', databaseUrl: url }, async (running) => {
      // The first has been alone, so it is the one that reads the portal's queue.
      const { first } = running
      const second = await running.startWorker()
      const anna = annaOf(running)

      const both = outsideOf(running, { asked: first.address, browsed: second.address })
      const minted = await both.mint()
      const view = await both.browser.start(minted)
      const streamAt = (address: string) => openStates({ address, siteId, browser: both.browser })
      const [own, other] = [await streamAt(first.address), await streamAt(second.address)]
      const states = ['pending', 'awaiting_confirm', 'confirmed']
      for (const [step, state] of states.entries()) {
        if (step === 1) await anna.followLink(view)
        if (step === 2) await anna.press('confirm')
        const [told, shown] = await Promise.all([own.until(state), other.until(state)])
        if (step > 0) expect(shown - told).toBeLessThan(2000)
      }
      own.close()
      other.close()
      expect(await both.finish(await anna.finishSecret(), minted.verifier)).toBe(200)

      await first.stop()
      const rest = outsideOf(running, { asked: second.address, browsed: second.address })
      const later = await rest.mint()
      await anna.followLink(await rest.browser.start(later))
      await anna.press('confirm')
      expect(await rest.finish(await anna.finishSecret(), later.verifier)).toBe(200)
    })
  } finally {
    await drop()
  }
})

test('told to stop, it finishes what it has acknowledged, and an open stream does not hold it', async () => {
  await withSignIn({ mode: 'webhook', bot: 'botToken' }, async (running) => {
    const { first, control } = running
    const anna = annaOf(running)
    const outside = outsideOf(running, { asked: first.address, browsed: first.address })
    const minted = await outside.mint()
    const view = await outside.browser.start(minted)
    const stream = await openStates({ address: first.address, siteId, browser: outside.browser })
    await control('faults', {
      kind: 'latency',
      method: 'imbot.v2.Chat.Message.send',
      times: 1,
      latencyMs: 1500,
    })
    await anna.followLink(view)
    // Acknowledged: the portal has its 200, while the worker still waits for the answer to its card.
    const { deliveries } = await control<{ deliveries: { status?: number }[] }>('deliveries')
    expect(deliveries.at(-1)).toMatchObject({ status: 200 })
    const askedAt = Date.now()
    first.signal('SIGTERM')
    expect(await first.exited).toBe(0)
    expect(Date.now() - askedAt).toBeLessThan(8000)
    await stream.ended()

    const again = await running.startWorker({ instead: first })
    const after = outsideOf(running, { asked: again.address, browsed: again.address })
    outside.browser.jar.forEach((value, name) => after.browser.jar.set(name, value))
    await waitFor('the portal at its new address', () =>
      Promise.resolve(/the bot is ready/.test(again.output())),
    )
    await anna.press('confirm')
    expect(await after.finish(await anna.finishSecret(), minted.verifier)).toBe(200)
    expect(await anna.cards()).toHaveLength(1)
  })
})

test('WORKER_KEYS are changed in three steps while a card is open, and nobody outside notices', async () => {
  const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
  const options = { mode: 'webhook', bot: 'oauth', env: { WORKER_KEYS: old } } as const
  await withSignIn(options, async (running) => {
    const { first } = running
    const anna = annaOf(running)
    const outside = outsideOf(running, { asked: first.address, browsed: first.address })
    const minted = await outside.mint()
    await anna.followLink(await outside.browser.start(minted))
    await waitFor('the card', async () => (await anna.cards()).length === 1)
    const keysOf = async () => (await fetch(`${first.address}/.well-known/jwks.json`)).text()
    const published = await keysOf()

    let last = first
    for (const WORKER_KEYS of [`${old},${fresh}`, `${fresh},${old}`, fresh]) {
      await last.stop()
      last = await running.startWorker({ instead: first, env: { WORKER_KEYS } })
    }
    expect(await keysOf()).toBe(published)
    await anna.press('confirm')
    expect(await outside.finish(await anna.finishSecret(), minted.verifier)).toBe(200)
    expect(last.output()).not.toContain('no key of WORKER_KEYS')
  })
})

test('what the image holds, and nothing else, is a worker that starts and shows its pages', async () => {
  const root = join(import.meta.dirname, '..')
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n')
  const folder = mkdtempSync(join(tmpdir(), 'image-'))
  try {
    for (const line of lines.filter((one) => one.startsWith('COPY --from=build '))) {
      const places = line.split(' ').slice(2)
      const target = places.at(-1) ?? ''
      for (const source of places.slice(0, -1)) {
        const to = join(folder, target.endsWith('/') ? join(target, basename(source)) : target)
        cpSync(join(root, source.replace('/app/', '')), to, { recursive: true })
      }
    }
    const command = lines.find((line) => line.startsWith('CMD '))?.slice(4) ?? '[]'
    const [, file = ''] = JSON.parse(command) as string[] // `CMD ["node", "file"]`
    const port = await freePort()
    const worker = `http://127.0.0.1:${port}`
    const env = {
      CAPABILITIES: 'pairing',
      PORT: String(port),
      DATABASE_FILE: join(folder, 'data/worker.sqlite'),
      WORKER_KEYS: randomBytes(32).toString('base64'),
    }
    const program = await startProgram({ file: join(folder, file), cwd: folder }, [], {
      sign: `${worker}/readyz`,
      env,
    })
    try {
      const pages = ['/', '/install.html', '/pair-assets/pair-page.js', '/pair-assets/pages.css']
      for (const path of [...pages, '/.well-known/jwks.json', '/healthz']) {
        const { status, headers } = await fetch(worker + path)
        expect([status, headers.get('x-content-type-options')], path).toEqual([200, 'nosniff'])
      }
    } finally {
      await program.stop()
    }
    expect(await program.exited).toBe(0)
    const runWith = (option: string, more = {}) => {
      const options = {
        cwd: folder,
        env: { ...env, PATH: process.env.PATH, ...more },
        encoding: 'utf8',
      } as const
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, file), option], options)
      return `${status} ${stdout}${stderr}`
    }
    expect(runWith('--new-rot')).toMatch(/^1 .*It takes no --new-rot/s)
    const foreign = { WORKER_KEYS: randomBytes(32).toString('base64') }
    expect(runWith('--new-root', foreign)).toMatch(/^1 .*Sealed with a key that WORKER_KEYS does not name/s)
    expect(runWith('--new-root')).toMatch(/^0 There is a new root, and 0 open pairings were ended/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
