import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from './programs.ts'

const scripts = resolve(import.meta.dirname, '../scripts')

/** Runs one of the commands; what it says is gathered, and `ended` resolves to its exit code. */
const command = (name: string, args: readonly string[], cwd = process.cwd()) => {
  let said = ''
  const child = spawn(process.execPath, [join(scripts, name), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return { said: () => said, ended, interrupt: () => child.kill('SIGINT') }
}

const statusOf = (url: string): Promise<number> =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  )

test('npm start answers at the addresses it prints, and an interrupt leaves nothing behind', async () => {
  const [port, workerPort] = [await freePort(), await freePort()]
  const start = command('start.mjs', ['--port', String(port), '--worker-port', String(workerPort)])
  await expect.poll(start.said, { timeout: 50_000 }).toContain(`Open http://127.0.0.1:${port}/`)
  for (const url of [
    `http://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}/online/`,
    `http://127.0.0.1:${port}/rest/1/sandbox/profile`,
    `http://127.0.0.1:${workerPort}/`,
  ])
    expect(await statusOf(url), url).toBe(200)
  start.interrupt()
  expect(await start.ended).toBe(0)
  await expect.poll(() => statusOf(`http://127.0.0.1:${port}/`)).toBe(0)
  await expect.poll(() => statusOf(`http://127.0.0.1:${workerPort}/`)).toBe(0)
})

test('a taken port and a port that is none are said in a sentence', async () => {
  const port = await freePort()
  const worker = String(await freePort())
  const squatter = createServer()
  await new Promise<void>((listening) => squatter.listen(port, '127.0.0.1', listening))
  const taken = command('start.mjs', ['--port', String(port), '--worker-port', worker])
  expect(await taken.ended).toBe(1)
  expect(taken.said()).toContain(`Port ${port} is taken by another program`)
  const wrong = command('start.mjs', ['--port', 'abc', '--worker-port', worker])
  expect(await wrong.ended).toBe(1)
  expect(wrong.said()).toContain('--port abc is no port')
  await new Promise((closed) => squatter.close(closed))
})

test('the emulator alone works from any folder, pages included', async () => {
  const port = await freePort()
  const emulator = command('emulator.mjs', ['--port', String(port)], tmpdir())
  await expect
    .poll(() => statusOf(`http://127.0.0.1:${port}/__assets/portal.css`), { timeout: 30_000 })
    .toBe(200)
  emulator.interrupt()
  await emulator.ended
  await expect.poll(() => statusOf(`http://127.0.0.1:${port}/`)).toBe(0)
})
