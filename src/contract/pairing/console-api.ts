import * as z from 'zod/mini'
import { linkEndpoints } from '../links/link-endpoints.ts'
import { defineEndpoint, digits, id, secret, shaped, textOf } from './endpoint.ts'
import { endings, pairingStates, purposes, sitePolicies } from './pairing-words.ts'
import { siteFieldsSchema } from './site-fields.ts'

/** Refusals of the worker, as `{ error, error_description }` with the HTTP status beside each. */
export const workerErrors = {
  /** The portal's token proves nothing here: it is not good, not our app's, or its portal is not connected. */
  TOKEN_REFUSED: 401,
  /** No session, an expired or a forged one. */
  SESSION_INVALID: 401,
  ADMINS_ONLY: 403,
  ORIGIN_REFUSED: 403,
  /** Setup code or refresh token is wrong; which one is not said. */
  SETUP_REFUSED: 403,
  UNKNOWN_OBJECT: 404,
  REQUEST_INVALID: 400,
  SITE_INVALID: 400,
  SITE_ID_TAKEN: 409,
  /** A site of the environment. */
  SITE_READ_ONLY: 409,
  /** A site has one key, or two while it is being changed; so have the short links of a portal. */
  KEY_COUNT: 409,
  /** Fields of a short link that do not go together, as `links.0.slug: …`. */
  LINK_INVALID: 400,
  SLUG_TAKEN: 409,
  /** Somebody else has changed the short link since it was read. */
  LINK_CHANGED: 409,
  TOO_MANY_ATTEMPTS: 429,
  WORKER_FAILED: 500,
  /** The worker was not let in by the portal, or got no answer. */
  PORTAL_UNREACHABLE: 503,
} as const
export type WorkerErrorCode = keyof typeof workerErrors

const at = z.number()
const count = z.int().check(z.gte(0))

const workerStatusSchema = z.object({
  ok: z.literal(true),
  capabilities: z.array(z.string()),
  /** The worker's own address, as sites know it. */
  issuer: z.string(),
  /** Whether the worker knows the console's app (CLIENT_ID); without it nobody gets a session. */
  canSignIn: z.boolean(),
})
export type WorkerStatus = z.infer<typeof workerStatusSchema>

const openedSessionSchema = z.object({
  session: z.string(),
  expiresAt: at,
  portal: z.object({ memberId: z.string(), origin: z.string() }),
  user: z.object({ id: z.int(), name: z.string(), isAdmin: z.boolean() }),
})
export type OpenedSession = z.infer<typeof openedSessionSchema>

/** A pairing as admins see it: no secret, no digest. */
const pairingViewSchema = z.object({
  id: z.string(),
  state: z.enum(pairingStates),
  site: z.object({
    id: z.string(),
    /** null when the site is gone. */
    name: z.nullable(z.string()),
  }),
  policy: z.enum(sitePolicies),
  purpose: z.enum(purposes),
  /** As the site claims it. */
  claimedName: z.nullable(z.string()),
  starter: z.nullable(z.object({ ip: z.nullable(z.string()), browser: z.string(), openedAt: at })),
  approver: z.nullable(z.object({ userId: z.int(), userName: z.string(), claimedAt: at })),
  createdAt: at,
  expiresAt: at,
  confirmedAt: z.nullable(at),
  consumedAt: z.nullable(at),
  exchangedAt: z.nullable(at),
  ending: z.nullable(z.object({ why: z.enum(endings), at })),
})
export type PairingView = z.infer<typeof pairingViewSchema>

