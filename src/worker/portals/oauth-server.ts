import * as z from 'zod/mini'
import { TransportError } from '../../client/transport.ts'
import { encodeForm } from '../../lib/form-codec.ts'
import type { Post } from '../ports/post.ts'
import { sendGuarded } from './guarded-post.ts'

const grantSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.string().check(z.minLength(1)),
  client_endpoint: z.string(),
  member_id: z.string().check(z.regex(/^[0-9A-Za-z_.-]{1,64}$/)),
})
const refusalSchema = z.object({ error: z.string() })

/** What the authorization server says of a refresh token. */
export type Grant = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly memberId: string
  readonly clientEndpoint: string
}

export type OAuthServer = {
  /**
   * Trades a refresh token, which is used up by that, for a new pair; undefined when it is refused for good. Throws
   * `TransportError` when the server did not answer as it should: nobody knows then whether the token still works.
   */
  readonly trade: (refreshToken: string) => Promise<Grant | undefined>
}

const maxBytes = 64 * 1024
const timeoutMs = 15_000

/** The platform's authorization server, asked by POST so that no secret stands in an address. */
export const createOAuthServer = (options: {
  /** `https://oauth.bitrix.info`. */
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly post: Post
}): OAuthServer => {
  const { origin, clientId, clientSecret, post } = options
  return {
    trade: async (refreshToken) => {
      const { status, body } = await sendGuarded(post, {
        url: new URL('/oauth/token/', origin).href,
        contentType: 'application/x-www-form-urlencoded',
        body: encodeForm({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        }),
        maxBytes,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const grant = grantSchema.safeParse(body)
      if (status === 200 && grant.success)
        return {
          accessToken: grant.data.access_token,
          refreshToken: grant.data.refresh_token,
          memberId: grant.data.member_id,
          clientEndpoint: grant.data.client_endpoint,
        }
      if (status < 500 && refusalSchema.safeParse(body).success) return undefined
      throw new TransportError('NETWORK_ERROR', 'the authorization server did not answer as documented')
    },
  }
}
