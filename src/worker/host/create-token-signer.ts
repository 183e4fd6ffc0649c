import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from '../ports/clock.ts'
import type { KeyStore, StoredKey } from '../ports/key-store.ts'
import type { Sealer } from '../ports/secrets.ts'
import type { TokenSigner } from '../ports/token-signer.ts'

const dayMs = 24 * 60 * 60_000

/** A new key is shown this long before it signs, so that every worker's and every site's copy of the JWKS has it. */
const shownBeforeMs = 15 * 60_000

/** A key is shown this long after it has signed for the last time: far longer than a token lives. */
const shownAfterMs = 60 * 60_000

const publicSchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })
const privateSchema = z.extend(publicSchema, { d: z.string() })

type SigningKey = {
  readonly kid: string
  readonly createdAt: number
  readonly publicJwk: Readonly<Record<string, unknown>>
  readonly privateKey: Awaited<ReturnType<typeof importJWK>>
}

const makeKey = async (sealer: Sealer, now: number): Promise<StoredKey> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = privateSchema.parse(await exportJWK(privateKey))
  return {
    kid: randomBytes(8).toString('hex'),
    publicJwk: JSON.stringify(publicSchema.parse(jwk)),
    sealed: sealer.seal(JSON.stringify(jwk)),
    createdAt: now,
  }
}

const openKey = async (sealer: Sealer, stored: StoredKey): Promise<SigningKey> => {
  const { kid, createdAt } = stored
  const publicJwk = publicSchema.parse(JSON.parse(stored.publicJwk))
  const jwk = privateSchema.parse(JSON.parse(sealer.open(stored.sealed)))
  return {
    kid,
    createdAt,
    publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' },
    privateKey: await importJWK(jwk, 'EdDSA'),
  }
}

export type RotatingSigner = TokenSigner & {
  /** Makes a new key when the newest is too old, reads those of other workers, forgets old ones; call it each minute. */
  readonly refresh: () => Promise<void>
}

/**
 * Signs with Ed25519 keys that all workers share: kept sealed, made at the first start and anew every `renewDays`. A
 * new key is shown before it signs and an old one stays until nothing that it signed is valid.
 */
export const createTokenSigner = async ({
  keys,
  sealer,
  clock,
  issuer,
  renewDays = 30,
}: {
  readonly keys: KeyStore
  readonly sealer: Sealer
  readonly clock: Clock
  /** `PUBLIC_URL`. */
  readonly issuer: string
  readonly renewDays?: number
}): Promise<RotatingSigner> => {
  let known: readonly SigningKey[] = []

  /** Whose turn it is: the newest that has been shown long enough, or the oldest when none has. */
  const signingAt = (now: number): SigningKey | undefined =>
    known.findLast(({ createdAt }) => createdAt <= now - shownBeforeMs) ?? known[0]

  const resealOld = async (stored: readonly StoredKey[]) => {
    for (const { kid, sealed } of stored)
      if (!sealer.isNewest(sealed)) await keys.reseal(kid, sealer.seal(sealer.open(sealed)))
  }

  const read = async (): Promise<readonly StoredKey[]> => {
    const stored = await keys.list()
    const isSame = stored.length === known.length && stored.every(({ kid }, at) => kid === known[at]?.kid)
    if (!isSame) known = await Promise.all(stored.map((key) => openKey(sealer, key)))
    return stored
  }

  const forgetOld = async (now: number) => {
    // The key after it has been signing for so long that nothing of its own is left.
    const gone = known.filter((_, at) => {
      const next = known[at + 1]
      return next !== undefined && next.createdAt + shownBeforeMs + shownAfterMs <= now
    })
    for (const { kid } of gone) await keys.remove(kid)
    known = known.filter((key) => !gone.includes(key))
  }

  const refresh = async () => {
    const now = clock.now()
    await resealOld(await read())
    const newest = known.at(-1)
    if (!newest || newest.createdAt <= now - renewDays * dayMs) {
      await keys.add(await makeKey(sealer, now), now - renewDays * dayMs + 1)
      await read()
    }
    await forgetOld(now)
  }

  await refresh()
  return {
    refresh,
    sign: async ({ audience, subject, nonce, name, lifetimeSeconds }) => {
      const now = clock.now()
      const key = signingAt(now)
      if (!key) throw new Error('There is no signing key.')
      const issuedAt = Math.floor(now / 1000)
      return new SignJWT({ nonce, name })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .setJti(randomBytes(16).toString('hex'))
        .sign(key.privateKey)
    },
    publicKeys: () => ({ keys: known.map(({ publicJwk }) => publicJwk) }),
  }
}
