import { expect, test } from 'vitest'
import {
  changeOf,
  claimOf,
  digestOf,
  randomHex,
  sampleApprover,
  samplePairing,
  sampleStarter,
} from '../../testing/worker/sample-pairing.ts'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { Pairing } from '../pairing/pairing.ts'

const minute = 60_000
const start = 1_000_000_000_000
const limits = { cardsPerHour: 3, coolDownMs: 5 * minute }

const declined = (from: Pairing) =>
  changeOf(from, {
    name: 'declined',
    starter: sampleStarter(),
    approver: sampleApprover(),
    ending: 'user',
    endedAt: start,
  })

onEachDatabase((open) => {
  test('a pairing in every state is read as it was written', async () => {
    const { stores } = await open()
    const starter = sampleStarter({ ip: null })
    const approver = sampleApprover({ cardIds: [5, 6], language: null })
    const states: Pairing['state'][] = [
      { name: 'pending', starter },
      { name: 'awaiting_confirm', starter, approver },
      { name: 'confirmed', starter, approver, finishDigest: randomHex(32), confirmedAt: 3, isLookedAt: true },
      { name: 'consumed', starter, approver, resultDigest: randomHex(32), consumedAt: 4, exchangedAt: null },
      { name: 'declined', starter, approver, ending: 'startedElsewhere', endedAt: 5 },
    ]
    let pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    expect(await stores.pairings.find({ id: pairing.id })).toEqual(pairing)
    for (const state of states) {
      const change = changeOf(pairing, state)
      expect(await stores.pairings.apply(change)).toBe('applied')
      pairing = change.to
      expect(await stores.pairings.find({ id: pairing.id })).toEqual(pairing)
    }
  })

  test('each of its secrets finds a pairing as long as its state knows it', async () => {
    const { stores } = await open()
    const pending = samplePairing()
    const starter = sampleStarter()
    const approver = sampleApprover()
    await stores.pairings.insert(pending, [])
    const finishDigest = randomHex(32)
    const confirmed = changeOf(pending, {
      name: 'confirmed',
      starter,
      approver,
      finishDigest,
      confirmedAt: start,
      isLookedAt: true,
    })
    await stores.pairings.apply(confirmed)
    for (const key of [
      { startDigest: pending.startDigest },
      { codeDigest: starter.codeDigest },
      { finishDigest },
    ])
      expect(await stores.pairings.find(key)).toEqual(confirmed.to)
    const resultDigest = randomHex(32)
    const consumed = changeOf(confirmed.to, {
      name: 'consumed',
      starter,
      approver,
      resultDigest,
      consumedAt: start,
      exchangedAt: null,
    })
    await stores.pairings.apply(consumed)
    expect(await stores.pairings.find({ resultDigest })).toEqual(consumed.to)
    expect(await stores.pairings.find({ finishDigest })).toBeUndefined()
    expect(await stores.pairings.find({ codeDigest: randomHex(32) })).toBeUndefined()
  })

  test('two pairings never share a secret', async () => {
    const { stores } = await open()
    const starter = sampleStarter()
    await stores.pairings.insert(samplePairing({ state: { name: 'pending', starter } }), [])
    await expect(
      stores.pairings.insert(samplePairing({ state: { name: 'pending', starter } }), []),
    ).rejects.toThrow(/unique/i)
  })

  test('a change of a stale version writes nothing, neither row nor audit nor card', async () => {
    const { stores } = await open()
    const pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    const first = claimOf(pairing)
    expect(await stores.pairings.apply(first)).toBe('applied')
    expect(await stores.pairings.apply(claimOf(pairing, { userId: 9 }))).toBe('stale')
    expect(await stores.pairings.find({ id: pairing.id })).toEqual(first.to)
    expect(await stores.audit.list({ memberId: 'm1', limit: 10 })).toHaveLength(1)
    expect(await stores.outbox.count()).toBe(1)
  })

  test('a change that fails half way leaves nothing behind', async () => {
    const { stores } = await open()
    const pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    const change = claimOf(pairing)
    const broken = { ...change, audit: [{ ...change.audit[0], at: null }] }
    // @ts-expect-error an audit entry without its time breaks on the way
    await expect(stores.pairings.apply(broken)).rejects.toThrow(/null/i)
    expect(await stores.pairings.find({ id: pairing.id })).toEqual(pairing)
    expect(await stores.outbox.count()).toBe(0)
  })

  test("what has expired by the database's clock is refused, whatever the caller's clock says", async () => {
    const { stores, setNow } = await open()
    const pairing = samplePairing({ expiresAt: start + 10 * minute })
    await stores.pairings.insert(pairing, [])
    await setNow(start + 10 * minute)
    expect(await stores.pairings.apply(claimOf(pairing, { claimedAt: start }))).toBe('stale')
    await setNow(start + 10 * minute - 1)
    expect(await stores.pairings.apply(claimOf(pairing, { claimedAt: start }))).toBe('applied')
  })

  test('what ends an expired pairing may do so after its time', async () => {
    const { stores, setNow } = await open()
    const pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    await setNow(start + 60 * minute)
    const end = changeOf(
      pairing,
      { name: 'expired', starter: null, approver: null, ending: 'time', endedAt: start },
      { beforeExpiry: false },
    )
    expect(await stores.pairings.apply(end)).toBe('applied')
    expect(await stores.pairings.find({ id: pairing.id })).toEqual(end.to)
  })

  test('a hundred at once: one wins', async () => {
    const { stores } = await open()
    const pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => stores.pairings.apply(claimOf(pairing))),
    )
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(99)
    expect(await stores.audit.list({ memberId: 'm1', limit: 200 })).toHaveLength(1)
    expect(await stores.outbox.count()).toBe(1)
  })

  test('fifty claims at once by one person: exactly as many cards as the limit says', async () => {
    const { stores } = await open()
    const pairings = Array.from({ length: 50 }, () => samplePairing())
    await Promise.all(pairings.map((pairing) => stores.pairings.insert(pairing, [])))
    const outcomes = await Promise.all(
      pairings.map((pairing) => stores.pairings.apply(claimOf(pairing, {}, { cardLimits: limits }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'tooManyCards')).toHaveLength(47)
    expect(await stores.outbox.count()).toBe(3)
    expect(await stores.audit.list({ memberId: 'm1', limit: 100 })).toHaveLength(3)
  })

  test('the limit is per person and portal, and an hour later there are cards again', async () => {
    const { stores, setNow } = await open()
    const claim = async (userId: number, memberId = 'm1') => {
      const pairing = samplePairing({ memberId, expiresAt: start + 600 * minute })
      await stores.pairings.insert(pairing, [])
      return stores.pairings.apply(claimOf(pairing, { userId }, { cardLimits: limits }))
    }
    for (const expected of ['applied', 'applied', 'applied', 'tooManyCards'])
      expect(await claim(2)).toBe(expected)
    expect(await claim(3)).toBe('applied')
    expect(await claim(2, 'm2')).toBe('applied')
    await setNow(start + 60 * minute - 1)
    expect(await claim(2)).toBe('tooManyCards')
    await setNow(start + 60 * minute)
    expect(await claim(2)).toBe('applied')
  })

  test('after a decline there is no card until the cool-down is over; other endings cool nothing', async () => {
    const { stores, setNow } = await open()
    const claim = async () => {
      const pairing = samplePairing()
      await stores.pairings.insert(pairing, [])
      const change = claimOf(pairing, {}, { cardLimits: { ...limits, cardsPerHour: 10 } })
      return { outcome: await stores.pairings.apply(change), pairing: change.to }
    }
    const cancelled = await claim()
    const ended = declined(cancelled.pairing)
    await stores.pairings.apply({
      ...ended,
      to: {
        ...ended.to,
        state: { ...cancelled.pairing.state, name: 'declined', ending: 'cancelled', endedAt: start } as never,
      },
    })
    const second = await claim()
    expect(second.outcome).toBe('applied')
    await setNow(start + minute)
    await stores.pairings.apply(declined(second.pairing))
    expect((await claim()).outcome).toBe('coolingDown')
    await setNow(start + 6 * minute - 1)
    expect((await claim()).outcome).toBe('coolingDown')
    await setNow(start + 6 * minute)
    expect((await claim()).outcome).toBe('applied')
  })

  test('who is overtaken at the limit hears that, not that it was too much', async () => {
    const { stores } = await open()
    const pairing = samplePairing()
    await stores.pairings.insert(pairing, [])
    const one = { cardLimits: { cardsPerHour: 1, coolDownMs: 0 } }
    expect(await stores.pairings.apply(claimOf(pairing, {}, one))).toBe('applied')
    expect(await stores.pairings.apply(claimOf(pairing, {}, one))).toBe('stale')
  })

  test('what has outlived its time is listed, oldest first; ended ones are not', async () => {
    const { stores, setNow } = await open()
    const late = samplePairing({ expiresAt: start + 2 })
    const later = samplePairing({ expiresAt: start + 3 })
    const ended = samplePairing({ expiresAt: start + 1 })
    for (const pairing of [later, late, ended]) await stores.pairings.insert(pairing, [])
    await stores.pairings.apply(declined(ended))
    await setNow(start + 2)
    expect(await stores.pairings.listOverdue(10)).toEqual([late])
    await setNow(start + 3)
    expect(await stores.pairings.listOverdue(10)).toEqual([late, later])
    expect(await stores.pairings.listOverdue(1)).toEqual([late])
  })

  test("a portal's pairings are listed newest first, page by page, by state and site", async () => {
    const { stores } = await open()
    const made = Array.from({ length: 5 }, (_, at) =>
      samplePairing({ createdAt: start + Math.floor(at / 2), siteId: at === 4 ? 'other' : 'shop' }),
    )
    for (const pairing of [...made, samplePairing({ memberId: 'm2' })])
      await stores.pairings.insert(pairing, [])
    const newestFirst = made.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
    const first = await stores.pairings.list({ memberId: 'm1', limit: 3 })
    const last = first.at(-1) ?? samplePairing()
    const second = await stores.pairings.list({ memberId: 'm1', limit: 3, before: last })
    expect([...first, ...second]).toEqual(newestFirst)
    expect(await stores.pairings.list({ memberId: 'm1', siteId: 'other', limit: 9 })).toEqual([made[4]])
    await stores.pairings.apply(declined(newestFirst[0] ?? last))
    expect(await stores.pairings.list({ memberId: 'm1', states: ['declined'], limit: 9 })).toHaveLength(1)
    expect(
      await stores.pairings.list({ memberId: 'm1', states: ['declined', 'pending'], limit: 9 }),
    ).toHaveLength(5)
  })

  test('the states are counted for one portal', async () => {
    const { stores } = await open()
    const pairings = [samplePairing(), samplePairing(), samplePairing({ memberId: 'm2' })]
    for (const pairing of pairings) await stores.pairings.insert(pairing, [])
    await stores.pairings.apply(claimOf(pairings[0] ?? samplePairing()))
    expect(await stores.pairings.countStates('m1')).toEqual({
      pending: 1,
      awaiting_confirm: 1,
      confirmed: 0,
      consumed: 0,
      declined: 0,
      expired: 0,
    })
  })

  test('ended pairings are purged by the time they ended; what is open stays', async () => {
    const { stores, setNow } = await open()
    const [old, young, open_] = [samplePairing(), samplePairing(), samplePairing()]
    for (const pairing of [old, young, open_]) await stores.pairings.insert(pairing, [])
    await stores.pairings.apply(declined(old))
    await setNow(start + minute)
    await stores.pairings.apply(declined(young))
    expect(await stores.pairings.purge(start + minute, start + minute)).toBe(1)
    expect(await stores.pairings.find({ id: old.id })).toBeUndefined()
    expect(await stores.pairings.find({ id: young.id })).toBeDefined()
    expect(await stores.pairings.find({ id: open_.id })).toEqual(open_)
  })

  test('what never reached a person is purged sooner', async () => {
    const { stores, setNow } = await open()
    const [unclaimed, claimed] = [samplePairing(), samplePairing()]
    for (const pairing of [unclaimed, claimed]) await stores.pairings.insert(pairing, [])
    const claim = claimOf(claimed)
    await stores.pairings.apply(claim)
    const nobody = { starter: null, approver: null, ending: 'time', endedAt: start } as const
    await stores.pairings.apply(changeOf(unclaimed, { name: 'expired', ...nobody }))
    await stores.pairings.apply(declined(claim.to))
    await setNow(start + minute)
    expect(await stores.pairings.purge(start, start + minute)).toBe(1)
    expect(await stores.pairings.find({ id: unclaimed.id })).toBeUndefined()
    expect(await stores.pairings.find({ id: claimed.id })).toBeDefined()
  })

  test('whether anything is open is said for each portal, and versions of those that are there', async () => {
    const { stores } = await open()
    const pairing = samplePairing()
    expect(await stores.pairings.hasOpen('m1')).toBe(false)
    await stores.pairings.insert(pairing, [])
    expect([await stores.pairings.hasOpen('m1'), await stores.pairings.hasOpen('m2')]).toEqual([true, false])
    expect(await stores.pairings.versionsOf([pairing.id, 'nobody'])).toEqual(
      new Map([[pairing.id, pairing.version]]),
    )
    await stores.pairings.apply(declined(pairing))
    expect(await stores.pairings.hasOpen('m1')).toBe(false)
    expect(await stores.pairings.versionsOf([])).toEqual(new Map())
  })

  test('a digest given is what is stored: the secret itself is nowhere in a row', async () => {
    const { stores, run } = await open()
    const secret = randomHex(32)
    const starter = sampleStarter({ codeDigest: digestOf(secret) })
    await stores.pairings.insert(samplePairing({ state: { name: 'pending', starter } }), [])
    const rows = JSON.stringify(await run('select * from pairings'))
    expect(rows).toContain(starter.codeDigest)
    expect(rows).not.toContain(secret)
  })
})
