import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestSchema, testServer } from '../testing/worker/test-databases.ts'
import { createOwnCertificate } from '../testing/worker/tls.ts'

const program = join(import.meta.dirname, 'main.ts')
const newKey = () => randomBytes(32).toString('base64')

/** A folder with a console in it, and what is the same for every start. */
const setUp = () => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-main-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'console'))
  writeFileSync(join(folder, 'console/index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'pair-page.js'), '')
  const base = {
    PATH: process.env.PATH,
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:8025',
    CONSOLE_DIR: join(folder, 'console'),
    PAGES_DIR: folder,
    DATABASE_FILE: join(folder, 'worker.sqlite'),
  }
  /** The whole program, until it ends; it is asked to stop once it listens. */
  const run = (environment: Record<string, string>, ...options: readonly string[]) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', program, ...options], {
        env: { ...base, ...environment },
      })
      onTestFinished(() => void child.kill('SIGKILL'))
      let said = ''
      let isAsked = false
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          said += String(chunk)
          if (isAsked || !/^worker: http/m.test(said)) return
          isAsked = true
          child.kill('SIGTERM')
        })
      child.once('close', (code) => resolve({ code, said }))
    })
  return { folder, run }
}

const pairing = (key = newKey()) => ({ CAPABILITIES: 'pairing', WORKER_KEYS: key })

describe('the program', { timeout: 60_000 }, () => {
  test('says when it is stopping and when it has stopped', async () => {
    const { run } = setUp()
    const { code, said } = await run({})
    expect(code).toBe(0)
    expect(said).toMatch(/"msg":"stopping"[^]*"msg":"stopped"/)
  })

  test('makes a new root with the right key alone, and never where nothing was asked for', async () => {
    const { run } = setUp()
    const key = newKey()
    expect((await run(pairing(key))).code).toBe(0)
    const wrong = await run(pairing(), '--new-root')
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('WORKER_KEYS does not name')])
    const [mistyped, without] = [await run(pairing(key), '--new-rot'), await run({}, '--new-root')]
    expect([mistyped.code, mistyped.said]).toEqual([1, expect.stringContaining('It takes no --new-rot')])
    expect([without.code, without.said]).toEqual([1, expect.stringContaining('WORKER_KEYS')])
    const made = await run(pairing(key), '--new-root')
    expect([made.code, made.said]).toEqual([
      0,
      expect.stringMatching(/^There is a new root, and 0 open pairings/),
    ])
    expect((await run(pairing(key))).code).toBe(0)
  })

  test('warns once where no portal can be connected, and not where one can', async () => {
    const { run } = setUp()
    const key = newKey()
    const without = await run(pairing(key))
    expect(without.code).toBe(0)
    expect(without.said.match(/"level":"warn".*neither PORTAL_WEBHOOK nor CLIENT_ID/g)).toHaveLength(1)
    const app = { CLIENT_ID: 'local.1', CLIENT_SECRET: 'client-secret' }
    expect((await run({ ...pairing(key), ...app })).said).not.toContain('neither PORTAL_WEBHOOK')
  })

  test('names the setting of a certificate file that is missing or none', async () => {
    const { folder, run } = setUp()
    const { certFile, keyFile } = await createOwnCertificate(folder)
    const missing = join(folder, 'missing.pem')
    for (const [files, line] of [
      [{ TLS_CERT_FILE: missing, TLS_KEY_FILE: keyFile }, /^ {2}TLS_CERT_FILE: ENOENT.*missing\.pem/m],
      [{ TLS_CERT_FILE: missing, TLS_KEY_FILE: missing }, /TLS_CERT_FILE: ENOENT[^]*TLS_KEY_FILE: ENOENT/],
      [{ TLS_CERT_FILE: certFile, TLS_KEY_FILE: missing }, /^ {2}TLS_KEY_FILE: ENOENT.*missing\.pem/m],
      [{ TLS_CERT_FILE: keyFile, TLS_KEY_FILE: keyFile }, /^ {2}TLS_CERT_FILE, TLS_KEY_FILE: /m],
    ] as const) {
      const { code, said } = await run(files)
      expect(code).toBe(1)
      expect(said).toMatch(line)
    }
    const good = await run({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile })
    expect([good.code, good.said]).toEqual([0, expect.stringMatching(/^worker: https:/m)])
  })

  test('names what it cannot listen on, and where the hosted pages are missing', async () => {
    const { folder, run } = setUp()
    const nobodys = await run({ HOST: '192.0.2.1' })
    expect([nobodys.code, nobodys.said]).toEqual([
      1,
      expect.stringMatching(/^ {2}HOST, PORT: .*192\.0\.2\.1/m),
    ])
    const empty = await run({ ...pairing(), PAGES_DIR: join(folder, 'console') })
    expect([empty.code, empty.said]).toEqual([1, expect.stringMatching(/^ {2}PAGES_DIR: /m)])
  })

  test.skipIf(testServer === undefined)(
    'does not start where its clock and the database’s are far apart, and says by how much',
    async () => {
      const { run } = setUp()
      const DATABASE_URL = await createTestSchema(testServer ?? '')
      const environment = { ...pairing(), DATABASE_URL }
      const near = await run(environment)
      expect([near.code, near.said]).toEqual([0, expect.stringMatching(/^worker: http:/m)])
      const client = new pg.Client({ connectionString: DATABASE_URL })
      await client.connect()
      await client.query(
        `alter function now_ms() rename to real_now_ms;
         create function now_ms() returns bigint language sql as 'select real_now_ms() - 60000'`,
      )
      await client.end()
      const far = await run(environment)
      expect([far.code, far.said]).toEqual([
        1,
        expect.stringMatching(/the database's are (59|60|61) s apart/),
      ])
      expect(far.said).not.toMatch(/^worker: http:/m)
    },
  )

  test('does not start with keys that do not open what the database was sealed with', async () => {
    const { run } = setUp()
    const key = newKey()
    expect((await run(pairing(key))).code).toBe(0)
    const wrong = await run(pairing())
    expect(wrong.code).toBe(1)
    expect(wrong.said).toContain('Sealed with a key that WORKER_KEYS does not name.')
    expect((await run(pairing(`${newKey()},${key}`))).code).toBe(0)
  })
})
