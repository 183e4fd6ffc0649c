import { serve } from '@hono/node-server'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { resolveErrors } from '../src/contract/links/resolve-api.ts'
import { openConsoleSession } from '../src/testing/worker/link-steps.ts'
import { createSignInWorld } from '../src/testing/worker/sign-in-world.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../docs/guides/short-links.md'), 'utf8')

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

/** A worker on a port, with a link and a key; `run` runs a piece of the guide against it. */
const open = async () => {
  const port = await freePort()
  const world = await createSignInWorld({ publicUrl: `http://127.0.0.1:${port}` })
  const server = serve({ fetch: world.fetch, hostname: '127.0.0.1', port })
  onTestFinished(() => void server.close())
  const admin = await openConsoleSession(world)
  const { link, token } = await admin.add({ context: { promo: 'x', n: 5 }, maxUses: 1 })
  const key = await admin.addKey()
  const folder = mkdtempSync(join(tmpdir(), 'short-links-guide-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const run = (command: string, args: readonly string[], userId: number) =>
    new Promise<string>((done) => {
      const env = { PATH: process.env.PATH, WORKER_URL: world.publicUrl, LINK_KEY: key, TOKEN: token }
      const child = spawn(command, [...args], { cwd: folder, env: { ...env, USER_ID: String(userId) } })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (said += String(chunk)))
      child.once('close', () => done(said.trim()))
    })
  const file = (name: string) => {
    writeFileSync(join(folder, name), codeIn(name))
    return name
  }
  return { admin, link, token, run, file }
}

const isThere = (program: string) => spawnSync('which', [program]).status === 0

describe.each([
  { name: 'resolve.mjs', command: process.execPath, isHere: true },
  { name: 'resolve.php', command: 'php', isHere: isThere('php') },
])('$name of the guide', ({ name, command, isHere }) => {
  test.skipIf(!isHere)('resolves a token, and says why when it does not', async () => {
    const { link, token, run, file } = await open()
    const args = (userId: number) => [file(name), token, String(userId)]
    expect(await run(command, args(2), 2)).toBe(`${link.name} {"promo":"x","n":5} true`)
    expect(await run(command, args(2), 2)).toBe(`${link.name} {"promo":"x","n":5} false`)
    expect(await run(command, args(3), 3)).toBe('410 LINK_USED_UP')
  })
})

test.skipIf(!isThere('curl'))('the curl command of the guide resolves a token', async () => {
  const { run } = await open()
  const answer = JSON.parse(await run('bash', ['-euc', codeIn('resolve.sh')], 2)) as unknown
  expect(answer).toMatchObject({ context: { promo: 'x', n: 5 }, is_first: true })
})

test('the guide has a line for each refusal, with its status', () => {
  const told = [...guide.matchAll(/^\| `([A-Z_]+)` +\| (\d{3})/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  expect(Object.fromEntries(told)).toEqual(resolveErrors)
})
