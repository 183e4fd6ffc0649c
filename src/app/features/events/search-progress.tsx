import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ViewState } from '../../events/event-view.ts'
import styles from './event-timeline.module.css'

type SearchProgressProps = {
  readonly state: ViewState
  /** Events that the filter chooses from. */
  readonly of: number
  readonly isFiltered: boolean
  readonly onCancel: () => void
  /** What was applied. */
  readonly children: ReactNode
}

const figure = (count: number): string => count.toLocaleString('en')

/** How many events the filter lets through; how far it is, while it looks. */
export const SearchProgress = ({ state, of, isFiltered, onCancel, children }: SearchProgressProps) => {
  const { total, lookedAt } = state
  const isLooking = lookedAt < state.of
  return (
    <div className={styles.counts}>
      <span role="status">
        {isFiltered ? `${figure(total)} of ${figure(of)}` : `${figure(total)} events`}
        {isLooking && ` so far, ${figure(lookedAt)} looked at`}
      </span>
      {isLooking && (
        <>
          <progress
            className={styles.progress}
            aria-label="Looking through the events"
            value={lookedAt}
            max={state.of}
          />
          <Button size="compact-xs" variant="default" onClick={onCancel}>
            Stop looking
          </Button>
        </>
      )}
      {children}
    </div>
  )
}
