import * as z from 'zod/mini'
import { jsonObjectSchema } from './json-object.ts'
import { printable, shaped, textOf } from '../pairing/endpoint.ts'
import { shortLinkStates } from './short-link-states.ts'

export type ShortLinkState = (typeof shortLinkStates)[number]

/** What the chat's address carries. `token`: only a token, the context stays with the worker. `context`: the context itself, with the token beside it as `link`. */
export const carriedKinds = ['token', 'context'] as const
export type CarriedKind = (typeof carriedKinds)[number]

export const shortLinkLimits = {
  nameChars: 100,
  campaignChars: 60,
  titleChars: 80,
  textChars: 400,
  slugChars: 40,
  /** As JSON. */
  contextChars: 10_000,
  /** The bots' languages read no deeper, and some fail. */
  contextLevels: 100,
  /** Of the link into the chat, so that the page with it stays small; what a visitor's address brings comes on top. */
  linkChars: 2000,
  parameters: 30,
  maxUses: 1_000_000,
  linksAtOnce: 200,
  keys: 2,
} as const

const upTo = (most: number) => {
  const right = `a text of at most ${most} characters`
  return z.string(right).check(z.maxLength(most, right), printable)
}

/** What has a date that people can read: up to the end of the year 9999. */
const latestAt = Date.UTC(10_000, 0) - 1
const rightAt = 'a time in epoch milliseconds, up to the year 9999'
const at = z.int(rightAt).check(z.gte(0, rightAt), z.lte(latestAt, rightAt))

/** What an admin says about a short link. */
export const shortLinkFieldsSchema = z.object({
  /** For the admins; visitors do not see it. */
  name: textOf(shortLinkLimits.nameChars),
  /** Links of one campaign are counted together; `''` for none. */
  campaign: upTo(shortLinkLimits.campaignChars),
  /** The dialog as the person sees it: the bot's user id. */
  botDialogId: shaped(/^(\d{1,15}|chat\d{1,15})$/, 'the id of a bot, or chat and a number'),
  /** As the landing page names the bot. */
  botName: textOf(100),
  carries: z.enum(carriedKinds, `one of: ${carriedKinds.join(', ')}`),
  context: jsonObjectSchema,
  /** UTM and others, name and value as typed; they stand behind the context. What a visitor brings replaces those of the same name. */
  parameters: z
    .array(z.tuple([textOf(100), upTo(1000)]), 'a list of name and value')
    .check(z.maxLength(shortLinkLimits.parameters, `at most ${shortLinkLimits.parameters}`)),
  /** The landing page's own heading and sentence; `''` takes the page's. */
  title: upTo(shortLinkLimits.titleChars),
  text: upTo(shortLinkLimits.textChars),
  expiresAt: z.nullable(at),
  /** How many different people the bot's side may resolve it for. */
  maxUses: z.nullable(
    z
      .int('a whole number')
      .check(z.gte(1, 'at least 1'), z.lte(shortLinkLimits.maxUses, 'at most a million')),
  ),
})
export type ShortLinkFields = z.infer<typeof shortLinkFieldsSchema>

/** Where the page lies: `https://worker/{slug}`. */
export const slugSchema = shaped(
  /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/,
  '3 to 40 lower-case letters, digits and dashes, no dash at an end',
)

/** What became of a link, counted: how many times, and for the last two, how many people. */
export const funnelSchema = z.object({
  /** Looks at the landing page by browsers; previews, crawlers and prefetches are not counted. */
  landed: z.int(),
  app: z.int(),
  browser: z.int(),
  copied: z.int(),
  /** People for whom the bot's side resolved the token. */
  received: z.int(),
  /** People who then wrote to the bot, as its side reports. */
  replied: z.int(),
})
export type Funnel = z.infer<typeof funnelSchema>

/** A short link as admins see it; the context is asked for apart. Times are epoch milliseconds. */
export const shortLinkViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  /** The landing page. */
  url: z.string(),
  state: z.enum(shortLinkStates),
  ...z.omit(shortLinkFieldsSchema, { context: true }).shape,
  createdAt: z.int(),
  createdBy: z.int(),
  revokedAt: z.nullable(z.int()),
  funnel: funnelSchema,
})
export type ShortLinkView = z.infer<typeof shortLinkViewSchema>
