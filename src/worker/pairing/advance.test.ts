import { expect, test } from 'vitest'
import { events, pairingIn, pressSignal, startedAt, states } from '../../testing/worker/pairing-builders.ts'
import { samplePairing } from '../../testing/worker/sample-pairing.ts'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import type { AuditEntry } from '../ports/audit.ts'
import { createAdvance } from './advance.ts'
import type { Pairing } from './pairing.ts'

const quiet = { feed: { changed: () => undefined }, onWish: () => undefined }

/** Rules whose refusals are counted by who is written down for them. */
const counting = () => {
  const lines: AuditEntry[] = []
  let now = startedAt + 5000
  const unused = () => Promise.reject(new Error('nothing is stored where all is refused'))
  const pairings = { apply: unused, find: unused }
  const audit = { append: (entries: readonly AuditEntry[]) => Promise.resolve(void lines.push(...entries)) }
  const advance = createAdvance({ pairings, audit, clock: { now: () => now }, ...quiet })
  const pressWrongly = async (pairing: Pairing, actor: string, times: number) => {
    const event = { ...events.pressed, signal: { ...pressSignal, nonceDigest: 'wrong' } }
    for (let count = 0; count < times; count += 1) await advance(pairing, event, { actor })
  }
  const countOf = (actor: string, kind = 'refused') =>
    lines.filter((line) => line.actor === actor && line.kind === kind).length
  return { pressWrongly, countOf, pass: (ms: number) => (now += ms) }
}
const asked = pairingIn(states.awaiting_confirm)
const askedAs = (id: string, siteId = 'shop'): Pairing => ({ ...asked, id, siteId })

test('of one person’s refused presses some are written down, and another’s all the same', async () => {
  const { pressWrongly, countOf } = counting()
  await pressWrongly(asked, 'user:3', 30)
  await pressWrongly(asked, 'user:1', 1)
  expect([countOf('user:3'), countOf('user:3', 'notWritten'), countOf('user:1')]).toEqual([20, 1, 1])
})

test('what one does with many pairings of a site is bounded by the minute; others and other sites have their own lines', async () => {
  const { pressWrongly, countOf, pass } = counting()
  for (let id = 0; id < 10; id += 1) await pressWrongly(askedAs(String(id)), 'browser', 20)
  expect([countOf('browser'), countOf('browser', 'notWritten')]).toEqual([60, 7])
  await pressWrongly(askedAs('9'), 'user:1', 1)
  await pressWrongly(askedAs('other', 'kiosk'), 'browser', 1)
  expect([countOf('user:1'), countOf('browser')]).toEqual([1, 61])
  pass(60_000)
  await pressWrongly(askedAs('later'), 'browser', 1)
  expect(countOf('browser')).toBe(62)
})

test('where the database’s clock says that its time is over, a worker whose own is behind does nothing', async () => {
  const { stores, clock, setNow } = await openTestSqlite()
  const pairing = { ...samplePairing(), state: states.unopened }
  await stores.pairings.insert(pairing, [])
  const behind = clock.now()
  await setNow(pairing.expiresAt + 1)
  const advance = createAdvance({ ...stores, clock: { now: () => behind }, ...quiet })
  const told = await advance(pairing, events.opened, { actor: 'browser' })
  expect(told).toMatchObject({ kind: 'refused', reason: 'expired' })
  expect((await stores.pairings.find({ id: pairing.id }))?.state.name).toBe('pending')
})
