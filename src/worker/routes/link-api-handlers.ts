import type { Clock } from '../../client/timing.ts'
import type { linkEndpoints } from '../../contract/links/link-endpoints.ts'
import type { ShortLinkView } from '../../contract/links/short-link.ts'
import { chatLinksOfOpened, type LinkMistake, type ShortLinks } from '../links/create-short-links.ts'
import type { LinkKeys } from '../links/link-keys.ts'
import type { ShortLinkFilter, ShortLinkStore } from '../links/short-link-store.ts'
import type { ShortLink } from '../links/short-link.ts'
import type { ConsoleSession } from '../portals/console-session.ts'
import { pageOf, pageSize, type ConsoleApiHandlers } from './console-api-handlers.ts'
import { ConsoleRefusal } from './console-api-refusal.ts'

/** What the console's endpoints for short links need. */
export type LinkApiParts = {
  readonly shortLinks: ShortLinks
  readonly links: Pick<ShortLinkStore, 'list' | 'sum' | 'listCampaigns' | 'listDays'>
  readonly keys: LinkKeys
  readonly clock: Clock
  /** The worker's own origin. */
  readonly issuer: string
}

export type LinkApiHandlers = Pick<ConsoleApiHandlers, keyof typeof linkEndpoints>

const mostDays = 90

const unknownLink = () => new ConsoleRefusal('UNKNOWN_OBJECT', 'there is no such link here')

const invalid = (mistakes: readonly LinkMistake[], isList: boolean) =>
  new ConsoleRefusal(
    'LINK_INVALID',
    mistakes
      .slice(0, 5)
      .map(({ at, field, text }) => `${isList ? `links.${at}.` : ''}${field}: ${text}`)
      .join('; '),
  )

const editorOf = ({ portal, user }: ConsoleSession) => ({
  memberId: portal.memberId,
  portalOrigin: portal.origin,
  userId: user.id,
})

/** What each endpoint for short links does, always in the admin's own portal. */
export const createLinkApiHandlers = (parts: LinkApiParts): LinkApiHandlers => {
  const { shortLinks, links, keys, clock, issuer } = parts

  const viewOf = (link: ShortLink): ShortLinkView => ({
    id: link.id,
    slug: link.slug,
    url: `${issuer}/${link.slug}`,
    state: link.state,
    name: link.name,
    campaign: link.campaign,
    botDialogId: link.botDialogId,
    botName: link.botName,
    carries: link.carries,
    parameters: link.parameters,
    title: link.title,
    text: link.text,
    expiresAt: link.expiresAt,
    maxUses: link.maxUses,
    createdAt: link.createdAt,
    createdBy: link.createdBy,
    revokedAt: link.revokedAt,
    funnel: link.funnel,
  })
  const keysOf = async ({ portal }: ConsoleSession) => [...(await keys.list(portal.memberId))]

  return {
    listLinks: async ({ q, campaign, state, before }, { portal: { memberId } }) => {
      const filter: ShortLinkFilter = {
        memberId,
        ...(q === undefined ? {} : { search: q }),
        ...(campaign === undefined ? {} : { campaign }),
        ...(state === undefined ? {} : { state }),
      }
      const page = {
        ...filter,
        ...(before === undefined ? {} : { before: Number(before) }),
        limit: pageSize + 1,
      }
      const [found, total, campaigns] = await Promise.all([
        links.list(page),
        links.sum(filter),
        links.listCampaigns(memberId),
      ])
      const { page: shown, last } = pageOf(found)
      return {
        links: shown.map(viewOf),
        next: last ? String(last.position) : null,
        total: { ...total },
        campaigns: [...campaigns],
        now: clock.now(),
      }
    },
    findLink: async ({ id }, { portal }) => {
      const opened = await shortLinks.open({ id, memberId: portal.memberId })
      if (!opened) throw unknownLink()
      const { webLink, appLink } = chatLinksOfOpened(opened, portal.origin)
      const days = await links.listDays(id, mostDays)
      const link = viewOf(opened.link)
      const { context, version } = opened
      return { link, context, version, webLink, appLink, days: [...days], now: clock.now() }
    },
    addLinks: async ({ links: wanted }, session) => {
      const added = await shortLinks.add(editorOf(session), wanted)
      if (added.kind === 'invalid') throw invalid(added.mistakes, true)
      if (added.kind === 'taken')
        throw new ConsoleRefusal('SLUG_TAKEN', `taken: ${added.slugs.slice(0, 5).join(', ')}`)
      return { links: added.links.map(viewOf) }
    },
    putLink: async ({ id, version, ...fields }, session) => {
      const replaced = await shortLinks.replace(editorOf(session), { id, version, fields })
      if (replaced.kind === 'unknown') throw unknownLink()
      if (replaced.kind === 'invalid') throw invalid(replaced.mistakes, false)
      if (replaced.kind === 'changed')
        throw new ConsoleRefusal('LINK_CHANGED', 'it was changed since you read it: read it again')
      return viewOf(replaced.link)
    },
    revokeLink: async ({ id }, session) => {
      const link = await shortLinks.revoke(editorOf(session), id)
      if (!link) throw unknownLink()
      return viewOf(link)
    },
    listLinkKeys: async (_input, session) => ({ keys: await keysOf(session) }),
    addLinkKey: async (_input, session) => {
      const key = await keys.add(editorOf(session))
      if (key === undefined)
        throw new ConsoleRefusal('KEY_COUNT', 'there are two keys already: remove one first')
      return { key, keys: await keysOf(session) }
    },
    removeLinkKey: async ({ keyId }, session) => {
      if (!(await keys.remove(editorOf(session), keyId)))
        throw new ConsoleRefusal('UNKNOWN_OBJECT', 'there is no such key here')
      return { keys: await keysOf(session) }
    },
  }
}
