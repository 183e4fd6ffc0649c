import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { requestLog } from './request-log.ts'

const open = () => {
  const lines: { message: string; fields: Readonly<Record<string, unknown>> | undefined }[] = []
  const observed: unknown[][] = []
  const note = (message: string, fields?: Readonly<Record<string, unknown>>) =>
    void lines.push({ message, fields })
  let now = 0
  const routes = new Hono()
  routes.use(
    requestLog({
      log: { info: note, warn: note, error: note },
      clock: { now: () => (now += 250) },
      observe: (...figures) => void observed.push(figures),
    }),
  )
  routes.use('/hooks/*', async (_, next) => next())
  routes.post('/hooks/:path', (c) => c.text('ok'))
  routes.get('/pair/:site', (c) => c.text('page'))
  routes.get('/healthz', (c) => c.json({ ok: true }))
  routes.get('/broken', () => {
    throw new Error('broken')
  })
  routes.get('/readyz', (c) => c.text('ok'))
  routes.use('/small/*', (c) => Promise.resolve(c.text('too large', 413)))
  routes.post('/small', (c) => c.text('ok'))
  // As the worker has them: a slug after all others, then the console's files.
  routes.on(['GET', 'POST'], '/:word{[^./]+}', async (c, next) =>
    c.req.path === '/sale' ? c.text('to') : next(),
  )
  routes.get('*', (c) => (c.req.path === '/logo.svg' ? c.text('file') : c.notFound()))
  routes.onError((_, c) => c.text('no', 500))
  return { routes, lines, observed }
}

test('a line tells the route, the status and the time, and nothing of the address', async () => {
  const { routes, lines, observed } = open()
  await routes.request('/hooks/0123456789abcdef', { method: 'POST' })
  await routes.request('/pair/shop?start=start-secret', { headers: { 'x-forwarded-for': '192.0.2.1' } })
  expect(lines).toEqual([
    { message: 'request', fields: { method: 'POST', route: '/hooks/:path', status: 200, ms: 250 } },
    { message: 'request', fields: { method: 'GET', route: '/pair/:site', status: 200, ms: 250 } },
  ])
  expect(JSON.stringify([lines, observed])).not.toMatch(/0123456789abcdef|start-secret|192\.0\.2\.1/)
  expect(observed).toEqual([
    ['/hooks/:path', 200, 0.25],
    ['/pair/:site', 200, 0.25],
  ])
})

test('a request that fails is counted as what was answered', async () => {
  const { routes, observed } = open()
  await routes.request('/broken')
  expect(observed).toEqual([['/broken', 500, 0.25]])
})

test('what no route has, and being asked whether it lives, is counted and makes no line', async () => {
  const { routes, lines, observed } = open()
  await routes.request('/wp-login.php')
  await routes.request('/healthz')
  expect(lines).toEqual([])
  expect(observed).toEqual([
    ['*', 404, 0.25],
    ['/healthz', 200, 0.25],
  ])
})

test('a slug’s route that could stand for every address takes no other route’s name', async () => {
  const { routes, lines, observed } = open()
  for (const path of ['/healthz', '/readyz', '/sale', '/unknown', '/logo.svg']) await routes.request(path)
  await routes.request('/small', { method: 'POST' })
  expect(observed.map(([route]) => route)).toEqual([
    '/healthz',
    '/readyz',
    '/:word{[^./]+}',
    '/:word{[^./]+}',
    '*',
    '/small',
  ])
  expect(lines.map(({ fields }) => fields?.route)).toEqual(['/:word{[^./]+}', '/:word{[^./]+}', '/small'])
})
