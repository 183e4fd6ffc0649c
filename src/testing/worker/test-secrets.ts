import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../worker/ports/secrets.ts'

const sha256 = (text: string) => createHash('sha256').update(text)

/** Real digests; what is sealed can only be read by its key, and is plain under it. */
export const createTestSecrets = (key = 'key'): Secrets => ({
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  digest: (secret) => sha256(secret).digest('hex'),
  challengeOf: (verifier) => sha256(verifier).digest('base64url'),
  isEqual: (left, right) => timingSafeEqual(sha256(left).digest(), sha256(right).digest()),
  derive: (...words) => createHmac('sha256', key).update(JSON.stringify(words)).digest('hex'),
  deriveFromKeys: (purpose) => [createHmac('sha256', `from ${key}`).update(purpose).digest('hex')],
  seal: (text) => `${key}:${Buffer.from(text).toString('base64')}`,
  open: (sealed) => {
    const [by, text = ''] = sealed.split(':')
    if (by !== key) throw new Error('sealed with another key')
    return Buffer.from(text, 'base64').toString()
  },
})
