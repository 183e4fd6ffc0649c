import { Button } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { showControls } from '../../ui/show-controls.ts'
import type { Difference } from './versions.ts'
import styles from './both-versions.module.css'

type BothVersionsProps = {
  /** Who has changed what. */
  readonly title: ReactNode
  /** When, if that is known. */
  readonly when?: string
  readonly differences: readonly Difference[]
  /** Fields that are theirs until somebody chooses otherwise. */
  readonly theirsAtFirst: ReadonlySet<string>
  readonly isBusy: boolean
  /** With the fields that are to be theirs. */
  readonly onSave: (theirs: ReadonlySet<string>) => void
  readonly onLeave: () => void
}

/** Two versions of one thing, to choose from field by field. */
export const BothVersions = (props: BothVersionsProps) => {
  const { title, when, differences, theirsAtFirst, isBusy, onSave, onLeave } = props
  const group = useId()
  const [taken, setTaken] = useState(theirsAtFirst)
  const choose = (field: string, isTheirs: boolean) => {
    const next = new Set(taken)
    if (isTheirs) next.add(field)
    else next.delete(field)
    setTaken(next)
  }
  const version = (field: string, isTheirs: boolean, text: string) => (
    <label className={styles.version}>
      <input
        type="radio"
        name={`${group} ${field}`}
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
      <h3>{title}</h3>
      <p>{when !== undefined && `Written ${when}. `}Nothing of yours is saved yet: choose for each field.</p>
      {differences.map(({ field, mine, theirs }) => (
        <fieldset key={field} className={styles.field}>
          <legend>{field}</legend>
          {version(field, false, mine)}
          {version(field, true, theirs)}
        </fieldset>
      ))}
      <div className={styles.actions}>
        <Button size="xs" onClick={() => onSave(taken)} loading={isBusy}>
          Save what is chosen
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          Leave theirs
        </Button>
      </div>
    </>
  )
}

/** The button that was pressed is often gone then. */
const takeFocus = (element: HTMLElement | null) => element?.focus()

/** Where a change that met somebody else's is told; the focus comes with it. */
export const ConflictFrame = ({ children }: { readonly children: ReactNode }) => (
  <section
    ref={takeFocus}
    tabIndex={-1}
    role="alert"
    aria-label="Changed by somebody else"
    className={styles.card}
  >
    {children}
  </section>
)
