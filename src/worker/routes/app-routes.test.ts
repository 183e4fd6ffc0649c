import { serveStatic } from '@hono/node-server/serve-static'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createAppRoutes } from './app-routes.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-'))
mkdirSync(join(folder, 'assets'))
for (const file of ['index.html', 'install.html', 'assets/a-1.js', 'demo.html'])
  writeFileSync(join(folder, file), `this is ${file}`)
afterAll(() => rmSync(folder, { recursive: true }))

const routes = createAppRoutes({
  files: serveStatic({ root: relative(process.cwd(), folder) }),
  portalOrigins: () => Promise.resolve(['https://portal.example']),
})

test('the portal opens the console and the install page by POST, a browser by GET', async () => {
  for (const method of ['GET', 'POST'])
    for (const [path, file] of Object.entries({
      '/?DOMAIN=portal.example': 'index.html',
      '/install.html': 'install.html',
    })) {
      const body = method === 'POST' ? { body: new URLSearchParams({ AUTH_ID: 'x' }) } : {}
      const response = await routes.request(path, { method, ...body })
      expect([response.status, await response.text()]).toEqual([200, `this is ${file}`])
    }
})

test('only the portal may frame the console, and no script but its own runs', async () => {
  const response = await routes.request('/')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("frame-ancestors 'self' https://portal.example")
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(response.headers.get('x-frame-options')).toBeNull()
})

test('built assets never change under their name', async () => {
  const response = await routes.request('/assets/a-1.js')
  expect(response.headers.get('cache-control')).toContain('immutable')
})

test('no other path takes a POST', async () => {
  expect((await routes.request('/assets/a.js', { method: 'POST' })).status).toBe(404)
})

test('the page names this build’s assets, so it is asked for anew each time', async () => {
  expect((await routes.request('/')).headers.get('cache-control')).toBe('no-cache')
})

test('nothing is promised for other names of the operator’s host', async () => {
  expect((await routes.request('/')).headers.get('strict-transport-security')).toBeNull()
})

test('the demo is served where it was built', async () => {
  expect((await routes.request('/demo/demo.html')).status).toBe(404)
  const withDemo = createAppRoutes({
    files: serveStatic({ root: relative(process.cwd(), folder) }),
    demoFiles: serveStatic({
      root: relative(process.cwd(), folder),
      rewriteRequestPath: (path) => path.replace(/^\/demo/, ''),
    }),
    portalOrigins: () => Promise.resolve([]),
  })
  expect(await (await withDemo.request('/demo/demo.html')).text()).toBe('this is demo.html')
})
