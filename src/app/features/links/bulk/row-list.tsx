import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Chip } from '../../../ui/chip.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import type { Background } from './background.ts'
import { blockRows, rowsOptions } from './bulk-queries.ts'
import type { RowView } from './bulk-protocol.ts'
import { problemNames, problemTexts } from './bulk-texts.ts'
import { levelOf } from './build-row.ts'
import { Lost } from './lost.tsx'
import common from '../links.module.css'
import styles from './bulk.module.css'

const rowPixels = 48

const toneOf = { good: 'green', warned: 'orange', failed: 'red' } as const
const wordOf = { good: 'good', warned: 'look', failed: 'broken' } as const

const RowLine = ({ row }: { readonly row: RowView | undefined }) => {
  if (!row) return <span className={common.second}>…</span>
  const level = levelOf(row.problems)
  const [first] = row.problems.filter((problem) => problem.level !== 'note')
  return (
    <>
      <span className={styles.number}>{row.number}</span>
      <span className={styles.words}>
        <span>{showControls(row.label || row.link || 'no link')}</span>
        {first && (
          <span className={styles.about}>
            {first.at !== undefined && `${showControls(first.at)}: `}
            {problemNames[first.code] ?? problemTexts[first.code]}
          </span>
        )}
      </span>
      <Chip tone={toneOf[level]}>{wordOf[level]}</Chip>
    </>
  )
}

const keysToSteps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: -Infinity,
  End: Infinity,
}

type RowListProps = {
  readonly background: Background
  readonly checkId: number
  readonly only: 'all' | 'problems'
  readonly count: number
  /** Place in the list. */
  readonly selected: number
  readonly onSelect: (place: number, row: RowView | undefined) => void
  readonly onAgain: () => void
}

/** All rows, of which only those in sight are drawn and asked for. */
export const RowList = ({ background, checkId, only, count, selected, onSelect, onAgain }: RowListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- what it gives is used here and handed to nobody
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const firstBlock = Math.floor((items[0]?.index ?? 0) / blockRows)
  const lastBlock = Math.floor((items.at(-1)?.index ?? 0) / blockRows)
  const blocks = Array.from({ length: lastBlock - firstBlock + 1 }, (_, offset) => firstBlock + offset)
  const loaded = useQueries({
    queries: blocks.map((block) => ({
      ...rowsOptions(background, checkId, only, block),
      placeholderData: keepPreviousData<readonly RowView[]>,
    })),
  })
  const rowAt = (place: number): RowView | undefined =>
    loaded[Math.floor(place / blockRows) - firstBlock]?.data?.[place % blockRows]
  const shown = rowAt(selected)
  useEffect(() => onSelect(selected, shown), [selected, shown, onSelect])
  const move = (event: KeyboardEvent) => {
    const step = keysToSteps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(count - 1, selected + step))
    onSelect(next, rowAt(next))
    virtual.scrollToIndex(next)
  }
  const failed = loaded.find(({ error }) => error)
  if (failed?.error) return <Lost error={failed.error} onRetry={onAgain} />
  return (
    <div
      ref={scroller}
      className={styles.list}
      style={{ height: count * rowPixels + 2 }}
      role="listbox"
      tabIndex={0}
      aria-label="Rows"
      aria-activedescendant={`bulk-row-${selected}`}
      onKeyDown={move}
    >
      <div style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map(({ index, start }) => (
          <div
            key={index}
            id={`bulk-row-${index}`}
            role="option"
            aria-selected={index === selected}
            aria-setsize={count}
            aria-posinset={index + 1}
            className={styles.row}
            style={{ transform: `translateY(${start}px)`, height: rowPixels }}
            onClick={() => onSelect(index, rowAt(index))}
          >
            <RowLine row={rowAt(index)} />
          </div>
        ))}
      </div>
    </div>
  )
}
