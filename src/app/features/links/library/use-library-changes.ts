import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { changeLibrary, libraryOptions, type PlacedChange } from '../../../queries/library-queries.ts'
import { undoOf, type Writer } from './link-changes.ts'

/** A change somebody else was quicker with; `theirs` undefined: they have deleted the link. */
export type Conflict = { readonly change: PlacedChange; readonly theirs: SavedLink | undefined }

type Wanted = {
  readonly changes: readonly PlacedChange[]
  /** What has been done, once it is done: `3 links archived`. */
  readonly says: (count: number) => string
  readonly isUndo?: boolean
  readonly onDone?: () => void
}

type Said = { readonly text: string; readonly undo: readonly PlacedChange[] }

/** Changes of the library: made, said, taken back, or shown as a conflict. */
export const useLibraryChanges = () => {
  const portal = usePortal()
  const queries = useQueryClient()
  const [said, setSaid] = useState<Said>()
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([])
  const writer = (): Writer => ({ by: portal.user, at: Date.now() })
  const mutation = useMutation({
    mutationFn: ({ changes }: Wanted) => changeLibrary(portal, changes),
    onSuccess: (outcomes, { changes, says, isUndo, onDone }) => {
      const settled = changes.map((change, index) => ({ change, outcome: outcomes[index] }))
      const done = settled.flatMap(({ change, outcome }) => (outcome?.kind === 'done' ? [change] : []))
      const open = settled.flatMap(({ change, outcome }): readonly Conflict[] =>
        outcome?.kind === 'changed'
          ? [{ change, theirs: outcome.theirs }]
          : outcome?.kind === 'gone'
            ? [{ change, theirs: undefined }]
            : [],
      )
      setConflicts((before) => [
        ...before.filter(({ change }) => !changes.some(({ id }) => id === change.id)),
        ...open,
      ])
      if (done.length > 0) setSaid({ text: says(done.length), undo: isUndo ? [] : done })
      if (open.length === 0) onDone?.()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: libraryOptions(portal).queryKey }),
  })
  return {
    writer,
    run: (wanted: Wanted) => {
      setSaid(undefined)
      mutation.mutate(wanted)
    },
    isBusy: mutation.isPending,
    error: mutation.error ?? undefined,
    retry: () => mutation.variables && mutation.mutate(mutation.variables),
    said,
    say: (text: string) => setSaid({ text, undo: [] }),
    undo: () => {
      const changes = (said?.undo ?? []).map((change) => undoOf(change, writer()))
      setSaid(undefined)
      mutation.mutate({ changes, says: () => 'Taken back.', isUndo: true })
    },
    conflicts,
    dropConflict: (id: string) => setConflicts((open) => open.filter(({ change }) => change.id !== id)),
  }
}

export type LibraryChanges = ReturnType<typeof useLibraryChanges>
