import * as z from 'zod/mini'

const asUser = { as: z.optional(z.number()) }

/** Bodies of the control door, by the last part of the address; `as` is the acting user, the admin when absent. */
export const controlBodies = {
  say: z.object({
    ...asUser,
    dialogId: z.string(),
    text: z.string(),
    replyId: z.optional(z.number()),
  }),
  press: z.object({
    ...asUser,
    messageId: z.number(),
    botId: z.number(),
    command: z.string(),
    params: z.optional(z.string()),
  }),
  react: z.object({
    ...asUser,
    messageId: z.number(),
    reaction: z.string(),
    action: z._default(z.enum(['add', 'delete']), 'add'),
  }),
  edit: z.object({ ...asUser, messageId: z.number(), text: z.string() }),
  delete: z.object({ ...asUser, messageId: z.number(), complete: z.optional(z.boolean()) }),
  forward: z.object({ ...asUser, messageId: z.number(), dialogId: z.string() }),
  'add-users': z.object({
    ...asUser,
    dialogId: z.string(),
    userIds: z.array(z.number()),
    /** The newcomers see nothing that was said before. */
    hideHistory: z.optional(z.boolean()),
  }),
  'create-chat': z.object({ ...asUser, title: z.string(), userIds: z.array(z.number()) }),
  'remove-user': z.object({ dialogId: z.string(), userId: z.number() }),
  /** The user may no longer sign in, call or be added. */
  dismiss: z.object({ userId: z.number() }),
  /** Makes somebody an administrator, or an employee like others. */
  rights: z.object({ userId: z.number(), admin: z.boolean() }),
  clock: z.object({ advanceMs: z.number() }),
  /** Many messages at once, told to nobody. */
  seed: z.object({ ...asUser, dialogId: z.string(), messages: z.number() }),
  /** Many employees, for lists that have pages. */
  'seed-users': z.object({ count: z.int().check(z.gte(0), z.lte(10_000)) }),
  settings: z.object({
    limits: z.optional(z.boolean()),
    legacyFormats: z.optional(z.boolean()),
    maxFileBytes: z.optional(z.number()),
    router: z.optional(z.enum(['current', 'older'])),
    nativeDecodes: z.optional(z.union([z.literal(0), z.literal(1)])),
    /** Seconds a call of a method is said to take. */
    operatingSeconds: z.optional(z.record(z.string(), z.number())),
    operatingLimit: z.optional(z.number()),
    /** Whether the console's app has finished its installation. */
    installed: z.optional(z.boolean()),
    appUrl: z.optional(z.url()),
  }),
  tokens: z.object({
    clientId: z.optional(z.string()),
    /** 0 for a token behind which nobody stands. */
    userId: z.optional(z.number()),
    scopes: z.optional(z.array(z.string())),
  }),
  /** What the portal does when an app that uses the API alone is added: posts to its install address. */
  'install-app': z.object({ ...asUser, clientId: z.optional(z.string()), url: z.url() }),
  'update-app': z.object({
    ...asUser,
    clientId: z.optional(z.string()),
    version: z._default(z.string(), '2'),
  }),
  'uninstall-app': z.object({ clientId: z.optional(z.string()), clean: z._default(z.boolean(), false) }),
  'auth-code': z.object({ clientId: z.optional(z.string()), userId: z.optional(z.number()) }),
} as const
