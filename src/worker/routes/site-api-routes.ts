import { Hono } from 'hono'
import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { Clock } from '../../client/timing.ts'
import {
  createPairingBody,
  tokenBody,
  type CreatedPairing,
  type PairingStatus,
  type TokenAnswer,
} from '../../contract/pairing/site-api.ts'
import { createRation } from '../../lib/create-ration.ts'
import type { Collecting } from '../pairing/collect-pairing.ts'
import type { PairingStore } from '../pairing/pairing-store.ts'
import type { Starting } from '../pairing/start-pairing.ts'
import type { Portal } from '../portals/portal.ts'
import type { TokenSigner } from '../ports/token-signer.ts'
import type { Site } from '../sites/site.ts'
import { clientNetworkOf } from './client-network.ts'
import { limitBody } from './limit-body.ts'
import { createPollPace } from './poll-pace.ts'
import { neverKept, refuse } from './refuse.ts'

/** Seconds between two questions of a backend. */
const intervalSeconds = 5

const words = {
  switchedOff: 'An administrator of the portal has switched pairing off.',
  notReady: 'The portal of this site is not connected, or its bot is not ready.',
  returnTo: 'return_to must be one of the registered addresses, character by character.',
  unavailable: 'The portal does not answer; the code is still good.',
  wrongCode: 'The code is unknown, used or too old, or not for this site and verifier.',
}

const firstProblem = (error: z.core.$ZodError): string => {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'not as documented'
}

const readBody = (c: Context): Promise<unknown> => c.req.json<unknown>().catch(() => undefined)

/** What sites' backends ask for, with their key: pairings, their state, the signed result; and the keys that check it. */
export const createSiteApiRoutes = (parts: {
  readonly starting: Starting
  readonly collecting: Collecting
  readonly pairings: Pick<PairingStore, 'find'>
  readonly findSiteByKey: (key: string) => Promise<Site | undefined>
  readonly findPortal: (memberId: string) => Promise<Portal | undefined>
  readonly signer: Pick<TokenSigner, 'publicKeys'>
  readonly clock: Clock
  readonly issuer: string
  readonly mintsPerMinute: number
  readonly addressOf: (c: Context) => string | null
}): Hono => {
  const { starting, collecting, pairings, findSiteByKey, findPortal, signer, clock, issuer } = parts
  const minted = createRation({ clock, limit: parts.mintsPerMinute, windowMs: 60_000 })
  const wrongKeys = createRation({ clock, limit: 30, windowMs: 60_000 })
  const paceOf = createPollPace({ intervalSeconds, clock })

  const siteOf = async (c: Context): Promise<Site | Response> => {
    const [, key = ''] = /^Bearer (\S{16,200})$/i.exec(c.req.header('authorization') ?? '') ?? []
    const site = key === '' ? undefined : await findSiteByKey(key)
    if (site?.isActive) return site
    // Counted only when it fails, so that a right key is never slowed down by somebody else's wrong ones.
    if (!wrongKeys.take(clientNetworkOf(parts.addressOf(c))))
      return refuse(c, 429, 'slow_down', 'Too many requests with a wrong key.')
    return refuse(c, 401, 'invalid_client', 'The site key is missing, unknown or switched off.')
  }

  const routes = new Hono()
  routes.use(
    '/pairings/*',
    limitBody({
      maxSize: 16_384,
      onError: (c) => refuse(c, 413, 'too_large', 'The body is larger than 16 kB.'),
    }),
  )
  routes.use('/pairings/*', neverKept)

  routes.post('/pairings', async (c) => {
    const site = await siteOf(c)
    if (site instanceof Response) return site
    if (!minted.take(site.id))
      return refuse(c, 429, 'slow_down', 'Too many pairings of this site within a minute.')
    const body = createPairingBody.safeParse(await readBody(c))
    if (!body.success) return refuse(c, 400, 'invalid_request', firstProblem(body.error))
    const portal = await findPortal(site.memberId)
    if (!portal?.bot || !portal.settings.isOn)
      return refuse(c, 503, 'pairing_unavailable', portal?.bot ? words.switchedOff : words.notReady)
    const origin = { memberId: portal.memberId, botId: portal.bot.botId }
    const created = await starting.create(site, origin, body.data)
    if (created.kind === 'refused') return refuse(c, 400, created.error, words.returnTo)
    const answer: CreatedPairing = {
      id: created.pairing.id,
      start_url: `${issuer}/pair/${site.id}?start=${created.startToken}`,
      expires_at: new Date(created.pairing.expiresAt).toISOString(),
      interval: intervalSeconds,
    }
    return c.json(answer, 201)
  })

  routes.get('/pairings/:id{[0-9a-f]{32}}', async (c) => {
    const site = await siteOf(c)
    if (site instanceof Response) return site
    const { tooEarly, intervalSeconds: interval } = paceOf(`${site.id} ${c.req.param('id')}`)
    if (tooEarly) {
      c.header('Retry-After', String(interval))
      return refuse(c, 429, 'slow_down', `Ask again in ${interval} s.`)
    }
    const pairing = await pairings.find({ id: c.req.param('id') })
    if (!pairing || pairing.siteId !== site.id || pairing.memberId !== site.memberId)
      return refuse(c, 404, 'not_found', 'No such pairing.')
    const { state } = pairing
    return c.json({
      id: pairing.id,
      state: state.name,
      ...('ending' in state ? { ending: state.ending } : {}),
      expires_at: new Date(pairing.expiresAt).toISOString(),
      interval,
    } satisfies PairingStatus)
  })

  routes.post('/pairings/token', async (c) => {
    const site = await siteOf(c)
    if (site instanceof Response) return site
    const body = tokenBody.safeParse(await readBody(c))
    if (!body.success) return refuse(c, 400, 'invalid_request', firstProblem(body.error))
    const { code, code_verifier: verifier } = body.data
    const exchanged = await collecting.exchange(site, { code, verifier })
    if (exchanged.kind === 'unavailable') return refuse(c, 503, 'temporarily_unavailable', words.unavailable)
    if (exchanged.kind === 'refused') return refuse(c, 400, 'invalid_grant', words.wrongCode)
    return c.json({ token: exchanged.token, expires_in: exchanged.expiresInSeconds } satisfies TokenAnswer)
  })

  routes.get('/.well-known/jwks.json', (c) => {
    c.header('Cache-Control', 'public, max-age=300')
    return c.json(signer.publicKeys())
  })
  return routes
}
