import { expect, test } from 'vitest'
import { RestError } from '../contract/rest/rest-error.ts'
import { createWorkerClient } from './worker-client.ts'

type Answer = (request: Request, body: unknown) => Response | Promise<Response>

const json = (value: object, status = 200) => Response.json(value, { status })

/** A worker that answers by a script, and what it was asked. */
const open = (answer: Answer) => {
  const asked: { line: string; body: unknown; session: string | null }[] = []
  const proofs: boolean[] = []
  let now = 1_000_000
  const client = createWorkerClient({
    origin: 'https://worker.example',
    clock: { now: () => now },
    prove: (isFresh) => {
      proofs.push(isFresh)
      return Promise.resolve({ accessToken: isFresh ? 'fresh' : 'old', domain: 'portal.example' })
    },
    fetch: async (request) => {
      const text = await request.text()
      const body: unknown = text ? JSON.parse(text) : undefined
      const line = `${request.method} ${request.url.replace('https://worker.example', '')}`
      asked.push({ line, body, session: request.headers.get('authorization') })
      return answer(request, body)
    },
  })
  return { client, asked, proofs, pass: (ms: number) => (now += ms), now: () => now }
}

const sessionAnswer = (session: string, expiresAt: number) =>
  json({
    session,
    expiresAt,
    portal: { memberId: 'm', origin: 'https://portal.example' },
    user: { id: 1, name: 'Anna', isAdmin: true },
  })

test('the portal’s token is shown once; after that the session speaks', async () => {
  const world = open(({ url }) =>
    url.endsWith('/session') ? sessionAnswer('s1', world.now() + 900_000) : json({ sites: [] }),
  )
  await Promise.all([world.client.ask('listSites', {}), world.client.ask('listSites', {})])
  await world.client.ask('listSites', {})
  expect(world.asked.filter(({ line }) => line.includes('session'))).toHaveLength(1)
  expect(world.asked.at(-1)).toMatchObject({ line: 'GET /api/sites', session: 'Bearer s1' })
})

test('a session near its end is renewed before it is used', async () => {
  let count = 0
  const world = open(({ url }) =>
    url.endsWith('/session') ? sessionAnswer(`s${++count}`, world.now() + 900_000) : json({ sites: [] }),
  )
  await world.client.ask('listSites', {})
  world.pass(880_000)
  await world.client.ask('listSites', {})
  expect(world.asked.at(-1)?.session).toBe('Bearer s2')
})

test('a session the worker does not know any more is opened anew, once', async () => {
  const world = open(({ url }) =>
    url.endsWith('/session')
      ? sessionAnswer('s', world.now() + 900_000)
      : json({ error: 'SESSION_INVALID', error_description: '' }, 401),
  )
  await expect(world.client.ask('removeSite', { id: 'shop' })).rejects.toMatchObject({
    code: 'SESSION_INVALID',
  })
  expect(world.asked.filter(({ line }) => line === 'DELETE /api/sites/shop')).toHaveLength(2)
})

test('a refused token is tried once more with a fresh one', async () => {
  const world = open((_request, body) =>
    JSON.stringify(body).includes('fresh')
      ? sessionAnswer('s', world.now() + 900_000)
      : json({ error: 'TOKEN_REFUSED' }, 401),
  )
  expect((await world.client.openSession()).user.name).toBe('Anna')
  expect(world.proofs).toEqual([false, true])
})

test('what stands in the path is escaped, and the rest is query or body', async () => {
  const world = open(({ url }) =>
    url.endsWith('/session') ? sessionAnswer('s', world.now() + 900_000) : json({}),
  )
  await world.client.ask('removeSite', { id: '../settings' })
  expect(world.asked.at(-1)).toMatchObject({ line: 'DELETE /api/sites/..%2Fsettings', body: {} })
  await world.client.ask('listPairings', { state: 'pending', site: undefined }).catch(() => undefined)
  expect(world.asked.at(-1)?.line).toBe('GET /api/pairings?state=pending')
})

test('what went wrong has a name: refused, no worker, no answer, lost answer', async () => {
  const code = (answer: Answer, name: 'status' | 'connectPortal') =>
    open(answer)
      .client.ask(name, name === 'status' ? {} : { refreshToken: 'r', setupCode: 'c' })
      .catch((error: unknown) => (error instanceof RestError ? error.code : error))
  const dead: Answer = () => Promise.reject(new TypeError('fetch failed'))
  expect(await code(() => json({ error: 'WORKER_FAILED' }, 500), 'status')).toBe('WORKER_FAILED')
  expect(await code(() => new Response('<html>'), 'status')).toBe('WORKER_NOT_THERE')
  expect(await code(() => json({ ok: 1 }), 'status')).toBe('WORKER_NOT_THERE')
  expect(await code(dead, 'status')).toBe('WORKER_UNREACHABLE')
  expect(await code(dead, 'connectPortal')).toBe('WORKER_ANSWER_LOST')
})
