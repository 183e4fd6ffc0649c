/** What the seeded portals know from the start: fixed, so that tests, scripts and readers of the documentation can use it. Nothing here opens anything real. */

/** The app the console is installed as. */
export const consoleApp = {
  clientId: 'local.691ef0c0a1b2c3.10000001',
  clientSecret: 'sandboxConsoleSecret0000000000000000000000000000001',
  title: 'Bot Console',
  scopes: ['im', 'imbot', 'user', 'placement'],
} as const

/** A second app of the portal, with bots of its own. */
export const secondApp = {
  clientId: 'local.691ef0c0a1b2c3.20000002',
  clientSecret: 'sandboxSecondSecret00000000000000000000000000000002',
  title: 'Helpdesk Bots',
  scopes: ['im', 'imbot', 'user', 'placement'],
} as const

/** A third one, for code samples and programs that are not ours. */
export const samplesApp = {
  clientId: 'local.691ef0c0a1b2c3.30000003',
  clientSecret: 'sandboxSamplesSecret0000000000000000000000000000003',
  title: 'Samples',
  scopes: ['im', 'imbot', 'user', 'placement'],
} as const

export const seedApps = [consoleApp, secondApp, samplesApp] as const

/** Incoming webhooks of both portals: `/rest/{userId}/{code}/`. */
export const seedWebhooks = [
  { userId: 1, code: 'sandbox', scopes: ['im', 'imbot', 'user'] },
  { userId: 1, code: 'imbotonly', scopes: ['imbot'] },
  { userId: 2, code: 'annahook', scopes: ['im', 'imbot', 'user'] },
] as const

/** The address under which the main portal is reached; every unknown host is the main portal too. */
export const mainHost = '127.0.0.1'
/** The address under which the second portal is reached. */
export const secondHost = 'localhost'

/** Tokens of the bots the seed registers over a webhook, by bot code. */
export const seedBotTokens = {
  helpdesk_bot: 'helpdesk-bot-token',
  watcher_bot: 'watcher-bot-token',
  diary_bot: 'diary-bot-token',
} as const

/** Users of the seed by role; both portals number them alike. */
export const seedUsers = {
  admin: 1,
  employee: 2,
  manager: 3,
  extranet: 4,
  email: 5,
  collaber: 6,
  dismissed: 7,
} as const

/** Names of the two portals; events and launches carry the member id. */
export const seedPortals = {
  main: { title: 'Aurora', memberId: 'a0e1b2c3d4f5061728394a5b6c7d8e9f' },
  second: { title: 'Borealis', memberId: 'b1f2c3d4e5a6071829304b5c6d7e8f90' },
} as const

/** Ids of the seed's bots, by code; each is the id of the bot's user. */
export const seedBotIds = {
  echo_bot: 21,
  helpdesk_bot: 22,
  watcher_bot: 23,
  diary_bot: 24,
  line_bot: 25,
} as const

/** Ids of the seed's chats: a group, an open chat, an open channel. */
export const seedChats = { project: 11, support: 12, news: 13 } as const
