import type { AnyRoute } from '@tanstack/react-router'
import { createRoute } from '@tanstack/react-router'
import { lazyPart } from '../ui/lazy-part.tsx'
import { textOf } from './search-values.ts'

/** Which of the library is shown, and what stands open above it. */
type LibrarySearch = {
  q?: string | undefined
  tag?: string | undefined
  show?: 'archived' | undefined
  sort?: 'name' | undefined
  part?: 'import' | 'check' | undefined
}

const librarySearchOf = (search: Record<string, unknown>): LibrarySearch => {
  const [q, tag] = [textOf(search.q), textOf(search.tag)]
  const part = (['import', 'check'] as const).find((name) => name === search.part)
  return {
    ...(q !== undefined && { q }),
    ...(tag !== undefined && { tag }),
    ...(search.show === 'archived' && { show: 'archived' }),
    ...(search.sort === 'name' && { sort: 'name' }),
    ...(part && { part }),
  }
}

/** The library of saved links, and one of them opened. */
export const createLibraryRoutes = <Links extends AnyRoute>(links: Links) => {
  const library = createRoute({
    getParentRoute: () => links,
    path: '/library',
    validateSearch: librarySearchOf,
    component: lazyPart(
      async () => (await import('../features/links/library/library-screen.tsx')).LibraryScreen,
    ),
  })
  const link = createRoute({
    getParentRoute: () => library,
    path: '/$linkId',
    component: lazyPart(async () => (await import('../features/links/library/link-panel.tsx')).LinkPanel),
  })
  return library.addChildren([link])
}
