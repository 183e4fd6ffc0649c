import { Hono } from 'hono'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { Clock } from '../../client/timing.ts'
import type { StarterView } from '../../contract/pairing/site-api.ts'
import { createRation } from '../../lib/create-ration.ts'
import type { Collecting } from '../pairing/collect-pairing.ts'
import { lifetimes } from '../pairing/pairing.ts'
import { readCookieValue, viewOf, type Held, type Starting } from '../pairing/start-pairing.ts'
import type { Portal } from '../portals/portal.ts'
import type { Log } from '../ports/log.ts'
import type { LiveFeed } from '../ports/live-feed.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Site } from '../sites/site.ts'
import { browserNameOf } from './browser-name.ts'
import { clientNetworkOf } from './client-network.ts'
import { busyPage, gonePage, pairPage, startPage } from './pair-pages.ts'
import { smallBodies } from './limit-body.ts'
import { pageHeaders } from './page-shell.ts'
import { pageTextsFor } from './page-texts.ts'
import { createPollPace } from './poll-pace.ts'
import { neverKept, refuse } from './refuse.ts'
import { sameOriginOnly } from './same-origin.ts'
import { shownSite } from './shown-site.ts'

const siteId = ':site{[a-z0-9-]{1,32}}'
const pollSeconds = 3
const beatMs = 15_000
const streamsAtOnce = 2_000
/** Tabs of one browser; the rest asks for the state. */
const streamsOfOne = 4

/** Parts that both hosted pages need. */
export type PageParts = {
  readonly collecting: Collecting
  readonly findSite: (siteId: string) => Promise<Site | undefined>
  readonly secrets: Secrets
  /** The worker's own origin; https but for loopback. */
  readonly issuer: string
  /** Counts whoever asks for results by address; says whether one more is allowed. */
  readonly mayAsk: (c: Context) => boolean
}

/** `__Host-` binds the cookie to this very host; a browser takes that prefix over https only. */
export const cookieNameOf = (site: string, issuer: string): string =>
  issuer.startsWith('https:') ? `__Host-pairing-${site}` : `pairing-${site}`

