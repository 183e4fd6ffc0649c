import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

/** What the program says when it ends by itself. */
const run = async (...options: string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/emulator/main.ts', ...options])
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { said, code }
}

test.each(['nonsense', '70000', '-1', ''])('the port %j is refused in a sentence', async (port) => {
  const { said, code } = await run(`--port=${port}`)
  expect([code, said]).toEqual([1, `--port takes a number from 0 to 65535, not ${port}\n`])
})

test('a port somebody has is named, without a stack', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo // it listens on a port
  const { said, code } = await run('--port', String(port))
  other.close()
  expect(code).toBe(1)
  expect(said).toContain(`cannot listen on port ${port}`)
  expect(said).not.toMatch(/\n\s+at /)
})
