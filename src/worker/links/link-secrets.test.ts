import { expect, test } from 'vitest'
import { createTestSecrets } from '../../testing/worker/test-secrets.ts'
import { openSecrets, sealSecrets } from './link-secrets.ts'

test('what was sealed for a link opens under it, and under no other', () => {
  const secrets = createTestSecrets()
  const kept = { token: 'ab'.repeat(16), context: { promo: 'x', n: 5, deep: [{ ok: true }] } }
  const sealed = sealSecrets(secrets, 'one', kept)
  expect(openSecrets(secrets, { id: 'one', sealed })).toMatchObject(kept)
  expect(() => openSecrets(secrets, { id: 'two', sealed })).toThrow('another link')
})
