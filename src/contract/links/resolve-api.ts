import * as z from 'zod/mini'

const jsonObject = 'a JSON object with token and user_id'
const token = '32 characters of 0-9 and a-f, as they stand in the context under link'
const userId = 'the id of the user in the event, a positive whole number'

/**
 * Body of `POST /links/resolve` and `POST /links/replied`, from the bot's side with its key (Bearer): the token that
 * came in the context as `link`, and the user the context event names.
 */
export const linkTokenBody = z.object(
  {
    token: z.string(token).check(z.regex(/^[0-9a-f]{32}$/, token)),
    user_id: z.int(userId).check(z.gte(1, userId)),
  },
  jsonObject,
)

/** Answer to `POST /links/resolve`. The same user may resolve it again; that is no second use. */
export type ResolvedLink = {
  readonly context: Readonly<Record<string, unknown>>
  readonly link: { readonly id: string; readonly name: string; readonly campaign: string }
  /** Whether this user's first time. */
  readonly is_first: boolean
}

/** Answer to `POST /links/replied`; `LINK_UNKNOWN` also when this user has not resolved the token. */
export type RepliedLink = {
  /** Whether this user's first time; only that one is counted. */
  readonly is_first: boolean
}

/**
 * Refusals of the bot's side: `LINK_UNKNOWN` (404, also another portal's), `LINK_EXPIRED`, `LINK_USED_UP`,
 * `LINK_REVOKED` (410), `KEY_INVALID` (401), `REQUEST_INVALID` (400), `TOO_MANY_REQUESTS` (429).
 */
export const resolveErrors = {
  LINK_UNKNOWN: 404,
  LINK_EXPIRED: 410,
  LINK_USED_UP: 410,
  LINK_REVOKED: 410,
  KEY_INVALID: 401,
  REQUEST_INVALID: 400,
  TOO_MANY_REQUESTS: 429,
} as const
export type ResolveErrorCode = keyof typeof resolveErrors
