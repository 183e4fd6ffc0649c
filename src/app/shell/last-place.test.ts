import { expect, test } from 'vitest'
import { findKeptPlace, keepPlace } from './last-place.ts'

const portal = { mode: 'frame', origin: 'https://a.bitrix24.com', user: { id: 1, name: 'Anna' } } as const

test('the frame, loaded anew without a hash, finds the place again', () => {
  keepPlace(portal, '/bots/26/danger?q=x')
  expect(findKeptPlace(portal, '')).toBe('/bots/26/danger?q=x')
  expect(findKeptPlace(portal, '#')).toBe('/bots/26/danger?q=x')
})

test('an address that names a place wins', () => {
  keepPlace(portal, '/bots/26/danger')
  expect(findKeptPlace(portal, '#/events')).toBeUndefined()
})

test('another person and another portal have places of their own', () => {
  keepPlace(portal, '/bots/26/danger')
  expect(findKeptPlace({ ...portal, user: { id: 2, name: 'Bob' } }, '')).toBeUndefined()
  expect(findKeptPlace({ ...portal, origin: 'https://b.bitrix24.com' }, '')).toBeUndefined()
})

test('outside the frame the address alone says the place', () => {
  const webhook = { ...portal, mode: 'webhook', user: { id: 3, name: 'Clara' } } as const
  keepPlace(webhook, '/events')
  expect(findKeptPlace(webhook, '')).toBeUndefined()
  expect(findKeptPlace({ ...webhook, mode: 'frame' }, '')).toBeUndefined()
})
