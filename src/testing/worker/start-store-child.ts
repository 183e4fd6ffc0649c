import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export type StoreChild = {
  readonly process: ChildProcess
  /** The next line it prints; undefined when it has ended. */
  readonly nextLine: () => Promise<string | undefined>
  /** All it printed from here to its end. */
  readonly rest: () => Promise<readonly string[]>
  /** Tells a waiting child which pairing to press. */
  readonly press: (pairingId: string) => void
}

const script = join(import.meta.dirname, 'store-child.ts')

/** `store-child.ts` in a process of its own, killed at the latest when the test ends. */
export const startStoreChild = (...args: readonly string[]): StoreChild => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => {
    const line = await lines.next()
    return line.done ? undefined : line.value
  }
  return {
    process: child,
    nextLine,
    rest: async () => {
      const all: string[] = []
      for (let line = await nextLine(); line !== undefined; line = await nextLine()) all.push(line)
      return all
    },
    press: (pairingId) => void child.stdin.write(`${pairingId}\n`),
  }
}
