import type { Clock } from '../../client/timing.ts'
import type { linkEndpoints } from '../../contract/links/link-endpoints.ts'
import type {
  ConsoleApi,
  EndpointName,
  EndpointResult,
  PairingSettingsView,
  WorkerStatus,
} from '../../contract/pairing/console-api.ts'
import type * as z from 'zod/mini'
import type { PairingStore } from '../pairing/pairing-store.ts'
import { auditLine, type AuditStore } from '../ports/audit.ts'
import type { Connected, InstallRequest } from '../portals/connect-portal.ts'
import type { ConsoleSession, ConsoleSessions } from '../portals/console-session.ts'
import type { PortalClient } from '../portals/portal-client.ts'
import type { PortalStore } from '../portals/portal-store.ts'
import type { SiteChanged, SiteKeyed, Sites } from '../sites/create-sites.ts'
import { ConsoleRefusal } from './console-api-refusal.ts'
import { viewOfAudit, viewOfPairing, viewOfSite } from './console-api-views.ts'

export type ConsoleApiParts = {
  readonly status: () => WorkerStatus
  readonly sessions: ConsoleSessions
  /** The install exchange: a refresh token is traded with our client secret at the authorization server. */
  readonly connect: (request: InstallRequest) => Promise<Connected>
  readonly sites: Sites
  readonly pairings: Pick<PairingStore, 'find' | 'list' | 'countStates'>
  readonly portals: Pick<PortalStore, 'list' | 'setSettings'>
  readonly audit: Pick<AuditStore, 'list' | 'trace'>
  readonly problemOf: PortalClient['problemOf']
  readonly clock: Clock
}

type InputOf<E extends EndpointName> = z.output<ConsoleApi[E]['input']>
type AdminName = { [E in EndpointName]: ConsoleApi[E]['access'] extends 'admin' ? E : never }[EndpointName]
type PublicName = Exclude<EndpointName, AdminName>

/** One function for each endpoint; those for admins are only called with an admin's session. */
export type ConsoleApiHandlers = {
  readonly [E in PublicName]: (input: InputOf<E>) => Promise<EndpointResult<E>>
} & {
  readonly [E in AdminName]: (input: InputOf<E>, session: ConsoleSession) => Promise<EndpointResult<E>>
}

export const pageSize = 50
const traceRefusals = 200

const unknownObject = () => new ConsoleRefusal('UNKNOWN_OBJECT', 'there is no such thing here')

const refusalOfSite = (refused: Exclude<SiteChanged | SiteKeyed, { kind: 'changed' | 'keyed' }>) => {
  switch (refused.kind) {
    case 'invalid':
      return new ConsoleRefusal(
        'SITE_INVALID',
        refused.problems.map(({ field, text }) => `${field}: ${text}`).join(' '),
      )
    case 'taken':
      return new ConsoleRefusal('SITE_ID_TAKEN', 'another site has this id')
    case 'readOnly':
      return new ConsoleRefusal('SITE_READ_ONLY', 'the site comes from the worker’s environment')
    case 'keyCount':
      return new ConsoleRefusal('KEY_COUNT', 'a site has one key, or two while it is being changed')
    case 'unknown':
      return unknownObject()
  }
}

const changedOrThrow = (outcome: SiteChanged) => {
  if (outcome.kind === 'changed') return viewOfSite(outcome.site)
  throw refusalOfSite(outcome)
}

const keyedOrThrow = (outcome: SiteKeyed) => {
  if (outcome.kind === 'keyed') return { site: viewOfSite(outcome.site), key: outcome.key }
  throw refusalOfSite(outcome)
}

const editorOf = ({ portal, user }: ConsoleSession) => ({
  memberId: portal.memberId,
  actor: `admin:${user.id}`,
})

const cursorOf = (text: string | undefined) => {
  const [createdAt, id] = text?.split('.') ?? []
  return createdAt === undefined || id === undefined ? undefined : { createdAt: Number(createdAt), id }
}

/** A page of what was asked for with one more, and its last where there is more. */
export const pageOf = <T>(found: readonly T[]) => {
  const page = found.slice(0, pageSize)
  return { page, last: found.length > pageSize ? page.at(-1) : undefined }
}

/** Before and after of what an admin changed, in words the log can hold. */
const settingsDetail = (before: PairingSettingsView, after: PairingSettingsView) =>
  Object.fromEntries(
    (['isOn', 'cardsPerHour', 'coolDownSeconds', 'allowsExtranet'] as const)
      .filter((key) => before[key] !== after[key])
      .map((key) => [key, `${before[key]} → ${after[key]}`]),
  )

type CommonName = 'status' | 'openSession' | 'connectPortal' | 'getPortal' | 'listAudit'

