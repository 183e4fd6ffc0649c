import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Clock } from '../../client/timing.ts'
import { linkTokenBody, resolveErrors, type ResolveErrorCode } from '../../contract/links/resolve-api.ts'
import type { ShortLinkState } from '../../contract/links/short-link.ts'
import { createRation } from '../../lib/create-ration.ts'
import type { Resolving } from '../links/resolve-link.ts'
import { clientNetworkOf } from './client-network.ts'
import { limitBody } from './limit-body.ts'
import { neverKept, refuse } from './refuse.ts'

const minute = 60_000

const endings: Readonly<Record<Exclude<ShortLinkState, 'active'>, readonly [ResolveErrorCode, string]>> = {
  revoked: ['LINK_REVOKED', 'An administrator of the portal has withdrawn this link.'],
  expired: ['LINK_EXPIRED', 'The link has expired.'],
  usedUp: ['LINK_USED_UP', 'As many people as may have used the link.'],
}

const say = (c: Context, error: ResolveErrorCode, description: string) => {
  if (error === 'TOO_MANY_REQUESTS') c.header('Retry-After', '60')
  return refuse(c, resolveErrors[error], error, description)
}

const unknown = (c: Context) => say(c, 'LINK_UNKNOWN', 'No such token here.')

/** What a portal's bots ask for, with the portal's key: what a token stands for, and that its person replied. */
export const createResolveRoutes = (parts: {
  readonly resolving: Resolving
  readonly clock: Clock
  /** For each portal. */
  readonly resolvesPerMinute: number
  readonly addressOf: (c: Context) => string | null
}): Hono => {
  const { resolving, clock, resolvesPerMinute } = parts
  const asked = createRation({ clock, limit: resolvesPerMinute, windowMs: minute })
  const wrongKeys = createRation({ clock, limit: 30, windowMs: minute })

  const readAsked = async (c: Context) => {
    const [, key = ''] = /^Bearer (link_[0-9a-f]{48})$/i.exec(c.req.header('authorization') ?? '') ?? []
    const memberId = key === '' ? undefined : await resolving.findMember(key)
    if (memberId === undefined) {
      // Counted only when it fails, so that a right key is never slowed down by somebody else's wrong ones.
      const isLooked = wrongKeys.take(clientNetworkOf(parts.addressOf(c)))
      return isLooked
        ? say(c, 'KEY_INVALID', 'The key is missing, unknown or removed.')
        : say(c, 'TOO_MANY_REQUESTS', 'Too many requests with a wrong key.')
    }
    if (!asked.take(memberId))
      return say(c, 'TOO_MANY_REQUESTS', 'Too many requests of this portal within a minute.')
    const body: unknown = await c.req.json().catch(() => undefined)
    const parsed = linkTokenBody.safeParse(body)
    if (parsed.success) return { memberId, token: parsed.data.token, userId: parsed.data.user_id }
    // What is no token at all is answered like one that is unknown.
    const isToken = parsed.error.issues.every(({ path }) => path[0] === 'token')
    if (isToken && typeof body === 'object' && body !== null && 'token' in body) return unknown(c)
    const [issue] = parsed.error.issues
    return say(c, 'REQUEST_INVALID', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? ''}`)
  }

  const routes = new Hono()
  routes.use('/links/*', neverKept)
  routes.use(
    '/links/*',
    limitBody({
      maxSize: 4096,
      onError: (c) => refuse(c, 413, 'REQUEST_INVALID', 'The body is larger than 4 kB.'),
    }),
  )
  routes.post('/links/resolve', async (c) => {
    const asking = await readAsked(c)
    if (asking instanceof Response) return asking
    const resolved = await resolving.resolve(asking)
    if (resolved.kind === 'unknown') return unknown(c)
    if (resolved.kind === 'over') return say(c, ...endings[resolved.state])
    return c.json(resolved.answer)
  })
  routes.post('/links/replied', async (c) => {
    const asking = await readAsked(c)
    if (asking instanceof Response) return asking
    const replied = await resolving.reply(asking)
    return replied ? c.json(replied) : unknown(c)
  })
  return routes
}