const auditViewSchema = z.object({
  id: z.int(),
  at,
  pairingId: z.nullable(z.string()),
  actor: z.string(),
  kind: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditView = z.infer<typeof auditViewSchema>

// What is wrong is told by what would be right, after the field's name.
const whole = (least: number, most: number) => {
  const right = `a whole number from ${least} to ${most}`
  return z.int(right).check(z.gte(least, right), z.lte(most, right))
}
const flag = z.boolean('true or false')

/** What an admin sets for the portal. Beside employees only extranet users may ever pair, never e-mail users or bots. */
export const pairingSettingsSchema = z.object({
  isOn: flag,
  cardsPerHour: whole(1, 60),
  coolDownSeconds: whole(0, 86_400),
  allowsExtranet: flag,
})
export type PairingSettingsView = z.infer<typeof pairingSettingsSchema>

/** What keeps the worker from speaking with the portal, as far as the worker that is asked knows. */
const portalProblemSchema = z.object({
  kind: z.enum(['moved', 'credential', 'unreachable']),
  /** Epoch milliseconds. */
  since: at,
})
export type PortalProblemView = z.infer<typeof portalProblemSchema>

const siteViewSchema = z.object({
  ...siteFieldsSchema.shape,
  host: z.string(),
  /** `environment`: the operator's, not to be changed here. */
  origin: z.enum(['environment', 'console']),
  createdAt: at,
  /** The beginning of each key's digest, oldest first: tells keys apart and opens nothing. */
  keyIds: z.array(z.string()),
})
export type SiteView = z.infer<typeof siteViewSchema>

/** A key is shown in this answer and never again. */
const siteWithKey = z.object({ site: siteViewSchema, key: z.string() })

const nothing = z.object({})

/** Everything console and worker say to each other; client and routes are typed from it. */
export const consoleApi = {
  status: defineEndpoint({
    method: 'GET',
    path: '/api/status',
    input: nothing,
    result: workerStatusSchema,
    access: 'public',
  }),
  openSession: defineEndpoint({
    method: 'POST',
    path: '/api/session',
    input: z.object({ accessToken: secret, domain: textOf(255) }),
    result: openedSessionSchema,
    access: 'public',
  }),
  connectPortal: defineEndpoint({
    method: 'POST',
    path: '/api/portals',
    input: z.object({ refreshToken: secret, setupCode: secret }),
    result: z.object({ memberId: z.string(), origin: z.string() }),
    access: 'public',
  }),
  getPortal: defineEndpoint({
    method: 'GET',
    path: '/api/portal',
    input: nothing,
    result: z.object({ problem: z.nullable(portalProblemSchema) }),
    access: 'admin',
  }),
  listPairings: defineEndpoint({
    method: 'GET',
    path: '/api/pairings',
    input: z.object({
      state: z.optional(z.enum(pairingStates, `one of: ${pairingStates.join(', ')}`)),
      site: z.optional(id),
      /** `next` of the page before. */
      before: z.optional(shaped(/^\d{1,15}\.[0-9a-f]{1,64}$/, 'the `next` of the page before')),
    }),
    result: z.object({
      pairings: z.array(pairingViewSchema),
      next: z.nullable(z.string()),
      /** How many stand in each state, of all sites. */
      counts: z.record(z.enum(pairingStates), count),
      /** The worker's clock. */
      now: at,
    }),
    access: 'admin',
  }),
  findPairing: defineEndpoint({
    method: 'GET',
    path: '/api/pairings/:id',
    input: z.object({ id }),
    result: z.object({
      pairing: pairingViewSchema,
      /** Oldest first. */
      trace: z.array(auditViewSchema),
      /** So many older entries of what was refused are not among these; every step is. */
      leftOut: count,
      now: at,
    }),
    access: 'admin',
  }),
  listAudit: defineEndpoint({
    method: 'GET',
    path: '/api/audit',
    input: z.object({ before: z.optional(digits) }),
    result: z.object({
      /** Newest first. */
      entries: z.array(auditViewSchema),
      next: z.nullable(z.string()),
    }),
    access: 'admin',
  }),
  getSettings: defineEndpoint({
    method: 'GET',
    path: '/api/settings',
    input: nothing,
    result: pairingSettingsSchema,
    access: 'admin',
  }),
  putSettings: defineEndpoint({
    method: 'PUT',
    path: '/api/settings',
    input: pairingSettingsSchema,
    result: pairingSettingsSchema,
    access: 'admin',
  }),
  listSites: defineEndpoint({
    method: 'GET',
    path: '/api/sites',
    input: nothing,
    result: z.object({ sites: z.array(siteViewSchema) }),
    access: 'admin',
  }),
  addSite: defineEndpoint({
    method: 'POST',
    path: '/api/sites',
    input: siteFieldsSchema,
    result: siteWithKey,
    access: 'admin',
  }),
  putSite: defineEndpoint({
    method: 'PUT',
    path: '/api/sites/:id',
    input: siteFieldsSchema,
    result: siteViewSchema,
    access: 'admin',
  }),
  removeSite: defineEndpoint({
    method: 'DELETE',
    path: '/api/sites/:id',
    input: z.object({ id }),
    result: z.object({}),
    access: 'admin',
  }),
  addSiteKey: defineEndpoint({
    method: 'POST',
    path: '/api/sites/:id/keys',
    input: z.object({ id }),
    result: siteWithKey,
    access: 'admin',
  }),
  removeSiteKey: defineEndpoint({
    method: 'DELETE',
    path: '/api/sites/:id/keys/:keyId',
    input: z.object({ id, keyId: id }),
    result: siteViewSchema,
    access: 'admin',
  }),
  ...linkEndpoints,
} as const

export type ConsoleApi = typeof consoleApi
export type EndpointName = keyof ConsoleApi
/** What the console says; `undefined` marks what may be left out. */
export type EndpointInput<E extends EndpointName> = z.input<ConsoleApi[E]['input']>
export type EndpointResult<E extends EndpointName> = z.output<ConsoleApi[E]['result']>
