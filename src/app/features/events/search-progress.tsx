import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ViewState } from '../../events/event-view.ts'
import styles from './event-timeline.module.css'

type SearchProgressProps = {
  readonly state: ViewState
  /** Events that the filter chooses from. */
  readonly of: number
  readonly isFiltered: boolean
  /** Somebody has ended the search before its end. */
  readonly isStopped: boolean
  readonly onStop: () => void
  readonly onGoOn: () => void
  /** What was applied. */
  readonly children: ReactNode
}

const figure = (count: number): string => count.toLocaleString('en')

/** How many events the filter lets through; how far it is, while it looks. */
export const SearchProgress = ({
  state,
  of,
  isFiltered,
  isStopped,
  onStop,
  onGoOn,
  children,
}: SearchProgressProps) => {
  const { total, lookedAt } = state
  const isPart = lookedAt < state.of
  const isLooking = isPart && !isStopped
  return (
    <div className={styles.counts}>
      {/* What changes many times a second is not read out. */}
      <span role={isLooking ? undefined : 'status'}>
        {isFiltered ? `${figure(total)} of ${figure(of)}` : `${figure(total)} events`}
        {isPart && isStopped && `; stopped after ${figure(lookedAt)} were looked at`}
      </span>
      {isLooking && (
        <span className={styles.looking}>
          <progress
            className={styles.progress}
            aria-label="Looking through the events"
            value={lookedAt}
            max={state.of}
          />
          {figure(lookedAt)} looked at
          {isFiltered && (
            <Button size="compact-xs" variant="default" onClick={onStop}>
              Stop looking
            </Button>
          )}
        </span>
      )}
      {isPart && isStopped && (
        <Button size="compact-xs" variant="default" onClick={onGoOn}>
          Look again
        </Button>
      )}
      {children}
    </div>
  )
}
