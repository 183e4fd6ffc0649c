import { expect, test } from 'vitest'
import { createAppRoutes } from './app-routes.ts'

const routes = createAppRoutes({
  files: (c) => Promise.resolve(c.html(`<p>${c.req.path}</p>`)),
  portalOrigins: ['https://portal.example'],
})

test('the portal opens the console and the install page by POST', async () => {
  for (const path of ['/', '/install.html']) {
    const form = new URLSearchParams({ AUTH_ID: 'x' })
    const response = await routes.request(path, { method: 'POST', body: form })
    expect([response.status, await response.text()]).toEqual([200, `<p>${path}</p>`])
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
