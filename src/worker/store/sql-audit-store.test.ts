import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { AuditEntry } from '../ports/audit.ts'

const start = 1_000_000_000_000
const day = 24 * 60 * 60_000

const entry = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  at: start,
  memberId: 'm1',
  pairingId: 'p1',
  actor: 'user:2',
  kind: 'claimed',
  detail: { reason: null, count: 3, name: 'a "quoted" name', isNew: true },
  ...given,
})

onEachDatabase((open) => {
  test('entries are read newest first, page by page, of one portal or one pairing', async () => {
    const { audit } = (await open()).stores
    const entries = [
      entry({ kind: 'a' }),
      entry({ kind: 'b', pairingId: null }),
      entry({ kind: 'c' }),
      entry({ memberId: 'm2' }),
    ]
    await audit.append(entries)
    const all = await audit.list({ memberId: 'm1', limit: 9 })
    expect(all.map(({ id: _, ...rest }) => rest)).toEqual([entries[2], entries[1], entries[0]])
    const [newest, ...older] = all
    expect(await audit.list({ memberId: 'm1', before: newest?.id ?? -1, limit: 9 })).toEqual(older)
    expect(await audit.list({ memberId: 'm1', limit: 1 })).toEqual([newest])
    const ofPairing = await audit.list({ memberId: 'm1', pairingId: 'p1', limit: 9 })
    expect(ofPairing.map(({ kind }) => kind)).toEqual(['c', 'a'])
  })

  test('a trace has every step of a pairing and the newest refusals, and says how many older ones there are', async () => {
    const { audit } = (await open()).stores
    const noise = Array.from({ length: 30 }, (_, index) =>
      entry({ kind: index % 10 === 9 ? 'notWritten' : 'refused', detail: { index } }),
    )
    await audit.append([entry({ kind: 'created' }), entry({ kind: 'claimed' }), ...noise])
    await audit.append([entry({ kind: 'confirmed' }), entry({ pairingId: 'p2' }), entry({ memberId: 'm2' })])
    const { entries, leftOut } = await audit.trace({ memberId: 'm1', pairingId: 'p1', refusals: 2 })
    expect(entries.map(({ kind, detail }) => detail.index ?? kind)).toEqual([
      'created',
      'claimed',
      28,
      29,
      'confirmed',
    ])
    expect(leftOut).toBe(28)
    const all = await audit.trace({ memberId: 'm1', pairingId: 'p1', refusals: 30 })
    expect([all.entries.length, all.leftOut]).toEqual([33, 0])
  })

  test('the database itself refuses to change an entry, or to delete one of the last 90 days', async () => {
    const { stores, run } = await open()
    await stores.audit.append([entry({ at: start - 90 * day + 1 }), entry({ at: start - 90 * day })])
    await expect(run("update audit set kind = 'other'")).rejects.toThrow('audit is append-only')
    await expect(run('delete from audit')).rejects.toThrow('audit is append-only')
    await run(`delete from audit where at <= ${start - 90 * day}`)
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })

  test('the purge deletes what is old enough and nothing else, whatever it is asked for', async () => {
    const { audit } = (await open()).stores
    await audit.append([
      entry({ at: start - 200 * day }),
      entry({ at: start - 100 * day }),
      entry({ at: start }),
    ])
    expect(await audit.purge(start - 150 * day)).toBe(1)
    expect(await audit.purge(start + day)).toBe(1)
    expect(await audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })
})
