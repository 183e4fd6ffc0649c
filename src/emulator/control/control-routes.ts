import { Hono } from 'hono'
import * as z from 'zod/mini'
import { faultSchema } from '../../contract/portal-pages/page-api.ts'
import { postInstallCallback, uninstallApp, updateApp } from '../delivery/app-events.ts'
import { joinChat } from '../chat/join-chat.ts'
import { issueAuthCode, issueTokens } from '../oauth/tokens.ts'
import type { PageHandlers } from '../ajax/page-handlers.ts'
import { pageUser } from '../ajax/page-view.ts'
import { stripOf } from '../ajax/strip.ts'
import { RefusalError } from '../rest/refusal.ts'
import { refusal } from '../rest/refuse.ts'
import { consoleApp, seedUsers } from '../seed-credentials.ts'
import { addEmployees } from '../seed.ts'
import { ownerBotView } from '../state/bots.ts'
import { chatView } from '../state/chat-view.ts'
import { openPrivateChat, resolveDialog } from '../state/chats.ts'
import { insertMessage } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow } from '../state/rows.ts'
import { addFault, clearFaults } from '../state/settings.ts'
import { controlBodies } from './control-schemas.ts'

export type Control = {
  readonly token: string
  readonly portalOf: (request: Request) => Portal
  readonly actions: PageHandlers
  readonly advanceClock: (ms: number) => void
  /** Throws everything away and seeds anew. */
  readonly reset: () => void
  /** Waits until every webhook has been answered. */
  readonly idle: () => Promise<void>
}

const done = { result: true }
const admin = seedUsers.admin

const groupOf = (portal: Portal, dialogId: string, userId: number): ChatRow => {
  const target = resolveDialog(portal, dialogId, userId)
  if (target.kind === 'none') throw refusal('CHAT_NOT_FOUND')
  return target.kind === 'chat' ? target.chat : openPrivateChat(portal, userId, target.partnerId).chat
}

const appOf = (portal: Portal, clientId: string) => {
  const app = portal.apps.get(clientId)
  if (!app) throw refusal('APP_NOT_FOUND', `No app ${clientId}`)
  return app
}

type Bodies = typeof controlBodies
type Commands = { readonly [N in keyof Bodies]: (portal: Portal, body: z.infer<Bodies[N]>) => unknown }

/** 0 is nobody; anybody else has to exist. */
const needUser = (portal: Portal, userId: number) => {
  if (userId !== 0 && !portal.users.has(userId)) throw refusal('USER_NOT_FOUND', `No user ${userId}`)
}

const createCommands = ({ actions, advanceClock }: Control): Commands => ({
  say: (portal, { as = admin, ...params }) => actions['chat.send']({ portal, userId: as, params }),
  press: (portal, { as = admin, ...params }) => actions['chat.press']({ portal, userId: as, params }),
  react: (portal, { as = admin, ...params }) => actions['chat.react']({ portal, userId: as, params }),
  edit: (portal, { as = admin, ...params }) => actions['chat.edit']({ portal, userId: as, params }),
  delete: (portal, { as = admin, ...params }) => actions['chat.delete']({ portal, userId: as, params }),
  forward: (portal, { as = admin, ...params }) => actions['chat.forward']({ portal, userId: as, params }),
  'add-users': (portal, { as = admin, dialogId, userIds, hideHistory }) => ({
    added: joinChat(portal, groupOf(portal, dialogId, as), {
      userIds,
      byId: as,
      hideHistory: hideHistory ?? false,
    }),
  }),
  'create-chat': (portal, { as = admin, ...params }) =>
    actions['chat.create']({ portal, userId: as, params }),
  'remove-user': (portal, { dialogId, userId }) => ({
    result: groupOf(portal, dialogId, userId).members.delete(userId),
  }),
  dismiss: (portal, { userId }) => {
    const user = portal.users.get(userId)
    if (user) user.active = false
    return { result: user !== undefined }
  },
  rights: (portal, { userId, admin }) => {
    const user = portal.users.get(userId)
    if (user) portal.users.set(userId, { ...user, admin })
    return { result: user !== undefined }
  },
  clock: (portal, { advanceMs }) => {
    advanceClock(advanceMs)
    return { now: portal.now() }
  },
  seed: (portal, { as = admin, dialogId, messages }) => {
    const chat = groupOf(portal, dialogId, as)
    const ids = Array.from(
      { length: messages },
      (_, index) => insertMessage(portal, chat, { authorId: as, text: `Message ${index + 1}` }).id,
    )
    return { firstId: ids[0] ?? null, lastId: ids.at(-1) ?? null }
  },
  'seed-users': (portal, { count }) => ({ userIds: addEmployees(portal, count) }),
  settings: (portal, body) => {
    const { settings } = portal
    const { installed, appUrl, operatingSeconds, ...switches } = body
    Object.assign(settings, switches)
    for (const [method, seconds] of Object.entries(operatingSeconds ?? {}))
      settings.operatingSeconds.set(method.toLowerCase(), seconds)
    const app = appOf(portal, consoleApp.clientId)
    if (installed !== undefined) app.installed = installed
    if (appUrl !== undefined) {
      app.url = appUrl
      app.installUrl = new URL('install.html', appUrl).href
    }
    return done
  },
  tokens: (portal, { clientId = consoleApp.clientId, userId = admin, scopes }) => {
    needUser(portal, userId)
    return issueTokens(portal, { clientId, userId, scopes: scopes ?? appOf(portal, clientId).scopes })
  },
  'install-app': (portal, { as = admin, clientId = consoleApp.clientId, url }) => {
    postInstallCallback(portal, appOf(portal, clientId), as, url)
    return done
  },
  'update-app': (portal, { as = admin, clientId = consoleApp.clientId, version }) => {
    updateApp(portal, appOf(portal, clientId), as, version)
    return done
  },
  'uninstall-app': (portal, { clientId = consoleApp.clientId, clean }) => {
    uninstallApp(portal, appOf(portal, clientId), clean)
    return done
  },
  'auth-code': (portal, { clientId = consoleApp.clientId, userId = admin }) => {
    needUser(portal, userId)
    return { code: issueAuthCode(portal, { clientId, userId, scopes: appOf(portal, clientId).scopes }) }
  },
})

