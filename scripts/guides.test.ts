import { serve } from '@hono/node-server'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseQuery } from '../src/app/events/query/parse-query.ts'
import { termKeyOf, termKeys } from '../src/app/events/query/query-terms.ts'
import { codeOf } from '../src/testing/worker/sign-in-browser.ts'
import { createSignInWorld, memberId, siteKeys } from '../src/testing/worker/sign-in-world.ts'

const root = resolve(import.meta.dirname, '..')
const guide = readFileSync(join(root, 'docs/guides/sign-in-with-bitrix24.md'), 'utf8')

/** The code that follows `<!-- file: name -->`. */
const codeIn = (name: string): string => {
  const found = new RegExp(`<!-- file: ${name} -->\\n+\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1]
  if (found === undefined) throw new Error(`the guide has no ${name}`)
  return found
}

const freePort = () =>
  new Promise<number>((answer) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => answer(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

/** A worker on a port, with the site `shop` at another; `tamper` changes what it answers. */
const openWorker = async (tamper: (body: string, path: string) => string = (body) => body) => {
  const [workerPort, sitePort] = [await freePort(), await freePort()]
  const siteUrl = `http://127.0.0.1:${sitePort}`
  const world = await createSignInWorld({
    publicUrl: `http://127.0.0.1:${workerPort}`,
    sites: (sites) => sites.map((site) => ({ ...site, returnAddresses: [`${siteUrl}/back`] })),
    answer: async (response, request) =>
      new Response(tamper(await response.text(), new URL(request.url).pathname), response),
  })
  const server = serve({ fetch: world.fetch, hostname: '127.0.0.1', port: workerPort })
  onTestFinished(() => void server.close())
  const env = {
    PATH: process.env.PATH,
    WORKER_URL: world.publicUrl,
    SITE_URL: siteUrl,
    SITE_KEY: siteKeys.shop,
    PORT: String(sitePort),
    RETURN_TO: `${siteUrl}/back`,
  }
  /** Anna and her browser, from the start address to the address she is sent back to. */
  const finish = async (startUrl: string) => {
    const browser = world.browser()
    const start = new URL(startUrl).searchParams.get('start') ?? ''
    await world.followLink(2, await browser.start({ siteId: 'shop', start }))
    await world.press(2, 'confirm')
    const finished = await browser.finish(await world.finishSecret(2))
    const { redirect } = JSON.parse(finished.text) as { redirect: string } // our own route, typed there
    return { redirect, code: codeOf(finished) ?? '' }
  }
  return { env, siteUrl, sitePort, finish }
}

/** A site of the guide as a program of its own, in a folder from which the project's packages are found. */
const startSite = async (
  name: string,
  { env, siteUrl }: Pick<Awaited<ReturnType<typeof openWorker>>, 'env' | 'siteUrl'>,
  commandFor: (file: string) => readonly [string, readonly string[]],
) => {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'guide-'))
  writeFileSync(join(folder, name), codeIn(name))
  const [command, args] = commandFor(join(folder, name))
  let said = ''
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  onTestFinished(() => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  for (
    let attempt = 0;
    !(await fetch(siteUrl).then(
      ({ ok }) => ok,
      () => false,
    ));
    attempt++
  ) {
    if (attempt === 100) throw new Error(`${name} does not start: ${said}`)
    await new Promise((next) => setTimeout(next, 50))
  }
}

/** A browser's tab at the site: it keeps its one cookie and follows nothing by itself. */
const openTab = () => {
  let cookie = ''
  return async (url: string, method = 'GET') => {
    const response = await fetch(url, { method, redirect: 'manual', headers: { cookie } })
    cookie = response.headers.getSetCookie().at(-1)?.split(';')[0] ?? cookie
    return { location: response.headers.get('location') ?? '', text: await response.text() }
  }
}

const hasPhp = spawnSync('php', ['-r', 'exit(extension_loaded("sodium") ? 0 : 1);']).status === 0

const sites = [
  { name: 'sign-in.mjs', isThere: true, command: (file: string) => [process.execPath, [file]] as const },
  {
    name: 'index.php',
    isThere: hasPhp,
    command: (file: string, port: number) => ['php', ['-S', `127.0.0.1:${port}`, file]] as const,
  },
]

