import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { insistOn } from './link-changes.ts'
import { linkDifferences, mergeLinks } from './link-differences.ts'
import { forgetSettledEdit } from './typed-label.ts'
import type { Conflict, LibraryChanges } from './use-library-changes.ts'
import styles from './conflict-card.module.css'

type CardProps = {
  readonly conflict: Conflict
  readonly changes: LibraryChanges
  /** It is settled; this is the version that is kept now, undefined where it stays deleted. */
  readonly onSettled?: (kept: SavedLink | undefined) => void
}

/** Fields only the other has touched: there is nothing to choose, theirs is the newer. */
const onlyTheirs = ({ change: { before, after }, theirs }: Conflict): ReadonlySet<string> => {
  if (!before || !after || !theirs) return new Set()
  const mine = new Set(linkDifferences(after, before).map(({ field }) => field))
  const other = linkDifferences(after, theirs).map(({ field }) => field)
  return new Set(other.filter((field) => !mine.has(field)))
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

const Differing = ({ conflict, changes, onSettled }: CardProps) => {
  const { change, theirs } = conflict
  const [taken, setTaken] = useState(() => onlyTheirs(conflict))
  const mine = change.after
  if (!mine || !theirs) return null
  const differences = linkDifferences(mine, theirs)
  const choose = (field: string, isTheirs: boolean) => {
    const next = new Set(taken)
    if (isTheirs) next.add(field)
    else next.delete(field)
    setTaken(next)
  }
  const save = () => {
    const merged = { ...change, after: mergeLinks(mine, theirs, taken) }
    const kept = insistOn(merged, theirs, changes.writer())
    changes.run({ changes: [kept], says: () => 'Saved.', onDone: () => onSettled?.(kept.after) })
  }
  const leave = () => {
    changes.dropConflict(change.id)
    onSettled?.(theirs)
  }
  const version = (field: string, isTheirs: boolean, text: string) => (
    <label className={styles.version}>
      <input
        type="radio"
        name={`${change.id} ${field}`}
        checked={taken.has(field) === isTheirs}
        onChange={() => choose(field, isTheirs)}
      />
      <span>
        <strong>{isTheirs ? 'Theirs' : 'Yours'}</strong>
        <pre>{showControls(text) || '(nothing)'}</pre>
      </span>
    </label>
  )
  return (
    <>
      <h3>
        <ForeignText text={theirs.updatedBy.name} /> has changed “<ForeignText text={theirs.name} />” since
        you read it
      </h3>
      <p>
        Written {formatExactTime(theirs.updatedAt)}. Nothing of yours is saved yet: choose for each field.
      </p>
      {differences.map(({ field, mine: yours, theirs: other }) => (
        <fieldset key={field} className={styles.field}>
          <legend>{field}</legend>
          {version(field, false, yours)}
          {version(field, true, other)}
        </fieldset>
      ))}
      <div className={styles.actions}>
        <Button size="xs" onClick={save} loading={changes.isBusy}>
          Save what is chosen
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          Leave theirs
        </Button>
      </div>
    </>
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
    <section role="alert" aria-label="Changed by somebody else" className={styles.card}>
      {change.after && theirs ? (
        <Differing key={theirs.updatedAt} {...props} onSettled={onSettled} />
      ) : (
        <Gone {...props} onSettled={onSettled} />
      )}
    </section>
  )
}
