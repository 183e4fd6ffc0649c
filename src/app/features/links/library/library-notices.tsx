import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { usePortal } from '../../../portal/portal-context.tsx'
import { largestLibraryBytes } from '../../../queries/change-links.ts'
import {
  clearDamaged,
  libraryOptions,
  restoreDamaged,
  type Library,
} from '../../../queries/library-queries.ts'
import { describeLibraryError } from './library-texts.ts'
import styles from './library.module.css'

const nearlyFull = 0.8

const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`

/** What stands in the library and is no link: it may be a newer console's, so that taking it away can be undone. */
const Damaged = ({ damaged }: Pick<Library, 'damaged'>) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: libraryOptions(portal).queryKey })
  const clear = useMutation({
    mutationFn: async (wanted: Library['damaged']) => {
      await clearDamaged(portal, wanted)
      return wanted
    },
    onSettled,
  })
  const restore = useMutation({
    mutationFn: (wanted: Library['damaged']) => restoreDamaged(portal, wanted),
    onSuccess: () => clear.reset(),
    onSettled,
  })
  const error = clear.error ?? restore.error
  const removed = clear.data
  if (damaged.length === 0 && !removed) return null
  const canClear = damaged.every(({ canWrite }) => canWrite)
  return (
    <div className={styles.notice}>
      <span role="status">
        {removed
          ? `${entries(removed.length)} removed.`
          : `${entries(damaged.length)} cannot be read: damaged, or written by a newer console.`}
        {error && ` Not done: ${describeLibraryError(error).means}`}
      </span>
      {removed ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={restore.isPending}
          onClick={() => restore.mutate(removed)}
        >
          Put back
        </Button>
      ) : (
        canClear && (
          <Button
            size="compact-xs"
            variant="default"
            loading={clear.isPending}
            onClick={() => clear.mutate(damaged)}
          >
            Remove
          </Button>
        )
      )}
    </div>
  )
}

/** What should be known about the library as a whole. */
export const LibraryNotices = ({ library: { damaged, bytes } }: { readonly library: Library }) => (
  <>
    {bytes > nearlyFull * largestLibraryBytes && (
      <p className={styles.notice}>
        The library fills {Math.round((100 * bytes) / largestLibraryBytes)} % of the 1 MB it may hold.
      </p>
    )}
    <Damaged damaged={damaged} />
  </>
)
