import {
  Outlet,
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router'
import type { Portal } from '../portal/portal.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/waiting.tsx'
import { keepFocus } from './focus-keeper.ts'
import { IslandFailed } from './island-failed.tsx'
import { findKeptPlace, keepPlace } from './last-place.ts'
import { dropLaunchQuery } from './launch-query.ts'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined

const idOf = (value: unknown): number | undefined => {
  const id = Number(value)
  return Number.isInteger(id) && id > 0 ? id : undefined
}

/** The panel's tabs, as they stand in the address. */
const tabs = ['profile', 'commands', 'events', 'danger'] as const
type Tab = (typeof tabs)[number]
const tabOf = (text: string): Tab => tabs.find((tab) => tab === text) ?? 'profile'

const createRoutes = (onLeave: () => void) => {
  const root = createRootRoute({
    component: () => (
      <Layout onLeave={onLeave}>
        <Outlet />
      </Layout>
    ),
    notFoundComponent: NotFound,
  })
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
      throw redirect({ to: '/bots', replace: true })
    },
  })
  const register = createRoute({
    getParentRoute: () => root,
    path: '/bots/register',
    component: lazyPart(async () => (await import('../features/bots/register-screen.tsx')).RegisterScreen),
  })
  const bots = createRoute({
    getParentRoute: () => root,
    path: '/bots',
    validateSearch: (search: Record<string, unknown>): { q?: string } => {
      const q = textOf(search.q)
      return q === undefined ? {} : { q }
    },
    component: lazyPart(async () => (await import('../features/bots/bots-screen.tsx')).BotsScreen),
  })
  const bot = createRoute({
    getParentRoute: () => bots,
    path: '/$botId/$tab',
    params: {
      parse: ({ botId, tab }) => ({ botId: idOf(botId) ?? 0, tab: tabOf(tab) }),
      stringify: ({ botId, tab }) => ({ botId: String(botId), tab }),
    },
    component: lazyPart(async () => (await import('../features/bots/bot-panel.tsx')).BotPanel),
  })
  const events = createRoute({
    getParentRoute: () => root,
    path: '/events',
    validateSearch: (search: Record<string, unknown>): { bot?: number; event?: number } => {
      const bot = idOf(search.bot)
      const event = idOf(search.event)
      return { ...(bot === undefined ? {} : { bot }), ...(event === undefined ? {} : { event }) }
    },
    component: lazyPart(async () => (await import('../features/events/events-screen.tsx')).EventsScreen),
  })
  return root.addChildren([home, register, bots.addChildren([bot]), events])
}

const titles: readonly (readonly [path: string, title: string])[] = [
  ['/bots/register', 'Register a bot'],
  ['/bots', 'Bots'],
  ['/events', 'Events'],
]

const titleOf = (pathname: string): string => {
  const title = titles.find(([path]) => pathname.startsWith(path))?.[1]
  return title ? `${title} · Bot Console` : 'Bot Console'
}

/** Places are hashes: a static app has no server that could rewrite paths. */
export const createConsoleRouter = (options: { readonly portal: Portal; readonly onLeave: () => void }) => {
  const { portal, onLeave } = options
  dropLaunchQuery(window)
  const history = createHashHistory()
  const kept = findKeptPlace(portal, location.hash)
  if (kept !== undefined) history.replace(kept)
  const router = createRouter({
    routeTree: createRoutes(onLeave),
    history,
    defaultPendingComponent: () => <Waiting label="Loading" />,
    defaultPendingMs: 0,
    defaultPendingMinMs: 0,
    defaultErrorComponent: IslandFailed,
  })
  keepFocus(router)
  router.subscribe('onResolved', ({ toLocation }) => {
    document.title = titleOf(toLocation.pathname)
    keepPlace(portal, toLocation.href)
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
