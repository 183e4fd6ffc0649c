import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import type { LinkSearch } from './find-links.ts'
import { LibraryRow } from './library-row.tsx'
import styles from './library.module.css'

type LibraryListProps = {
  readonly entries: readonly LibraryEntry[]
  readonly search: LinkSearch
  readonly selected: ReadonlySet<string>
  readonly onSelect: (id: string, isSelected: boolean) => void
  readonly onSelectAll: (isSelected: boolean) => void
  readonly now: number
}

const rowPixels = 57

/** The page's middle scrolls, not the list; where in it the list begins changes with what stands above. */
const useListInPage = (count: number) => {
  const list = useRef<HTMLUListElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  const pageOf = () => list.current?.closest('main') ?? null
  // eslint-disable-next-line react-hooks/exhaustive-deps -- anything above may have moved it; it ends when the place stays
  useLayoutEffect(() => {
    const [page, top] = [pageOf(), list.current?.getBoundingClientRect().top]
    if (page && top !== undefined)
      setScrollMargin(Math.round(top - page.getBoundingClientRect().top + page.scrollTop))
  })
  // eslint-disable-next-line react-hooks/incompatible-library -- what it gives is used here and handed to nobody
  const virtual = useVirtualizer({
    count,
    getScrollElement: pageOf,
    estimateSize: () => rowPixels,
    overscan: 12,
    scrollMargin,
  })
  return { list, virtual, scrollMargin }
}

/** The saved links that were found; only those in sight are drawn, so that hundreds stay quick. */
export const LibraryList = (props: LibraryListProps) => {
  const { entries, search, selected, onSelect, onSelectAll, now } = props
  const { list, virtual, scrollMargin } = useListInPage(entries.length)
  const isAll = entries.every(({ link }) => selected.has(link.id))
  const focusRow = (index: number) => {
    virtual.scrollToIndex(index)
    const focus = () => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus()
    focus()
    // A far one is drawn after the scroll.
    requestAnimationFrame(() => requestAnimationFrame(focus))
  }
  /** Arrows go from row to row, as in any list; Home and End to its ends. */
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const row = event.target instanceof HTMLAnchorElement ? event.target.closest('[data-index]') : null
    if (!(row instanceof HTMLElement)) return
    const at = Number(row.dataset.index)
    const last = entries.length - 1
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    focusRow(Math.max(0, Math.min(last, to)))
  }
  return (
    <>
      <label className={styles.all}>
        <input
          type="checkbox"
          checked={isAll}
          onChange={(event) => onSelectAll(event.currentTarget.checked)}
        />
        <span>
          {entries.length} {search.show === 'archived' ? 'archived' : 'shown'}
        </span>
      </label>
      <ul
        ref={list}
        className={styles.list}
        aria-label="Saved links"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={move}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index]
          return (
            entry && (
              <li
                key={`${entry.place} ${entry.link.id}`}
                ref={virtual.measureElement}
                className={styles.item}
                data-index={index}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start - scrollMargin}px)` }}
              >
                <LibraryRow
                  entry={entry}
                  search={search}
                  isSelected={selected.has(entry.link.id)}
                  onSelect={onSelect}
                  now={now}
                />
              </li>
            )
          )
        })}
      </ul>
    </>
  )
}
