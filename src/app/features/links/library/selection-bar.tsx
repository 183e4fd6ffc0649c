import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { cleanTags, deleteOf, editOf } from './link-changes.ts'
import { countOf } from './library-texts.ts'
import type { LibraryChanges } from './use-library-changes.ts'
import styles from './library.module.css'

type SelectionBarProps = {
  readonly selected: readonly LibraryEntry[]
  readonly changes: LibraryChanges
  readonly onExport: (entries: readonly LibraryEntry[]) => void
  readonly onClear: () => void
}

/** What can be done with several links at once; those that are read-only are left as they are. */
export const SelectionBar = ({ selected, changes, onExport, onClear }: SelectionBarProps) => {
  const [tag, setTag] = useState('')
  const writable = selected.filter(({ canWrite }) => canWrite)
  const readOnly = selected.length - writable.length
  const [typed] = cleanTags([tag])
  const isArchived = selected.every(({ link }) => link.archivedAt !== null)
  const hasTag = typed !== undefined && writable.some(({ link }) => link.tags.includes(typed))
  const archive = () => {
    const writer = changes.writer()
    const archivedAt = isArchived ? null : writer.at
    const edits = writable.map((entry) => editOf(entry, { archivedAt }, writer))
    const says = (count: number) => `${countOf(count)} ${isArchived ? 'restored' : 'archived'}.`
    changes.run({ changes: edits, says, onDone: onClear })
  }
  const tagAll = (isRemoving: boolean) => {
    if (typed === undefined) return
    const writer = changes.writer()
    const edits = writable.map((entry) => {
      const others = entry.link.tags.filter((other) => other !== typed)
      const tags = isRemoving ? others : cleanTags([...entry.link.tags, typed])
      return editOf(entry, { tags }, writer)
    })
    const says = (count: number) => `“${typed}” ${isRemoving ? 'taken from' : 'put on'} ${countOf(count)}.`
    changes.run({ changes: edits, says, onDone: () => setTag('') })
  }
  const remove = () =>
    changes.run({
      changes: writable.map(deleteOf),
      says: (count) => `${countOf(count)} deleted.`,
      onDone: onClear,
    })
  const can = writable.length > 0 && !changes.isBusy
  return (
    <section className={styles.selection} aria-label="Selected links">
      <strong>{selected.length} selected</strong>
      <Button size="compact-xs" variant="default" disabled={!can} onClick={archive}>
        {isArchived ? 'Restore' : 'Archive'}
      </Button>
      <TextInput
        size="xs"
        aria-label="Tag for the selected"
        placeholder="tag"
        w={110}
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
      />
      <Button size="compact-xs" variant="default" disabled={!can || !typed} onClick={() => tagAll(false)}>
        Add tag
      </Button>
      <Button size="compact-xs" variant="default" disabled={!can || !hasTag} onClick={() => tagAll(true)}>
        Remove tag
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => onExport(selected)}>
        Export
      </Button>
      <Button size="compact-xs" variant="light" color="red" disabled={!can} onClick={remove}>
        Delete
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        Select none
      </Button>
      {readOnly > 0 && <span>{countOf(readOnly)} read-only: they stay as they are.</span>}
    </section>
  )
}
