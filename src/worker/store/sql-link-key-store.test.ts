import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { AuditEntry } from '../ports/audit.ts'

const audit: readonly AuditEntry[] = [
  { at: 1, memberId: 'm1', pairingId: null, actor: 'admin:1', kind: 'linkKeyAdded', detail: {} },
]
const key = (id: string, createdAt = 1) => ({ id, memberId: 'm1', digest: `d ${id}`, createdAt, atMost: 2 })

onEachDatabase((open) => {
  test('a key leads to its portal until it is removed', async () => {
    const { linkKeys } = (await open()).stores
    await linkKeys.add(key('b', 2), [])
    await linkKeys.add(key('a', 1), [])
    expect(await linkKeys.findMember('d a')).toBe('m1')
    expect(await linkKeys.list('m1')).toEqual([
      { id: 'a', createdAt: 1 },
      { id: 'b', createdAt: 2 },
    ])
    expect(await linkKeys.list('m2')).toEqual([])
    expect(await linkKeys.remove({ id: 'a', memberId: 'm2' }, audit)).toBe(false)
    expect(await linkKeys.remove({ id: 'a', memberId: 'm1' }, audit)).toBe(true)
    expect(await linkKeys.findMember('d a')).toBeUndefined()
  })

  test('of ten that are added at once, two are, and two are audited', async () => {
    const { linkKeys, audit: lines } = (await open()).stores
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => linkKeys.add(key(`k${index}`), audit)),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(2)
    expect(await linkKeys.list('m1')).toHaveLength(2)
    expect(await lines.list({ memberId: 'm1', limit: 20 })).toHaveLength(2)
  })
})
