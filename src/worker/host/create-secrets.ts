import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyStore } from '../ports/key-store.ts'
import type { Sealer, Secrets } from '../ports/secrets.ts'
import { createSealer } from './create-sealer.ts'

const rootBytes = 32

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * The words of a derivation, told apart whatever stands in them: each is led by its length, so that `a`, `bc` and
 * `ab`, `c` are not the same.
 */
const framed = (words: readonly string[]): string =>
  words.map((word) => `${Buffer.byteLength(word)}:${word}`).join('')

/** Digests are compared, which are of one length, so that not even the texts' lengths are told. */
export const isEqualText = (left: string, right: string): boolean =>
  timingSafeEqual(sha256(left), sha256(right))

/** Node's cryptography as the rules need it. `root` is 64 hex, see `openSecrets`. */
export const createSecrets = ({ sealer, root }: { sealer: Sealer; root: string }): Secrets => {
  const rootKey = Buffer.from(root, 'hex')
  if (rootKey.length !== rootBytes) throw new Error('The root of derived secrets is not 32 bytes.')
  return {
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    digest: (secret) => sha256(secret).toString('hex'),
    challengeOf: (verifier) => sha256(verifier).toString('base64url'),
    isEqual: isEqualText,
    derive: (purpose, ...words) =>
      createHmac('sha256', rootKey)
        .update(framed([purpose, ...words]))
        .digest('hex'),
    deriveFromKeys: sealer.deriveFromKeys,
    seal: sealer.seal,
    open: sealer.open,
  }
}

/**
 * The worker's secrets. What is derived comes from a root of its own: made at the first start, kept sealed in the
 * database, the same for all workers and for ever. So a key can be added to `WORKER_KEYS`, and an old one taken away,
 * while cards are open: their nonces stay, and so do the addresses of webhooks. A root sealed with an older key is
 * sealed anew here.
 */
export const openSecrets = async ({
  workerKeys,
  keys,
}: {
  readonly workerKeys: string
  readonly keys: Pick<KeyStore, 'keepRoot' | 'resealRoot'>
}): Promise<Secrets & Sealer> => {
  const sealer = createSealer(workerKeys)
  const kept = await keys.keepRoot(sealer.seal(randomBytes(rootBytes).toString('hex')))
  const root = sealer.open(kept)
  if (!sealer.isNewest(kept)) await keys.resealRoot(sealer.seal(root))
  return { ...createSecrets({ sealer, root }), ...sealer }
}

/**
 * Another root in the place of the one that `openSecrets` has opened. Whoever knew the old one can derive nothing new;
 * what open pairings keep was derived before, so they have to be ended with it. Every worker has to be started anew.
 */
export const replaceRoot = (sealer: Sealer, keys: Pick<KeyStore, 'resealRoot'>): Promise<void> =>
  keys.resealRoot(sealer.seal(randomBytes(rootBytes).toString('hex')))
