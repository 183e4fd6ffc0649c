import * as z from 'zod/mini'
import { jsonObjectSchema } from './json-object.ts'
import { defineEndpoint, digits, id, textOf } from '../pairing/endpoint.ts'
import {
  funnelSchema,
  shortLinkFieldsSchema,
  shortLinkLimits,
  shortLinkViewSchema,
  slugSchema,
} from './short-link.ts'
import { shortLinkStates } from './short-link-states.ts'

const linkKeySchema = z.object({ id: z.string(), createdAt: z.int() })

/** What console and worker say to each other about short links; part of `consoleApi`. */
export const linkEndpoints = {
  listLinks: defineEndpoint({
    method: 'GET',
    path: '/api/links',
    input: z.object({
      /** Looks in name, slug and campaign. */
      q: z.optional(textOf(100)),
      campaign: z.optional(textOf(shortLinkLimits.campaignChars)),
      state: z.optional(z.enum(shortLinkStates, `one of: ${shortLinkStates.join(', ')}`)),
      before: z.optional(digits),
    }),
    result: z.object({
      /** Newest first. */
      links: z.array(shortLinkViewSchema),
      next: z.nullable(z.string()),
      /** Of all links that match, not of this page only. */
      total: z.object({ links: z.int(), funnel: funnelSchema }),
      campaigns: z.array(z.string()),
      /** The worker's clock. */
      now: z.int(),
    }),
    access: 'admin',
  }),
  findLink: defineEndpoint({
    method: 'GET',
    path: '/api/links/:id',
    input: z.object({ id }),
    result: z.object({
      link: shortLinkViewSchema,
      context: jsonObjectSchema,
      /** Names what admins have said of it, all of it; whoever changes it says what they have read. */
      version: z.string(),
      /** What the landing page offers: the links into the chat. */
      webLink: z.string(),
      appLink: z.string(),
      /** Days (`2026-11-20`, UTC) on which something happened, oldest first; at most 90. */
      days: z.array(z.object({ day: z.string(), ...funnelSchema.shape })),
      now: z.int(),
    }),
    access: 'admin',
  }),
  addLinks: defineEndpoint({
    method: 'POST',
    path: '/api/links',
    input: z.object({
      /** All or none; `slug` is chosen by the worker where it is left out. */
      links: z
        .array(z.extend(shortLinkFieldsSchema, { slug: z.optional(slugSchema) }), 'a list of links')
        .check(
          z.minLength(1, 'at least one link'),
          z.maxLength(shortLinkLimits.linksAtOnce, `at most ${shortLinkLimits.linksAtOnce} at once`),
        ),
    }),
    result: z.object({ links: z.array(shortLinkViewSchema) }),
    access: 'admin',
  }),
  putLink: defineEndpoint({
    method: 'PUT',
    path: '/api/links/:id',
    input: z.extend(shortLinkFieldsSchema, { id, version: textOf(100) }),
    result: shortLinkViewSchema,
    access: 'admin',
  }),
  /** For good; the page says that the link is over. */
  revokeLink: defineEndpoint({
    method: 'POST',
    path: '/api/links/:id/revoke',
    input: z.object({ id }),
    result: shortLinkViewSchema,
    access: 'admin',
  }),
  listLinkKeys: defineEndpoint({
    method: 'GET',
    path: '/api/link-keys',
    input: z.object({}),
    result: z.object({ keys: z.array(linkKeySchema) }),
    access: 'admin',
  }),
  /** The key with which the bot's side resolves tokens; shown in this answer and never again. */
  addLinkKey: defineEndpoint({
    method: 'POST',
    path: '/api/link-keys',
    input: z.object({}),
    result: z.object({ key: z.string(), keys: z.array(linkKeySchema) }),
    access: 'admin',
  }),
  removeLinkKey: defineEndpoint({
    method: 'DELETE',
    path: '/api/link-keys/:keyId',
    input: z.object({ keyId: id }),
    result: z.object({ keys: z.array(linkKeySchema) }),
    access: 'admin',
  }),
} as const
