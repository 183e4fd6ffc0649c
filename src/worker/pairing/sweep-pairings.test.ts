import { expect, test } from 'vitest'
import { pairingIn, startedAt, states } from '../../testing/worker/pairing-builders.ts'
import { createAdvance } from './advance.ts'
import type { Pairing } from './pairing.ts'
import type { PairingStore } from './pairing-store.ts'
import { createSweeping } from './sweep-pairings.ts'

/** A store whose clock is ahead of the worker's: what it calls overdue, the rules do not. */
const aheadBy = (ms: number, count: number) => {
  const open = Array.from({ length: count }, (_, index) => ({
    ...pairingIn(states.pending),
    id: String(index),
  }))
  let pages = 0
  const lines: unknown[] = []
  const left = new Map<string, Pairing>(open.map((pairing) => [pairing.id, pairing]))
  const unused = () => Promise.reject(new Error('not asked for'))
  const pairings: PairingStore = {
    insert: unused,
    list: unused,
    countStates: unused,
    hasOpen: unused,
    listSitesOfOpen: unused,
    versionsOf: unused,
    purge: unused,
    find: (key) => Promise.resolve('id' in key ? left.get(key.id) : undefined),
    apply: ({ to }) => {
      left.delete(to.id)
      return Promise.resolve('applied')
    },
    listOverdue: (limit) => {
      pages += 1
      if (pages > 10) throw new Error('it never ends')
      return Promise.resolve([...left.values()].slice(0, limit))
    },
  }
  const clock = { now: () => startedAt + 600_000 - ms }
  const audit = { append: (entries: readonly unknown[]) => Promise.resolve(void lines.push(...entries)) }
  const advance = createAdvance({
    pairings,
    audit,
    clock,
    feed: { changed: () => undefined },
    onWish: () => undefined,
  })
  const sweeping = createSweeping({
    pairings,
    advance,
    clock,
    findSite: unused,
    keepMs: 1,
    keepUnclaimedMs: 1,
  })
  return { sweeping, lines, pages: () => pages }
}

test('what is overdue ends, page after page', async () => {
  const { sweeping, pages } = aheadBy(0, 450)
  expect(await sweeping.expire()).toBe(450)
  expect(pages()).toBe(3)
})

test('a worker whose clock is behind the database’s waits, and writes nothing down about it', async () => {
  const { sweeping, lines, pages } = aheadBy(500, 450)
  expect(await sweeping.expire()).toBe(0)
  expect([pages(), lines]).toEqual([1, []])
})
