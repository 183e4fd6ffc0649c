import type { AnyRoute } from '@tanstack/react-router'
import {
  Outlet,
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router'
import type { PairingStateName } from '../../contract/pairing/pairing-words.ts'
import { pairingStates } from '../../contract/pairing/pairing-words.ts'
import type { Portal } from '../portal/portal.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/waiting.tsx'
import { keepFocus } from './focus-keeper.ts'
import { IslandFailed } from './island-failed.tsx'
import { findKeptPlace, keepPlace } from './last-place.ts'
import { dropLaunchQuery } from './launch-query.ts'
import { Layout } from './layout.tsx'
import { createLinkRoutes } from './link-routes.ts'
import { NotFound } from './not-found.tsx'
import { idOf, placeOf, textOf } from './search-values.ts'

/** The panel's tabs, as they stand in the address. */
const tabs = ['profile', 'commands', 'events', 'danger'] as const
type Tab = (typeof tabs)[number]
const tabOf = (text: string): Tab => tabs.find((tab) => tab === text) ?? 'profile'

const createPairingRoutes = <Root extends AnyRoute>(root: Root) => {
  const pairings = createRoute({
    getParentRoute: () => root,
    path: '/pairings',
    component: lazyPart(
      async () => (await import('../features/pairings/pairings-screen.tsx')).PairingsScreen,
    ),
  })
  const home = createRoute({
    getParentRoute: () => pairings,
    path: '/',
    beforeLoad: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
      throw redirect({ to: '/pairings/live', replace: true })
    },
  })
  const live = createRoute({
    getParentRoute: () => pairings,
    path: '/live',
    validateSearch: (search: Record<string, unknown>): { state?: PairingStateName; site?: string } => {
      const state = pairingStates.find((name) => name === search.state)
      const site = textOf(search.site)
      return { ...(state === undefined ? {} : { state }), ...(site === undefined ? {} : { site }) }
    },
    component: lazyPart(async () => (await import('../features/pairings/live-screen.tsx')).LiveScreen),
  })
  const pairing = createRoute({
    getParentRoute: () => live,
    path: '/$pairingId',
    component: lazyPart(async () => (await import('../features/pairings/pairing-panel.tsx')).PairingPanel),
  })
  const sites = createRoute({
    getParentRoute: () => pairings,
    path: '/sites',
    component: lazyPart(async () => (await import('../features/pairings/sites-screen.tsx')).SitesScreen),
  })
  const site = createRoute({
    getParentRoute: () => sites,
    path: '/$siteId',
    component: lazyPart(async () => (await import('../features/pairings/site-panel.tsx')).SitePanel),
  })
  const limits = createRoute({
    getParentRoute: () => pairings,
    path: '/limits',
    component: lazyPart(async () => (await import('../features/pairings/limits-screen.tsx')).LimitsScreen),
  })
  return pairings.addChildren([home, live.addChildren([pairing]), sites.addChildren([site]), limits])
}

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
    validateSearch: (
      search: Record<string, unknown>,
    ): { bot?: number | 'all'; event?: number; q?: string } => {
      const bot = search.bot === 'all' ? 'all' : idOf(search.bot)
      const event = placeOf(search.event)
      const q = textOf(search.q)
      return {
        ...(bot === undefined ? {} : { bot }),
        ...(event === undefined ? {} : { event }),
        ...(q === undefined ? {} : { q }),
      }
    },
    component: lazyPart(async () => (await import('../features/events/events-screen.tsx')).EventsScreen),
  })
  return root.addChildren([
    home,
    register,
    bots.addChildren([bot]),
    createLinkRoutes(root),
    events,
    createPairingRoutes(root),
  ])
}

const titles: readonly (readonly [path: string, title: string])[] = [
  ['/bots/register', 'Register a bot'],
  ['/bots', 'Bots'],
  ['/links', 'Links'],
  ['/events', 'Events'],
  ['/pairings', 'Pairings'],
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
