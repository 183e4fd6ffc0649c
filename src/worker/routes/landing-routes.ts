import { Hono } from 'hono'
import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { Clock } from '../../client/timing.ts'
import { createRation } from '../../lib/create-ration.ts'
import { broughtParameters } from '../links/brought-parameters.ts'
import { chatLinksOfOpened } from '../links/create-short-links.ts'
import { openSecrets } from '../links/link-secrets.ts'
import type { ShortLinkStore } from '../links/short-link-store.ts'
import type { ShortLink } from '../links/short-link.ts'
import { isReservedSlug } from '../links/slug.ts'
import type { VisitCounts } from '../links/visit-counts.ts'
import type { Portal } from '../portals/portal.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import { clientNetworkOf } from './client-network.ts'
import {
  awayPage,
  landingPage,
  overPage,
  previewPage,
  tooManyTriedPage,
  unknownLinkPage,
} from './landing-pages.ts'
import { smallBodies } from './limit-body.ts'
import { hostedHeaders } from './page-shell.ts'
import { neverKept, refuse } from './refuse.ts'
import { sameOriginOnly } from './same-origin.ts'
import { deviceOf, isBrowser, isOpenedPage, isPerson } from './visitor.ts'

/** In capitals, too: codes to scan get smaller that way, and print has no lower case everywhere. */
const slugPath = '/:slug{[A-Za-z0-9][A-Za-z0-9-]{1,38}[A-Za-z0-9]}'
/** With what people and programs put behind it. */
const slugPaths = [slugPath, `${slugPath}/`]
/** Whatever else could have been meant as one: a word with a letter too many, or with one that print has changed. */
const onePartPath = '/:word{[^./]+}'

const chosenBody = z.object({ way: z.enum(['app', 'browser', 'copied']) })

/** Within a minute, from one network: addresses that do not exist, and what is counted of one link. */
const perMinute = { misses: 60, counted: 120 } as const

// The address of the page is a secret of its campaign, and the link on it carries a context: no site learns either.
const headers = hostedHeaders('no-referrer')

/**
 * The landing pages, `/{slug}`. They come behind every other address of the worker. Looking at one uses nothing up;
 * what is used is what the bot's side resolves.
 */
export const createLandingRoutes = (parts: {
  readonly links: Pick<ShortLinkStore, 'findBySlug'>
  readonly findPortal: (memberId: string) => Promise<Pick<Portal, 'origin'> | undefined>
  readonly visits: Pick<VisitCounts, 'add'>
  readonly secrets: Pick<Secrets, 'open'>
  readonly clock: Clock
  readonly log: Pick<Log, 'error'>
  readonly issuer: string
  readonly addressOf: (c: Context) => string | null
}): Hono => {
  const { links, findPortal, visits, secrets, clock, log, issuer } = parts
  const rationOf = (limit: number) => createRation({ clock, limit, windowMs: 60_000, maxKeys: 50_000 })
  const misses = {
    opened: rationOf(perMinute.misses),
    // Another's page can make its visitors' browsers ask for pictures and frames: that locks nobody out of the pages.
    embedded: rationOf(perMinute.misses),
  }
  const counted = rationOf(perMinute.counted)
  const networkOf = (c: Context) => clientNetworkOf(parts.addressOf(c))

  type Found = { readonly link: ShortLink; readonly portalOrigin: string }
  /** Whoever tries out addresses is let in no more, also not to those that are there. */
  const find = async (c: Context, slug: string): Promise<Found | 'unknown' | 'tooMany'> => {
    const network = networkOf(c)
    const ration = isOpenedPage(c) ? misses.opened : misses.embedded
    if (ration.isUsedUp(network)) return 'tooMany'
    const link = await links.findBySlug(slug)
    const portal = link && (await findPortal(link.memberId))
    // Only what leads nowhere counts, so that many on one link do not slow each other down.
    if (!link || !portal) return ration.take(network) ? 'unknown' : 'tooMany'
    // Asked again: of many tried at once, no more are told than one after the other.
    return ration.isUsedUp(network) ? 'tooMany' : { link, portalOrigin: portal.origin }
  }

  const mayCount = (c: Context, { id }: ShortLink) => counted.take(`${networkOf(c)} ${id}`)

  const show = async (c: Context, slug: string): Promise<Response> => {
    const found = await find(c, slug)
    if (found === 'tooMany') {
      c.header('Retry-After', '60')
      return tooManyTriedPage(c)
    }
    if (found === 'unknown') return unknownLinkPage(c)
    const { link, portalOrigin } = found
    if (link.state !== 'active') return overPage(c, link.state)
    const portal = new URL(portalOrigin).host
    const query = new URL(c.req.url).searchParams
    const brought = broughtParameters(query)
    if (query.has('preview')) return previewPage(c, link, portal, brought)
    if (c.req.method === 'GET' && isPerson(c) && mayCount(c, link)) visits.add(link.id, 'landed')
    const opened = { link, ...openSecrets(secrets, link) }
    const chat = chatLinksOfOpened(opened, portalOrigin, brought)
    return landingPage(c, { link, portal, ...chat, device: deviceOf(c.req.header('user-agent') ?? '') })
  }

  const answerWith = async (
    c: Parameters<typeof headers>[0],
    make: () => Response | Promise<Response>,
  ): Promise<Response> => {
    c.header('X-Robots-Tag', 'noindex')
    c.header('Cache-Control', 'no-store')
    await headers(c, async () => {
      c.res = await make()
    })
    return c.res
  }
  const showOrTellAway = (c: Context, slug: string) =>
    show(c, slug).catch((error: unknown) => {
      log.error('a landing page failed', { error })
      c.header('Retry-After', '60')
      return awayPage(c)
    })

  const routes = new Hono()
  routes.on('GET', slugPaths, (c, next) => {
    const slug = (c.req.param('slug') ?? '').toLowerCase()
    return isReservedSlug(slug) ? next() : answerWith(c, () => showOrTellAway(c, slug))
  })
  routes.on('GET', [onePartPath, `${onePartPath}/`], (c, next) =>
    isReservedSlug((c.req.param('word') ?? '').toLowerCase())
      ? next()
      : answerWith(c, () => unknownLinkPage(c)),
  )

  routes.post(`${slugPath}/chosen`, async (c, next) =>
    isReservedSlug(c.req.param('slug').toLowerCase()) ? c.notFound() : next(),
  )
  routes.post(`${slugPath}/chosen`, neverKept, sameOriginOnly(issuer), smallBodies, async (c) => {
    const body = chosenBody.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return refuse(c, 400, 'invalid_request', 'No such choice.')
    const found = await find(c, c.req.param('slug').toLowerCase())
    if (found === 'tooMany') {
      c.header('Retry-After', '60')
      return refuse(c, 429, 'slow_down', 'Too many requests from this address.')
    }
    if (found === 'unknown') return refuse(c, 404, 'not_found', 'No such link.')
    const { link } = found
    if (link.state === 'active' && isBrowser(c) && mayCount(c, link)) visits.add(link.id, body.data.way)
    return c.body(null, 204)
  })
  return routes
}
