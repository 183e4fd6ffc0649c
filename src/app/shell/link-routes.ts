import type { AnyRoute } from '@tanstack/react-router'
import { createRoute, redirect } from '@tanstack/react-router'
import { lazyPart } from '../ui/lazy-part.tsx'
import { idOf } from './search-values.ts'

/** The places of the links screen, a part each. */
export const createLinkRoutes = <Root extends AnyRoute>(root: Root) => {
  const links = createRoute({
    getParentRoute: () => root,
    path: '/links',
    component: lazyPart(async () => (await import('../features/links/links-screen.tsx')).LinksScreen),
  })
  const home = createRoute({
    getParentRoute: () => links,
    path: '/',
    beforeLoad: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
      throw redirect({ to: '/links/build', replace: true })
    },
  })
  const build = createRoute({
    getParentRoute: () => links,
    path: '/build',
    validateSearch: (search: Record<string, unknown>): { bot?: number } => {
      const bot = idOf(search.bot)
      return bot === undefined ? {} : { bot }
    },
    component: lazyPart(async () => (await import('../features/links/build/build-screen.tsx')).BuildScreen),
  })
  const bulk = createRoute({
    getParentRoute: () => links,
    path: '/bulk',
    validateSearch: (search: Record<string, unknown>): { bot?: number } => {
      const bot = idOf(search.bot)
      return bot === undefined ? {} : { bot }
    },
    component: lazyPart(async () => (await import('../features/links/bulk/bulk-screen.tsx')).BulkScreen),
  })
  const inspect = createRoute({
    getParentRoute: () => links,
    path: '/inspect',
    component: lazyPart(
      async () => (await import('../features/links/inspect/inspect-screen.tsx')).InspectScreen,
    ),
  })
  return links.addChildren([home, build, bulk, inspect])
}
