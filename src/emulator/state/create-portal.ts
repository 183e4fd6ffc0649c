import { seedPortal } from '../seed.ts'
import { mainHost, secondHost, seedApps, seedPortals, seedWebhooks } from '../seed-credentials.ts'
import type { Portal, Sequence } from './portal.ts'
import type { AppRow, DeliveryRow } from './rows.ts'
import type { Settings } from './settings.ts'

type PortalParts = {
  readonly now: () => number
  readonly randomHex: (bytes: number) => string
  readonly post: (delivery: DeliveryRow, line: string) => void
  readonly settings: Settings
  readonly appUrl: string
  readonly installed: boolean
}

/** Sequences start apart, so that an id of one kind is never taken for another by luck. */
const firstIds: Record<Sequence, number> = {
  user: 0,
  chat: 10,
  message: 500,
  command: 40,
  file: 130,
  event: 1000,
  handler: 400,
  revision: 0,
  delivery: 0,
  request: 0,
}

const newApp = (app: (typeof seedApps)[number], parts: PortalParts): AppRow => ({
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  title: app.title,
  scopes: app.scopes,
  applicationToken: parts.randomHex(16),
  url: parts.appUrl,
  installUrl: new URL('install.html', parts.appUrl).href,
  installed: app === seedApps[0] ? parts.installed : true,
  options: new Map(),
  userOptions: new Map(),
  handlers: [],
  placements: [],
})

/** A portal full of the seed. */
export const createPortal = (key: Portal['key'], parts: PortalParts): Portal => {
  const portal: Portal = {
    key,
    ...seedPortals[key],
    language: 'en',
    origin: `http://${key === 'main' ? mainHost : secondHost}:8024`,
    users: new Map(),
    bots: new Map(),
    chats: new Map(),
    messages: new Map(),
    commands: new Map(),
    files: new Map(),
    apps: new Map(seedApps.map((app) => [app.clientId, newApp(app, parts)])),
    webhooks: [...seedWebhooks],
    subscribers: new Set(),
    events: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    authCodes: new Map(),
    downloads: new Map(),
    commandTokens: new Map(),
    windows: new Map(),
    deliveries: [],
    requests: [],
    removed: [],
    lastIds: { ...firstIds },
    sessid: parts.randomHex(16),
    settings: parts.settings,
    now: parts.now,
    randomHex: parts.randomHex,
    post: parts.post,
  }
  seedPortal(portal)
  return portal
}
