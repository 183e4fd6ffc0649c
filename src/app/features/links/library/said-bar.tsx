import { Button } from '@mantine/core'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { describeLibraryError } from './library-texts.ts'
import type { LibraryChanges } from './use-library-changes.ts'
import styles from './library.module.css'

/** What has just been done, with the way back; or why it was not. */
export const SaidBar = ({ changes }: { readonly changes: LibraryChanges }) => {
  const { said, error } = changes
  const failure = error && describeLibraryError(error)
  return (
    <>
      <div role="status" className={styles.said} hidden={!said}>
        {said && <ForeignText text={said.text} />}
        {said && said.undo.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={changes.undo}>
            Undo
          </Button>
        )}
      </div>
      {failure && (
        <div role="alert" className={styles.refused} title={failure.details}>
          <span>
            <strong>Not changed.</strong> {failure.means} {failure.advice}
          </span>
          <Button size="compact-xs" variant="default" onClick={changes.retry}>
            Try again
          </Button>
        </div>
      )}
    </>
  )
}
