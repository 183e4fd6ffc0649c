import { tellAppInstalled } from '../delivery/app-events.ts'
import { readLink } from '../links/link-readers.ts'
import { userOptionsOf } from '../methods/app-methods.ts'
import { sendContext } from '../methods/send-context.ts'
import { hostOf } from '../oauth/tokens.ts'
import { refusal } from '../rest/refuse.ts'
import { addFault, clearFaults } from '../state/settings.ts'
import { launchApp, refreshWindow, windowOf } from './app-window.ts'
import type { PageHandlers } from './page-handlers.ts'
import { pageUser } from './page-view.ts'
import { stripOf } from './strip.ts'

const done = { result: true }

type PortalActions = Exclude<keyof PageHandlers, `chat.${string}`>

/** What the pages ask beside the messenger: the app's window, the developer's strip, links. */
export const createPortalActions = (
  advanceClock: (ms: number) => void,
): Pick<PageHandlers, PortalActions> => ({
  'portal.launch': ({ portal, userId, params }) => launchApp(portal, userId, params.app),
  'portal.refreshAuth': ({ portal, params }) => refreshWindow(portal, params.appSid),
  'portal.setInstall': ({ portal, params }) => {
    const { app } = windowOf(portal, params.appSid)
    if (!params.install) app.installed = false
    return done
  },
  'portal.finishInstall': ({ portal, params }) => {
    const { app, userId } = windowOf(portal, params.appSid)
    const isFirst = !app.installed
    app.installed = true
    if (isFirst) tellAppInstalled(portal, app, userId)
    return done
  },
  'portal.setAppOption': ({ portal, userId, params }) => {
    const { app } = windowOf(portal, params.appSid)
    if (!portal.users.get(userId)?.admin) throw refusal('ACCESS_DENIED')
    app.options.set(params.name, params.value)
    return { options: Object.fromEntries(app.options) }
  },
  'portal.setUserOption': ({ portal, params }) => {
    const { app, userId } = windowOf(portal, params.appSid)
    const options = userOptionsOf(app, userId)
    options.set(params.name, params.value)
    return { options: Object.fromEntries(options) }
  },
  'portal.users': ({ portal }) => ({
    users: [...portal.users.values()].map((user) => pageUser(portal, user)),
  }),
  'portal.strip': ({ portal }) => stripOf(portal),
  'portal.advanceClock': ({ portal, params }) => {
    advanceClock(params.ms)
    return { now: portal.now() }
  },
  'portal.addFault': ({ portal, params }) => {
    addFault(portal.settings, params)
    return done
  },
  'portal.clearFaults': ({ portal }) => {
    clearFaults(portal.settings)
    return done
  },
  'portal.setLimits': ({ portal, params }) => {
    portal.settings.limits = params.enabled
    return done
  },
  'link.read': ({ portal, params }) =>
    readLink({
      reader: params.reader,
      url: params.url,
      domain: hostOf(portal),
      nativeDecodes: params.nativeDecodes ?? portal.settings.nativeDecodes,
    }),
  'im.v2.Chat.Bot.sendContext': ({ portal, userId, params }) => sendContext(portal, params, userId),
})
