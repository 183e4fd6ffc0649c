import { expect, test } from 'vitest'
import { sampleApprover, samplePairing, sampleStarter } from '../../testing/worker/sample-pairing.ts'
import { createTestSecrets } from '../../testing/worker/test-secrets.ts'
import { createSayItem } from './say-item.ts'

const sayCardOf = (cardIds: number[]) => {
  const approver = sampleApprover({ cardIds })
  const pairing = samplePairing({
    id: 'ab'.repeat(16),
    state: { name: 'awaiting_confirm', starter: sampleStarter({ openedAt: 1 }), approver },
  })
  const say = createSayItem({
    pairings: { find: () => Promise.resolve(pairing) },
    findSite: () => Promise.resolve({ name: 'Shop', host: 'shop.example' }),
    secrets: createTestSecrets(),
    issuer: 'http://127.0.0.1:8025',
  })
  const { memberId, id: pairingId } = pairing
  return say({
    id: 1,
    memberId,
    pairingId,
    kind: 'card',
    messageId: null,
    unanswered: 1,
    attempts: 0,
    ageMs: 0,
  })
}

test('a card that nobody has told of is said again, the same', async () => {
  const [first, second] = [await sayCardOf([]), await sayCardOf([])]
  expect(first?.method).toBe('imbot.v2.Chat.Message.send')
  expect(second).toEqual(first)
})

test('a card whose id is known is there, and not said again', async () => {
  expect(await sayCardOf([501])).toBeUndefined()
})
