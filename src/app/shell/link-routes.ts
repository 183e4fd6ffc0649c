import type { AnyRoute } from '@tanstack/react-router'
import { createRoute, redirect } from '@tanstack/react-router'
import { shortLinkStates } from '../../contract/links/short-link-states.ts'
import type { ShortLinkFilter } from '../queries/short-link-queries.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { createLibraryRoutes } from './library-routes.ts'
import { idOf, textOf } from './search-values.ts'

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
    validateSearch: (search: Record<string, unknown>): { bot?: number; saved?: string } => {
      const bot = idOf(search.bot)
      const saved = textOf(search.saved)
      return { ...(bot === undefined ? {} : { bot }), ...(saved === undefined ? {} : { saved }) }
    },
    component: lazyPart(
      async () => (await import('../features/links/library/build-with-library.tsx')).BuildWithLibrary,
    ),
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
  const short = createRoute({
    getParentRoute: () => links,
    path: '/short',
    component: lazyPart(async () => (await import('../features/links/short/short-links.tsx')).ShortLinks),
  })
  const shortList = createRoute({
    getParentRoute: () => short,
    id: 'list',
    validateSearch: (search: Record<string, unknown>): ShortLinkFilter => {
      const q = textOf(search.q)
      const campaign = textOf(search.campaign)
      const state = shortLinkStates.find((name) => name === search.state)
      return {
        ...(q === undefined ? {} : { q }),
        ...(campaign === undefined ? {} : { campaign }),
        ...(state === undefined ? {} : { state }),
      }
    },
    component: lazyPart(
      async () => (await import('../features/links/short/short-list-screen.tsx')).ShortListScreen,
    ),
  })
  const shortHome = createRoute({ getParentRoute: () => shortList, path: '/' })
  const shortKeys = createRoute({
    getParentRoute: () => shortList,
    path: '/keys',
    component: lazyPart(
      async () => (await import('../features/links/short/link-keys-panel.tsx')).LinkKeysPanel,
    ),
  })
  const shortLink = createRoute({
    getParentRoute: () => shortList,
    path: '/$linkId',
    component: lazyPart(async () => (await import('../features/links/short/short-panel.tsx')).ShortPanel),
  })
  const newShort = createRoute({
    getParentRoute: () => short,
    path: '/new',
    component: lazyPart(
      async () => (await import('../features/links/short/new-short-screen.tsx')).NewShortScreen,
    ),
  })
  const shorts = short.addChildren([shortList.addChildren([shortHome, shortKeys, shortLink]), newShort])
  return links.addChildren([home, build, createLibraryRoutes(links), bulk, inspect, shorts])
}
