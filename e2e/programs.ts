import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** A port nobody listens on right now. */
export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? found(address.port) : failed(new Error('no port')),
      )
    })
  })

export type Program = { readonly stop: () => Promise<void>; readonly output: () => string }

/** Starts one of the built programs and waits until `url` answers. */
export const startProgram = async (
  name: 'emulator' | 'worker',
  args: readonly string[],
  { url, env = {} }: { url: string; env?: Record<string, string> },
): Promise<Program> => {
  let output = ''
  const child: ChildProcess = spawn(process.execPath, [join(root, `dist/${name}.mjs`), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`)
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return { stop, output: () => output }
    await new Promise((next) => setTimeout(next, 100))
  }
  await stop()
  throw new Error(`${name} does not answer at ${url}: ${output}`)
}