describe.each(sites)('$name of the guide', ({ name, isThere, command }) => {
  test.skipIf(!isThere)('signs somebody in, once', async () => {
    const worker = await openWorker()
    await startSite(name, worker, (file) => command(file, worker.sitePort))
    const visit = openTab()
    const { location } = await visit(`${worker.siteUrl}/sign-in`, 'POST')
    const { redirect } = await worker.finish(location)
    const elsewhere = await openTab()(redirect)
    expect(elsewhere.text).toContain('Not signed in: no sign-in began here')
    expect((await visit(redirect)).location).toBe('/')
    expect((await visit(worker.siteUrl)).text).toContain(`Signed in: ${memberId}:2`)
    expect((await visit(redirect)).text).toContain('Not signed in')
  })

  test.skipIf(!isThere)('believes no answer that began elsewhere', async () => {
    const worker = await openWorker()
    await startSite(name, worker, (file) => command(file, worker.sitePort))
    const visit = openTab()
    const { redirect } = await worker.finish((await visit(`${worker.siteUrl}/sign-in`, 'POST')).location)
    for (const [field, value] of [
      ['state', 'another-state'],
      ['iss', 'https://evil.example'],
      ['code', 'ab'.repeat(32)],
    ] as const) {
      const forged = new URL(redirect)
      forged.searchParams.set(field, value)
      expect((await visit(forged.href)).text).toContain('Not signed in')
    }
    expect((await visit(worker.siteUrl)).text).toContain('Nobody is signed in.')
  })

  test.skipIf(!isThere).each([
    ['another user in it', 'sub', `${memberId}:1`],
    ['another site’s audience', 'aud', 'kiosk'],
  ])('takes no token with %s', async (_, claim, value) => {
    const worker = await openWorker((body, path) => {
      if (path !== '/pairings/token' || !body.includes('"token"')) return body
      const answer = JSON.parse(body) as { token: string } // our own route, typed there
      const [head, claims = '', signature] = answer.token.split('.')
      const changed = {
        ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>), // a token's claims
        [claim]: value,
      }
      const token = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
      return JSON.stringify({ ...answer, token })
    })
    await startSite(name, worker, (file) => command(file, worker.sitePort))
    const visit = openTab()
    const { redirect } = await worker.finish((await visit(`${worker.siteUrl}/sign-in`, 'POST')).location)
    expect((await visit(redirect)).text).toContain('Not signed in')
    expect((await visit(worker.siteUrl)).text).toContain('Nobody is signed in.')
  })
})

const isInShell = ['curl', 'jq', 'openssl'].every((program) => spawnSync('which', [program]).status === 0)

test.skipIf(!isInShell)('the shell commands of the guide mint, ask and exchange', async () => {
  const { env, finish } = await openWorker()
  const run = (...parts: readonly string[]) =>
    new Promise<string>((done, refuse) => {
      const child = spawn('bash', ['-euc', parts.join('\n')], { env })
      const said = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const)
        child[name].on('data', (chunk: Buffer) => (said[name] += String(chunk)))
      child.once('close', (code) => (code === 0 ? done(said.stdout) : refuse(new Error(said.stderr))))
    })
  const created = await run(codeIn('1-create.sh'), 'echo "VERIFIER=$VERIFIER NONCE=$NONCE ID=$ID"')
  const kept = /^VERIFIER=.*$/m.exec(created)?.[0].replaceAll(' ', '\n') ?? ''
  const [, startUrl = ''] = /"start_url": "([^"]+)"/.exec(created) ?? []
  expect(await run(kept, codeIn('2-status.sh'))).toContain('"state": "pending"')
  const { code } = await finish(startUrl)
  const claims = JSON.parse(await run(kept, `CODE=${code}`, codeIn('3-exchange.sh'))) as unknown
  expect(claims).toMatchObject({ sub: `${memberId}:2`, aud: 'shop', nonce: /NONCE=(\w+)/.exec(kept)?.[1] })
})

const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each([
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`),
])('every link of %s leads to a file and a heading that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const inside = links.filter((link) => !/^https?:/.test(link))
  const broken = inside.filter((link) => {
    const [path = '', heading] = link.split('#')
    const file = path === '' ? join(root, page) : join(root, dirname(page), path)
    return (
      !existsSync(file) ||
      (heading !== undefined && !headingsOf(readFileSync(file, 'utf8')).includes(heading))
    )
  })
  expect(broken).toEqual([])
})

test('the guide to events has every term of the filter, and only queries that are understood', () => {
  const text = readFileSync(join(root, 'docs/guides/watching-events.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (`.*?) +\| /gm)].map(([, cell = '']) => cell)
  const queries = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, query = '']) => query))
  const clock = { now: Date.UTC(2026, 10, 20, 23), timeZone: 'UTC' }
  expect(queries.flatMap((query) => parseQuery(query, clock).problems)).toEqual([])
  const keys = new Set(queries.map((query) => termKeyOf(/^(\w+)[:~]/.exec(query)?.[1] ?? 'text')))
  expect(termKeys.filter((key) => !keys.has(key))).toEqual([])
})
