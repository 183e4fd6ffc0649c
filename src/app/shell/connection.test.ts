import { expect, test } from 'vitest'
import type { Portal } from '../portal/portal.ts'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import type { Way } from './connection.ts'
import { createConnectionStore } from './connection.ts'
import { findRememberedWebhook } from './remembered-webhook.ts'

const demo: Way = { kind: 'demo' }
const frame: Way = { kind: 'frame' }
const address = {
  base: 'https://company.bitrix24.com/rest/1/secret/',
  origin: 'https://company.bitrix24.com',
}
const webhook: Way = { kind: 'webhook', address, remember: true }

test('a connection is tried, made, and left again', async () => {
  const { portal } = await createEmulatedPortal()
  const store = createConnectionStore(() => Promise.resolve(portal))
  const seen: string[] = []
  store.subscribe(({ connection }) => seen.push(connection.state))
  await store.getState().connect(demo)
  store.getState().leave()
  expect(seen).toEqual(['connecting', 'connected', 'none'])
})

test('a refusal is kept beside the way that met it, so that it can be tried again', async () => {
  const store = createConnectionStore(() => Promise.reject(new Error('refused')))
  await store.getState().connect(demo)
  expect(store.getState().connection).toMatchObject({
    state: 'failed',
    way: demo,
    error: { message: 'refused' },
  })
})

test('the later of two ways wins, whichever answers first', async () => {
  const { portal } = await createEmulatedPortal()
  const answers: ((portal: Portal) => void)[] = []
  const store = createConnectionStore(() => new Promise((resolve) => answers.push(resolve)))
  const early = store.getState().connect(frame)
  const late = store.getState().connect(demo)
  answers[1]?.({ ...portal, mode: 'demo' })
  await late
  answers[0]?.({ ...portal, mode: 'frame' })
  await early
  expect(store.getState().connection).toMatchObject({ state: 'connected', portal: { mode: 'demo' } })
})

test('who left meanwhile is not pulled back', async () => {
  const { portal } = await createEmulatedPortal()
  const answers: ((portal: Portal) => void)[] = []
  const store = createConnectionStore(() => new Promise((resolve) => answers.push(resolve)))
  const attempt = store.getState().connect(frame)
  store.getState().leave()
  answers[0]?.(portal)
  await attempt
  expect(store.getState().connection).toEqual({ state: 'none' })
})

test('an address that was refused is not kept, and is there to be mended', async () => {
  const store = createConnectionStore(() => Promise.reject(new Error('refused')))
  await store.getState().connect(webhook)
  expect(findRememberedWebhook()).toBeUndefined()
  store.getState().leave()
  expect(store.getState().connection).toEqual({ state: 'none', refused: address })
})

test('an address is kept once the portal has taken it, and forgotten when somebody leaves', async () => {
  const { portal } = await createEmulatedPortal()
  const store = createConnectionStore(() => Promise.resolve(portal))
  await store.getState().connect({ ...webhook, remember: false })
  expect(findRememberedWebhook()).toBeUndefined()
  await store.getState().connect(webhook)
  expect(findRememberedWebhook()).toEqual(address)
  store.getState().leave()
  expect(findRememberedWebhook()).toBeUndefined()
  expect(store.getState().connection).toEqual({ state: 'none' })
})
