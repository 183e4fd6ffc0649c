import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react'
import styles from './row-grid.module.css'
import type { ScrollWindow } from './use-scroll-window.ts'

/** Height of the line of titles. */
export const gridHeadPx = 32

export type GridColumn = {
  readonly key: string
  readonly title: string
  /** As in a grid's template: `110px`, `minmax(0, 1fr)`. */
  readonly width: string
}

type RowGridProps<Row> = {
  readonly label: string
  /** Unique on the page. */
  readonly id: string
  readonly className?: string | undefined
  readonly box: RefObject<HTMLDivElement | null>
  readonly scroll: ScrollWindow
  readonly rows: number
  readonly rowHeight: number
  readonly columns: readonly GridColumn[]
  /** One under the other instead of side by side. */
  readonly isFolded: boolean
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined
  readonly cell: (key: string, row: Row) => ReactNode
  /** The row that the keyboard is at; undefined before it was used. */
  readonly active: number | undefined
  readonly isChosen: (row: Row) => boolean
  readonly onPress: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const indexesOf = (from: number, to: number, active: number | undefined, rows: number): readonly number[] => {
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step)
  if (active === undefined || active >= rows || (from <= active && active < to)) return drawn
  // What a screen reader stands on must be there, wherever the box was scrolled to.
  return active < from ? [active, ...drawn] : [...drawn, active]
}

const rowOf = (target: EventTarget | null): number | undefined => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return row ? Number(row.dataset.index) : undefined
}

/**
 * A table of as many rows as there may be, of which those in sight are drawn. The table has the focus and names the row
 * it is at, so the focus cannot be lost with a row that is scrolled away.
 */
export const RowGrid = <Row,>({
  label,
  id,
  className = '',
  box,
  scroll,
  rows,
  rowHeight,
  columns,
  isFolded,
  rowAt,
  cell,
  active,
  isChosen,
  onPress,
  onKeyDown,
}: RowGridProps<Row>) => {
  const template = isFolded ? undefined : columns.map(({ width }) => width).join(' ')
  const press = (event: MouseEvent) => {
    const index = rowOf(event.target)
    if (index !== undefined) onPress(index)
  }
  return (
    <div
      ref={box}
      className={`${styles.box} ${className}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active === undefined || active >= rows ? undefined : `${id}-${active}`}
      data-folded={isFolded || undefined}
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
    >
      <div
        role="row"
        aria-rowindex={1}
        className={styles.head}
        style={{ gridTemplateColumns: template, height: gridHeadPx }}
      >
        {columns.map(({ key, title }) => (
          <span key={key} role="columnheader" className={styles.title}>
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: scroll.height }} onClick={press}>
        {indexesOf(scroll.from, scroll.to, active, rows).map((index) => {
          const row = rowAt(index)
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={row !== undefined && isChosen(row)}
              aria-busy={row === undefined || undefined}
              data-index={index}
              data-active={index === active || undefined}
              className={styles.row}
              style={{
                gridTemplateColumns: template,
                height: rowHeight,
                transform: `translateY(${scroll.topOf(index)}px)`,
              }}
            >
              {columns.map(({ key }) => (
                <span key={key} role="gridcell" className={styles.cell} data-key={key}>
                  {row === undefined ? <span className={styles.bone} aria-hidden /> : cell(key, row)}
                </span>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}
