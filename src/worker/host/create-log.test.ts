import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createLog } from './create-log.ts'
import { createSealer } from './create-sealer.ts'

const logged = () => {
  const lines: string[] = []
  return { lines, log: createLog({ destination: { write: (line) => void lines.push(line) } }) }
}

const canary = (bytes = 32) => randomBytes(bytes).toString('hex')

test('a line is JSON with a time, a level, the message and the fields', () => {
  const { lines, log } = logged()
  log.warn('portal is slow', { memberId: 'm1', ms: 1200 })
  expect(lines).toHaveLength(1)
  const { time, ...line } = z.looseObject({ time: z.string() }).parse(JSON.parse(lines[0] ?? ''))
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect(line).toEqual({
    level: 'warn',
    memberId: 'm1',
    ms: 1200,
    msg: 'portal is slow',
  })
})

test('no secret of any kind gets into a line, wherever it hides', () => {
  const { lines, log } = logged()
  const key = randomBytes(32).toString('base64')
  const [pairCode, finish, hook, token, short] = [canary(), canary(), canary(24), canary(35), 'h4rdT0Guess']
  const sealed = createSealer(key).seal('x')
  const cause = Object.assign(new Error(`fetch https://a.example/rest/1/${short}/im.message.add`), {
    request: { headers: { authorization: `Bearer ${token}` }, body: `auth=${short}` },
  })
  log.info(`opened ${pairCode}`, { link: new URL(`https://w.example/finish#${finish}`) })
  log.warn('hook', { path: `/hooks/${hook}`, button: `${canary(16)}.${canary(16)}` })
  log.error('call failed', { error: new Error(`access_token=${token}`, { cause }) })
  log.error('settings', { WORKER_KEYS: key, nested: [{ deeper: { botToken: short, text: key } }], sealed })
  log.error('database', { error: new Error(`cannot reach postgres://w:${short}@db/x`) })
  const all = lines.join('\n')
  for (const secret of [pairCode, finish, hook, token, short, key, sealed]) expect(all).not.toContain(secret)
  expect(lines).toHaveLength(5)
  expect(all).toContain('call failed')
})

test('a foreign text cannot begin a line of its own', () => {
  const { lines, log } = logged()
  log.info('name', { name: 'Ada"}\n{"level":"error","msg":"forged"' })
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1)
})

test('below the level nothing is written', () => {
  const lines: string[] = []
  const log = createLog({ level: 'error', destination: { write: (line) => void lines.push(line) } })
  log.info('a')
  log.warn('b')
  expect(lines).toEqual([])
})