/** The hosted page of a pairing: start, links and code to scan, live state, result. */
export const createPairPageRoutes = (
  parts: PageParts & {
    readonly starting: Starting
    readonly findPortal: (memberId: string) => Promise<Portal | undefined>
    readonly feed: LiveFeed
    readonly clock: Clock
    readonly addressOf: (c: Context) => string | null
    /** For each network, whatever site it names: a made-up one costs a question to the database, too. */
    readonly startsPerMinute: number
    readonly log: Log
  },
): Hono => {
  const { starting, collecting, findSite, findPortal, feed, clock, issuer } = parts
  const starts = createRation({
    limit: parts.startsPerMinute,
    windowMs: 60_000,
    maxKeys: 50_000,
    clock,
  })
  const paceOf = createPollPace({ intervalSeconds: pollSeconds, clock })
  let streams = 0
  const streamsOf = new Map<string, number>()

  const siteOf = (c: Context): string => c.req.param('site') ?? ''
  const cookieOf = (c: Context) => getCookie(c, cookieNameOf(siteOf(c), issuer))
  const heldOf = (c: Context): Promise<Held | undefined> => starting.findHeld(siteOf(c), cookieOf(c))

  const show = async (held: Pick<Held, 'pairing' | 'pairCode'>): Promise<StarterView | undefined> => {
    const site = await findSite(held.pairing.siteId)
    const portal = await findPortal(held.pairing.memberId)
    return portal && viewOf(held, { site: shownSite(held.pairing, site), portalOrigin: portal.origin })
  }
  const viewed = async (c: Context): Promise<StarterView | undefined> => {
    const held = await heldOf(c)
    return held && show(held)
  }
  const tooMany = (c: Context) => refuse(c, 429, 'slow_down', 'Too many requests from this address.')
  /** For a person a page, for a program words. */
  const nothing = (c: Context) =>
    c.req.header('accept')?.includes('text/html')
      ? gonePage(c, pageTextsFor(c))
      : refuse(c, 404, 'not_found', 'Nothing is going on here for this browser.')

  const routes = new Hono()
  routes.use('/pair/*', pageHeaders, neverKept)
  routes.on('POST', '/pair/*', sameOriginOnly(issuer), smallBodies)

  routes.get(`/pair/${siteId}`, async (c) => {
    const texts = pageTextsFor(c)
    const start = c.req.query('start')
    // Opening an address decides nothing: a preview or a prefetch sees a form, and the form is what starts.
    if (start !== undefined) return startPage(c, { texts, site: siteOf(c), start })
    const held = await heldOf(c)
    const view = held && (await show(held))
    if (!held || !view) return gonePage(c, texts)
    return pairPage(c, { texts, site: siteOf(c), view, purpose: held.pairing.request.purpose })
  })

  routes.post(`/pair/${siteId}/start`, async (c) => {
    const wantsJson = c.req.header('accept')?.includes('application/json') ?? false
    const texts = pageTextsFor(c)
    if (!starts.take(clientNetworkOf(parts.addressOf(c)))) return wantsJson ? tooMany(c) : busyPage(c, texts)
    const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
    const start = typeof body.start === 'string' ? body.start : ''
    const browser = { ip: parts.addressOf(c), name: browserNameOf(c.req.header('user-agent')) }
    const opened = await starting.open(siteOf(c), start, browser, cookieOf(c))
    if (!opened) {
      // Going back, or a reload: this browser's own pairing goes on.
      if (!wantsJson && (await heldOf(c))) return c.redirect(`/pair/${siteOf(c)}`, 303)
      return wantsJson ? nothing(c) : gonePage(c, texts)
    }
    setCookie(c, cookieNameOf(siteOf(c), issuer), opened.cookie, {
      path: '/',
      httpOnly: true,
      secure: issuer.startsWith('https:'),
      sameSite: 'Lax',
      maxAge: (lifetimes.open + lifetimes.confirmed) / 1000,
    })
    if (!wantsJson) return c.redirect(`/pair/${siteOf(c)}`, 303)
    const view = await show(opened)
    return view ? c.json(view) : nothing(c)
  })

  routes.get(`/pair/${siteId}/status`, async (c) => {
    const read = readCookieValue(cookieOf(c))
    // Whoever has no cookie has no pace of their own, and shall not wait for everybody else who has none.
    if (!read) return nothing(c)
    const { tooEarly, intervalSeconds } = paceOf(parts.secrets.digest(read.secret))
    c.header('Retry-After', String(intervalSeconds))
    if (tooEarly) return refuse(c, 429, 'slow_down', `Ask again in ${intervalSeconds} s.`)
    const view = await viewed(c)
    return view ? c.json(view) : nothing(c)
  })

  routes.get(`/pair/${siteId}/events`, async (c) => {
    // Nobody reads the stream of a HEAD, and so it would never end.
    if (c.req.method === 'HEAD') return nothing(c)
    const held = await heldOf(c)
    if (!held) return nothing(c)
    const { id } = held.pairing
    const own = streamsOf.get(id) ?? 0
    if (streams >= streamsAtOnce || own >= streamsOfOne)
      return refuse(c, 503, 'slow_down', 'Too many open streams: ask for the state.')
    c.header('X-Accel-Buffering', 'no')
    const write = async (stream: SSEStreamingApi) => {
      streams += 1
      streamsOf.set(id, own + 1)
      let wake: (() => void) | undefined
      let isStale = true
      const stop = feed.listen(id, () => {
        isStale = true
        wake?.()
      })
      stream.onAbort(() => wake?.())
      try {
        while (!stream.aborted && !stream.closed) {
          if (isStale) {
            isStale = false
            const view = await viewed(c)
            if (!view) return
            await stream.writeSSE({ event: 'state', data: JSON.stringify(view) })
            if (['consumed', 'declined', 'expired'].includes(view.state)) return
          } else await stream.writeSSE({ event: 'beat', data: '' })
          if (isStale) continue
          const timer = stream.sleep(beatMs)
          await Promise.race([timer, new Promise<void>((resolve) => (wake = resolve))])
        }
      } finally {
        streams -= 1
        const left = (streamsOf.get(id) ?? 1) - 1
        if (left > 0) streamsOf.set(id, left)
        else streamsOf.delete(id)
        stop()
      }
    }
    const answer = streamSSE(c, write, (error) => {
      parts.log.error('a stream broke', { error })
      return Promise.resolve()
    })
    answer.headers.set('Cache-Control', 'no-store') // Hono says "no-cache" of every stream
    return answer
  })

  routes.post(`/pair/${siteId}/collect`, async (c) => {
    if (!parts.mayAsk(c)) return tooMany(c)
    const held = await heldOf(c)
    if (!held) return nothing(c)
    const { pairing, cookieDigest } = held
    const collected = await collecting.collect(pairing, { cookieDigest, finishSecret: null })
    if (collected.kind === 'refused')
      return refuse(c, 409, 'not_ready', 'There is no result for this browser.')
    deleteCookie(c, cookieNameOf(siteOf(c), issuer), { path: '/', secure: issuer.startsWith('https:') })
    return c.json({ redirect: collected.redirect })
  })

  routes.post(`/pair/${siteId}/cancel`, async (c) => {
    if (!parts.mayAsk(c)) return tooMany(c)
    const { pairing }: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
    const by = { cookie: cookieOf(c), pairingId: pairing }
    return (await starting.cancel(siteOf(c), by)) ? c.json({ cancelled: true }) : nothing(c)
  })

  routes.get('/pair/*', (c) => gonePage(c, pageTextsFor(c)))
  return routes
}
