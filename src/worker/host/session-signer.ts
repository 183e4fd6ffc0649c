import { SignJWT, errors, jwtVerify } from 'jose'
import type { SessionSigner } from '../ports/session-signer.ts'

const issuer = 'console-session'

/**
 * HS256; `keys` are `secrets.deriveFromKeys('console-session')`: the first signs, each of them is good. `now` answers
 * epoch milliseconds.
 */
export const createSessionSigner = (options: {
  /** Hex, newest first. */
  readonly keys: readonly string[]
  readonly now: () => number
}): SessionSigner => {
  const keys = options.keys.map((key) => Buffer.from(key, 'hex'))
  const [newest] = keys
  if (!newest || keys.some(({ length }) => length < 32))
    throw new Error('a session key has at least 32 bytes')
  const verifyWith = async (key: Buffer, signed: string) => {
    try {
      const { payload } = await jwtVerify(signed, key, {
        issuer,
        algorithms: ['HS256'],
        requiredClaims: ['exp'],
        currentDate: new Date(options.now()),
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
  return {
    sign: (claims, expiresAt) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setIssuedAt(Math.floor(options.now() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(newest),
    verify: async (signed) => {
      for (const key of keys) {
        const payload = await verifyWith(key, signed)
        if (payload) return payload
      }
      return undefined
    },
  }
}
