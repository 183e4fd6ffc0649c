import type { KeyboardEvent } from 'react'
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

/** Arrows go from row to row, as in any list; Home and End to its ends. */
const moveFocus = (event: KeyboardEvent<HTMLUListElement>) => {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  if (at < 0) return
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0 }
  const to = event.key === 'End' ? rows.length - 1 : steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  rows[to]?.focus()
}

/** The saved links that were found; what is out of sight costs no layout, so hundreds stay quick. */
export const LibraryList = (props: LibraryListProps) => {
  const { entries, search, selected, onSelect, onSelectAll, now } = props
  const isAll = entries.every(({ link }) => selected.has(link.id))
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
      <ul className={styles.list} aria-label="Saved links" onKeyDown={moveFocus}>
        {entries.map((entry) => (
          <LibraryRow
            key={`${entry.place} ${entry.link.id}`}
            entry={entry}
            search={search}
            isSelected={selected.has(entry.link.id)}
            onSelect={onSelect}
            now={now}
          />
        ))}
      </ul>
    </>
  )
}
