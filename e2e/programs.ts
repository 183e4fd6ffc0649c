import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(false))
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)))
  })

/** Each of Playwright's workers looks in a range of its own, and each run begins elsewhere in it: two never find the same port free. */
let next = 20_000 + 1000 * Number(process.env.TEST_PARALLEL_INDEX ?? 0) + 3 * (process.pid % 300)

/** A port nobody listens on. */
export const freePort = async (): Promise<number> => {
  while (!(await isFree(++next)));
  return next
}

export type Program = {
  readonly stop: () => Promise<void>
  readonly output: () => string
  readonly signal: (name: NodeJS.Signals) => void
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>
}

/** Whether it is up: an address that answers well, or something it says. */
type Sign = string | RegExp

const shows = async (sign: Sign, output: string): Promise<boolean> => {
  if (typeof sign !== 'string') return sign.test(output)
  const response = await fetch(sign).catch(() => undefined)
  return response?.ok === true
}

/** Where each program is, from the repository's root. */
const files = {
  emulator: 'dist/emulator.mjs',
  worker: 'dist/worker.mjs',
  'sample site': 'examples/sample-site/sample-site.mjs',
} as const

/** Starts one of the built programs, or one of another folder, and waits for its sign of life. */
export const startProgram = async (
  program: keyof typeof files | { readonly file: string; readonly cwd: string },
  args: readonly string[],
  { sign, env = {} }: { sign: Sign; env?: Record<string, string> },
): Promise<Program> => {
  let output = ''
  const { name, file, cwd } =
    typeof program === 'string'
      ? { name: program, file: join(root, files[program]), cwd: root }
      : { name: program.file, ...program }
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)))
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`)
    if (await shows(sign, output))
      return { stop, exited, output: () => output, signal: (by) => void child.kill(by) }
    await new Promise((next) => setTimeout(next, 100))
  }
  await stop()
  throw new Error(`${name} gives no sign of life: ${output}`)
}