const stateOf = (portal: Portal) => ({
  now: portal.now(),
  sessid: portal.sessid,
  origin: portal.origin,
  memberId: portal.memberId,
  users: [...portal.users.values()].map((user) => pageUser(portal, user)),
  bots: [...portal.bots.values()].map((bot) => ownerBotView(portal, bot)),
  chats: [...portal.chats.values()].map((chat) => ({
    ...chatView(portal, chat, admin),
    memberIds: [...chat.members.keys()],
  })),
  apps: [...portal.apps.values()].map(({ clientId, title, applicationToken, installed }) => ({
    clientId,
    title,
    applicationToken,
    installed,
  })),
})

const readJson = async (request: Request): Promise<unknown> => {
  const text = await request.text()
  return text === '' ? {} : (JSON.parse(text) as unknown)
}

/** The door for tests and demos, `/__control/*`: behind a token, in the header `x-control-token` or the query `token`. */
export const createControlRoutes = (control: Control): Hono => {
  const routes = new Hono()
  const commands = createCommands(control)
  const here = (c: { req: { raw: Request } }) => control.portalOf(c.req.raw)

  routes.use(async (c, next) => {
    const given = c.req.header('x-control-token') ?? c.req.query('token')
    if (given !== control.token) return c.json({ error: 'WRONG_CONTROL_TOKEN' }, 403)
    await next()
    return undefined
  })
  routes.onError((error, c) => {
    if (error instanceof RefusalError) return c.json({ error: error.code, message: error.message }, 400)
    return c.json({ error: 'BAD_CONTROL_REQUEST', message: error.message }, 400)
  })

  routes.get('/state', (c) => c.json(stateOf(here(c))))
  routes.get('/strip', (c) => c.json(stripOf(here(c))))
  routes.get('/clock', (c) => c.json({ now: here(c).now() }))
  routes.get('/messages', (c) => {
    const userId = Number(c.req.query('as') ?? admin)
    return c.json(
      control.actions['chat.messages']({
        portal: here(c),
        userId,
        params: { dialogId: c.req.query('dialogId') ?? '', since: 0 },
      }),
    )
  })
  routes.get('/deliveries', async (c) => {
    await control.idle()
    return c.json({ deliveries: here(c).deliveries })
  })
  routes.get('/requests', (c) => c.json({ requests: here(c).requests }))
  routes.delete('/requests', (c) => {
    here(c).requests.length = 0
    return c.json(done)
  })
  routes.get('/faults', (c) => c.json({ faults: here(c).settings.faults }))
  routes.post('/faults', async (c) => {
    addFault(here(c).settings, faultSchema.parse(await readJson(c.req.raw)))
    return c.json(done)
  })
  routes.delete('/faults', (c) => {
    clearFaults(here(c).settings)
    return c.json(done)
  })
  routes.post('/reset', (c) => {
    control.reset()
    return c.json(done)
  })
  const on = <N extends keyof Bodies>(name: N) =>
    routes.post(`/${name}`, async (c) => {
      // One name leads to the schema and the command of its type.
      const body = controlBodies[name].parse(await readJson(c.req.raw)) as z.infer<Bodies[N]>
      return c.json(commands[name](here(c), body) as object) // commands answer objects
    })
  // Object.keys forgets that the keys of a constant are known.
  for (const name of Object.keys(controlBodies) as (keyof Bodies)[]) on(name)
  return routes
}
