import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { slugSchema } from '../../contract/links/short-link.ts'
import { isReservedSlug, randomSlug } from './slug.ts'

const randomHex = (bytes: number) => randomBytes(bytes).toString('hex')

test('a random slug is one that an admin could choose, without letters that look alike', () => {
  const slugs = Array.from({ length: 500 }, () => randomSlug(randomHex))
  expect(new Set(slugs).size).toBe(500)
  for (const slug of slugs) {
    expect(slugSchema.safeParse(slug).success).toBe(true)
    expect(slug).toMatch(/^[^01ilo]{10}$/)
  }
})

test('every letter is as likely as the others', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    let isAsked = false
    const slug = randomSlug(() => {
      const hex = isAsked ? '00' : byte.toString(16).padStart(2, '0')
      isAsked = true
      return hex
    })
    const first = slug[0] ?? ''
    if (byte < 248) counts.set(first, (counts.get(first) ?? 0) + 1)
    else expect(slug).toBe('2222222222')
  }
  expect([...counts.values()]).toEqual(Array.from({ length: 31 }, () => 8))
})

test('what the worker serves itself, or may one day, is reserved', () => {
  for (const slug of [
    'events',
    'history',
    'settings',
    'sign-in',
    'session',
    'rest',
    'api',
    'pair',
    'hooks',
    'finish',
    'healthz',
    'assets',
    'links',
    'demo',
  ])
    expect(isReservedSlug(slug)).toBe(true)
  expect(isReservedSlug('summer')).toBe(false)
})
