import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { usePortal } from '../../../portal/portal-context.tsx'
import { largestLibraryBytes } from '../../../queries/change-links.ts'
import { clearDamaged, libraryOptions, type Library } from '../../../queries/library-queries.ts'
import { countOf, describeLibraryError } from './library-texts.ts'
import styles from './library.module.css'

const nearlyFull = 0.8

/** What should be known about the library as a whole. */
export const LibraryNotices = ({ library: { damaged, bytes } }: { readonly library: Library }) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const clear = useMutation({
    mutationFn: () => clearDamaged(portal, damaged),
    onSettled: () => queries.invalidateQueries({ queryKey: libraryOptions(portal).queryKey }),
  })
  const canClear = damaged.every(({ canWrite }) => canWrite)
  return (
    <>
      {bytes > nearlyFull * largestLibraryBytes && (
        <p className={styles.notice}>
          The library fills {Math.round((100 * bytes) / largestLibraryBytes)} % of the 1 MB it may hold.
        </p>
      )}
      {damaged.length > 0 && (
        <div className={styles.notice}>
          <span>
            {countOf(damaged.length, 'entry').replace('entrys', 'entries')} cannot be read: damaged, or
            written by a newer console.
            {clear.isError && ` Not removed: ${describeLibraryError(clear.error).means}`}
          </span>
          {canClear && (
            <Button
              size="compact-xs"
              variant="default"
              loading={clear.isPending}
              onClick={() => clear.mutate()}
            >
              Remove for good
            </Button>
          )}
        </div>
      )}
    </>
  )
}
