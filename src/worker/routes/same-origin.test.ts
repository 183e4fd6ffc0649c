import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { sameOriginOnly } from './same-origin.ts'

const own = 'https://pair.example'
const app = new Hono().use(sameOriginOnly(own)).post('/', (c) => c.text('done'))
const statusWith = async (headers: Record<string, string>): Promise<number> =>
  (await app.request('/', { method: 'POST', headers })).status

test.for([
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: own }],
  [
    'our own page, whose referrer policy hides the origin',
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
  ],
  ['our own page in an older browser', { origin: own }],
  ['a program that is no browser', {}],
] as const)('%s is let through', async ([, headers]) => {
  expect(await statusWith(headers)).toBe(200)
})

test.for([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: own }],
  ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'https://shop.example' }],
  ['an address somebody typed', { 'sec-fetch-site': 'none' }],
  ['an older browser on another site', { origin: 'https://evil.example' }],
  ['an older browser in a sandboxed frame', { origin: 'null' }],
  ['an older browser with an empty origin', { origin: '' }],
  ['our origin with another port', { origin: `${own}:8443` }],
] as const)('%s is refused', async ([, headers]) => {
  expect(await statusWith(headers)).toBe(403)
})
