import { useQuery } from '@tanstack/react-query'
import type { SavedLink } from '../../../contract/links/saved-link.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import { libraryOptions, type Library } from '../../queries/library-queries.ts'

const templatesOf = ({ entries }: Library): readonly SavedLink[] =>
  entries
    .map(({ link }) => link)
    .filter(({ kind, archivedAt }) => kind === 'template' && archivedAt === null)
    .toSorted((one, other) => one.name.localeCompare(other.name))

const none: readonly SavedLink[] = []

/** The library's templates, as soon as they are there; nothing waits for them. */
export const useSavedTemplates = () => {
  const library = useQuery({ ...libraryOptions(usePortal()), select: templatesOf })
  return {
    templates: library.data ?? none,
    isFailed: library.isError && library.data === undefined,
    retry: () => void library.refetch(),
  }
}

export type SavedTemplates = ReturnType<typeof useSavedTemplates>
