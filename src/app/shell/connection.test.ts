import { expect, test } from 'vitest'
import type { Portal } from '../portal/portal.ts'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import type { Way } from './connection.ts'
import { createConnectionStore } from './connection.ts'

const demo: Way = { kind: 'demo' }
const frame: Way = { kind: 'frame' }

test('a connection is tried, made, and left again', async () => {
  const { portal } = await createEmulatedPortal()
  const store = createConnectionStore(() => Promise.resolve(portal))
  const seen: string[] = []
  store.subscribe(() => seen.push(store.get().state))
  await store.connect(demo)
  store.leave()
  expect(seen).toEqual(['connecting', 'connected', 'none'])
})

test('a refusal is kept beside the way that met it, so that it can be tried again', async () => {
  const store = createConnectionStore(() => Promise.reject(new Error('refused')))
  await store.connect(demo)
  expect(store.get()).toMatchObject({ state: 'failed', way: demo, error: { message: 'refused' } })
})

test('the later of two ways wins, whichever answers first', async () => {
  const { portal } = await createEmulatedPortal()
  const answers: ((portal: Portal) => void)[] = []
  const store = createConnectionStore(() => new Promise((resolve) => answers.push(resolve)))
  const early = store.connect(frame)
  const late = store.connect(demo)
  answers[1]?.({ ...portal, mode: 'demo' })
  await late
  answers[0]?.({ ...portal, mode: 'frame' })
  await early
  expect(store.get()).toMatchObject({ state: 'connected', portal: { mode: 'demo' } })
})

test('who left meanwhile is not pulled back', async () => {
  const { portal } = await createEmulatedPortal()
  const answers: ((portal: Portal) => void)[] = []
  const store = createConnectionStore(() => new Promise((resolve) => answers.push(resolve)))
  const attempt = store.connect(frame)
  store.leave()
  answers[0]?.(portal)
  await attempt
  expect(store.get()).toEqual({ state: 'none' })
})