/** What each endpoint does that the console needs for whatever the worker can do. */
export const createConsoleApiHandlers = (parts: ConsoleApiParts): Pick<ConsoleApiHandlers, CommonName> => {
  const { sessions, connect, audit } = parts
  return {
    status: () => Promise.resolve(parts.status()),
    openSession: async (proof) => {
      const opening = await sessions.open(proof)
      if (opening.kind === 'unreachable')
        throw new ConsoleRefusal('PORTAL_UNREACHABLE', 'the portal did not answer the worker')
      if (opening.kind === 'tooOften')
        throw new ConsoleRefusal('TOO_MANY_ATTEMPTS', 'too many attempts; wait a minute')
      if (opening.kind === 'refused')
        throw new ConsoleRefusal('TOKEN_REFUSED', 'the token proves nothing here')
      const { signed, session } = opening
      const { memberId, origin } = session.portal
      return {
        session: signed,
        expiresAt: session.expiresAt,
        portal: { memberId, origin },
        user: { ...session.user },
      }
    },
    connectPortal: async (request) => {
      const outcome = await connect({ ...request, applicationToken: undefined })
      if (outcome.kind === 'connected') return { memberId: outcome.memberId, origin: outcome.origin }
      if (outcome.reason === 'unanswered')
        throw new ConsoleRefusal('PORTAL_UNREACHABLE', 'the authorization server did not answer the worker')
      throw new ConsoleRefusal('SETUP_REFUSED', 'the setup code or the sign-in was not accepted')
    },
    getPortal: (_input, { portal }) => Promise.resolve({ problem: parts.problemOf(portal.memberId) ?? null }),
    listAudit: async ({ before }, { portal }) => {
      const found = await audit.list({
        memberId: portal.memberId,
        ...(before === undefined ? {} : { before: Number(before) }),
        limit: pageSize + 1,
      })
      const { page, last } = pageOf(found)
      return { entries: page.map(viewOfAudit), next: last ? String(last.id) : null }
    },
  }
}

export type PairingApiHandlers = Omit<ConsoleApiHandlers, CommonName | keyof typeof linkEndpoints>

/** What each endpoint for pairings does. Everything an admin asks for is asked of his own portal. */
export const createPairingApiHandlers = (parts: ConsoleApiParts): PairingApiHandlers => {
  const { sites, pairings, portals, audit, clock } = parts
  return {
    listPairings: async ({ state, site, before }, { portal }) => {
      const { memberId } = portal
      const cursor = cursorOf(before)
      const query = {
        memberId,
        ...(state ? { states: [state] } : {}),
        ...(site ? { siteId: site } : {}),
        ...(cursor ? { before: cursor } : {}),
        limit: pageSize + 1,
      }
      const [found, counts, known] = await Promise.all([
        pairings.list(query),
        pairings.countStates(memberId),
        sites.list(memberId),
      ])
      const { page, last } = pageOf(found)
      return {
        pairings: page.map((pairing) => viewOfPairing(pairing, known)),
        next: last ? `${last.createdAt}.${last.id}` : null,
        counts: { ...counts },
        now: clock.now(),
      }
    },
    findPairing: async ({ id }, { portal }) => {
      const { memberId } = portal
      const pairing = await pairings.find({ id })
      if (pairing?.memberId !== memberId) throw unknownObject()
      const [{ entries, leftOut }, known] = await Promise.all([
        audit.trace({ memberId, pairingId: id, refusals: traceRefusals }),
        sites.list(memberId),
      ])
      return {
        pairing: viewOfPairing(pairing, known),
        trace: entries.map(viewOfAudit),
        leftOut,
        now: clock.now(),
      }
    },
    getSettings: (_input, { portal }) => Promise.resolve({ ...portal.settings }),
    putSettings: async (settings, session) => {
      const { memberId, actor } = editorOf(session)
      const detail = settingsDetail(session.portal.settings, settings)
      await portals.setSettings(memberId, settings, [
        auditLine({ at: clock.now(), memberId, actor, kind: 'settingsChanged', detail }),
      ])
      return settings
    },
    listSites: async (_input, { portal }) => ({ sites: (await sites.list(portal.memberId)).map(viewOfSite) }),
    addSite: async (fields, session) => keyedOrThrow(await sites.add(editorOf(session), fields)),
    putSite: async (fields, session) => changedOrThrow(await sites.replace(editorOf(session), fields)),
    removeSite: async ({ id }, session) => {
      changedOrThrow(await sites.remove(editorOf(session), id))
      return {}
    },
    addSiteKey: async ({ id }, session) => keyedOrThrow(await sites.addKey(editorOf(session), id)),
    removeSiteKey: async ({ id, keyId }, session) =>
      changedOrThrow(await sites.removeKey(editorOf(session), id, keyId)),
  }
}
