import { Button } from '@mantine/core'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { BothVersions, ConflictFrame } from '../both-versions.tsx'
import { differencesOf, mergeVersions, onlyTheirs } from '../versions.ts'
import { insistOn } from './link-changes.ts'
import { savedLinkFields } from './saved-link-fields.ts'
import { forgetSettledEdit } from './typed-label.ts'
import type { Conflict, LibraryChanges } from './use-library-changes.ts'
import styles from '../both-versions.module.css'

type CardProps = {
  readonly conflict: Conflict
  readonly changes: LibraryChanges
  /** It is settled; this is the version that is kept now, undefined where it stays deleted. */
  readonly onSettled?: (kept: SavedLink | undefined) => void
}

const Gone = ({ conflict: { change, theirs }, changes, onSettled }: CardProps) => {
  const name = change.after?.name ?? theirs?.name ?? change.id
  const says = () => (change.after ? 'Saved again.' : 'Deleted.')
  const insist = () => {
    const kept = insistOn(change, theirs, changes.writer())
    changes.run({ changes: [kept], says, onDone: () => onSettled?.(kept.after) })
  }
  const leave = () => {
    changes.dropConflict(change.id)
    onSettled?.(theirs)
  }
  return (
    <>
      <h3>
        “<ForeignText text={name} />” was {change.after ? 'deleted' : 'changed'} by somebody else meanwhile
      </h3>
      <div className={styles.actions}>
        <Button size="xs" onClick={insist} loading={changes.isBusy}>
          {change.after ? 'Save it again' : 'Delete it all the same'}
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          {change.after ? 'Leave it deleted' : 'Keep it'}
        </Button>
      </div>
    </>
  )
}

type DifferingProps = CardProps & { readonly mine: SavedLink; readonly theirs: SavedLink }

const Differing = ({ conflict: { change }, changes, onSettled, mine, theirs }: DifferingProps) => {
  const both = { mine, theirs }
  const save = (taken: ReadonlySet<string>) => {
    const merged = { ...change, after: mergeVersions(savedLinkFields, both, taken) }
    const kept = insistOn(merged, theirs, changes.writer())
    changes.run({ changes: [kept], says: () => 'Saved.', onDone: () => onSettled?.(kept.after) })
  }
  const leave = () => {
    changes.dropConflict(change.id)
    onSettled?.(theirs)
  }
  return (
    <BothVersions
      title={
        <>
          <ForeignText text={theirs.updatedBy.name} /> has changed “<ForeignText text={theirs.name} />” since
          you read it
        </>
      }
      when={formatExactTime(theirs.updatedAt)}
      differences={differencesOf(savedLinkFields, mine, theirs)}
      theirsAtFirst={
        change.before ? onlyTheirs(savedLinkFields, { before: change.before, ...both }) : new Set()
      }
      isBusy={changes.isBusy}
      onSave={save}
      onLeave={leave}
    />
  )
}

/** A change that met somebody else's: both versions, field by field. */
export const ConflictCard = (props: CardProps) => {
  const { change, theirs } = props.conflict
  const portal = usePortal()
  const onSettled = (kept: SavedLink | undefined) => {
    forgetSettledEdit(portal, change.id, change.after)
    props.onSettled?.(kept)
  }
  return (
    <ConflictFrame>
      {change.after && theirs ? (
        <Differing
          key={theirs.updatedAt}
          {...props}
          mine={change.after}
          theirs={theirs}
          onSettled={onSettled}
        />
      ) : (
        <Gone {...props} onSettled={onSettled} />
      )}
    </ConflictFrame>
  )
}
