import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LinkRecipe, SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { changeLibrary, libraryOptions } from '../../../queries/library-queries.ts'
import { countOf } from './library-texts.ts'
import { proofTicks } from './proof-ticks.ts'

type Proved = { readonly recipe: LinkRecipe; readonly at: number }

/** Leaves a proof's date on the saved links it is about; those it was left on are handed to `onTicked`. */
export const useProofTicks = (onTicked: (links: readonly SavedLink[]) => void) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const ticking = useMutation({
    mutationFn: async ({ recipe, at }: Proved) => {
      // As it is now: what this page has read before may be somebody else's past.
      const { entries } = await queries.fetchQuery({ ...libraryOptions(portal), staleTime: 0 })
      const proved = { portalOrigin: portal.origin, recipe, at }
      const ticks = proofTicks(entries, proved, { by: portal.user, at })
      const outcomes = await changeLibrary(portal, ticks)
      return ticks.flatMap(({ after }, index) => (after && outcomes[index]?.kind === 'done' ? [after] : []))
    },
    onSuccess: (links) => {
      onTicked(links)
      if (links.length > 0) void queries.invalidateQueries({ queryKey: libraryOptions(portal).queryKey })
    },
  })
  const ticked = ticking.data?.length ?? 0
  const text = ticking.isError
    ? 'The date could not be left in the library.'
    : ticked === 0
      ? undefined
      : `The date stands in the library, at ${countOf(ticked)}.`
  const at = ticking.variables?.at
  return {
    leave: (proved: Proved) => ticking.mutate(proved),
    /** What is to be said below the proof of that time. */
    note: text !== undefined && at !== undefined ? { at, text } : undefined,
  }
}
