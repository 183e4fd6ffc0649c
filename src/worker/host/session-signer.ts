import { SignJWT, errors, jwtVerify } from 'jose'
import type { SessionSigner } from '../ports/session-signer.ts'

const issuer = 'console-session'

/** HS256 with a key of its own; `keyHex` is `secrets.derive('console-session')`, `now` answers epoch milliseconds. */
export const createSessionSigner = (options: {
  readonly keyHex: string
  readonly now: () => number
}): SessionSigner => {
  const key = Buffer.from(options.keyHex, 'hex')
  if (key.length < 32) throw new Error('a session key has at least 32 bytes')
  return {
    sign: (claims, expiresAt) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setIssuedAt(Math.floor(options.now() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key),
    verify: async (signed) => {
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
    },
  }
}
