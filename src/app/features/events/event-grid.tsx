import type { Ref } from 'react'
import { useImperativeHandle, useRef } from 'react'
import { Button } from '@mantine/core'
import type { EventView } from '../../events/event-view.ts'
import { RowGrid } from '../../ui/row-grid.tsx'
import { eventCell } from './event-cell.tsx'
import type { ColumnChoice } from './event-columns.ts'
import { columnsFor } from './event-columns.ts'
import styles from './event-grid.module.css'
import { useTimeline } from './use-timeline.ts'

/** What others lead the list to. */
export type EventGridHandle = {
  readonly focus: () => void
  /** Puts the keyboard on an event, if the list has it. */
  readonly find: (place: number) => Promise<void>
  /** The filter is another one: from the first row on. */
  readonly begin: () => void
}

type EventGridProps = {
  readonly ref: Ref<EventGridHandle>
  readonly view: EventView
  readonly columns: ColumnChoice
  readonly isFolded: boolean
  readonly chosen: number | undefined
  readonly onChoose: (place: number) => void
}

const rowPx = { wide: 34, folded: 56 }

/** The events of a view, newest first. */
export const EventGrid = ({ ref, view, columns, isFolded, chosen, onChoose }: EventGridProps) => {
  const box = useRef<HTMLDivElement>(null)
  const rowHeight = isFolded ? rowPx.folded : rowPx.wide
  const timeline = useTimeline({ view, box, chosen, onChoose, rowHeight, isFolded })
  const { list, total, fresh, scroll, active } = timeline
  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus({ preventScroll: true }),
    find: timeline.find,
    begin: timeline.begin,
  }))
  return (
    <div className={styles.holder}>
      {fresh > 0 && (
        <div className={styles.fresh} role="status">
          <Button
            size="compact-xs"
            onClick={() => {
              timeline.goToNewest()
              box.current?.focus({ preventScroll: true })
            }}
          >
            {fresh.toLocaleString('en')} new {fresh === 1 ? 'event' : 'events'}
          </Button>
        </div>
      )}
      <RowGrid
        label="Events"
        id="event-row"
        className={styles.grid}
        box={box}
        scroll={scroll}
        rows={total}
        rowHeight={rowHeight}
        columns={columnsFor(scroll.width, columns)}
        isFolded={isFolded}
        rowAt={list.rowAt}
        cell={(key, row) => eventCell(key, row, columns.times)}
        active={active}
        isChosen={(row) => row.place === chosen}
        onPress={timeline.press}
        onKeyDown={timeline.onKeyDown}
      />
    </div>
  )
}
