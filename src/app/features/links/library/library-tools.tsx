import '@mantine/core/styles/Combobox.css'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload, IconRadar2, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { showControls } from '../../../ui/show-controls.ts'
import { useHotkey } from '../../../ui/use-hotkey.ts'
import type { LinkSearch, tagsOf } from './find-links.ts'
import styles from './library.module.css'

type LibraryToolsProps = {
  readonly search: LinkSearch
  readonly tags: ReturnType<typeof tagsOf>
  /** Changes what stands in the address; undefined takes it out. */
  readonly onSearch: (change: LinkSearch) => void
  readonly onExport: () => void
  readonly onImport: () => void
  readonly onCheck: () => void
  readonly isEmpty: boolean
}

/** Above the list: what to look for, and what to do with all of it. */
export const LibraryTools = (props: LibraryToolsProps) => {
  const { search, tags, onSearch, onExport, onImport, onCheck, isEmpty } = props
  const field = useRef<HTMLInputElement>(null)
  useHotkey('/', () => field.current?.focus())
  return (
    <div className={styles.tools}>
      <TextInput
        ref={field}
        className={styles.search}
        type="search"
        aria-label="Search saved links"
        placeholder="Name, tag, bot or context   /"
        value={search.q ?? ''}
        onChange={(event) => onSearch({ q: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        className={styles.choice}
        aria-label="Tag"
        value={search.tag ?? ''}
        data={[
          { value: '', label: 'All tags' },
          ...(search.tag === undefined || tags.some(({ tag }) => tag === search.tag)
            ? tags
            : [...tags, { tag: search.tag, count: 0 }]
          ).map(({ tag, count }) => ({ value: tag, label: showControls(`${tag} (${count})`) })),
        ]}
        onChange={(event) => onSearch({ tag: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        className={styles.choice}
        aria-label="Show"
        value={search.show ?? ''}
        data={[
          { value: '', label: 'In use' },
          { value: 'archived', label: 'Archived' },
        ]}
        onChange={(event) =>
          onSearch({ show: event.currentTarget.value === 'archived' ? 'archived' : undefined })
        }
      />
      <NativeSelect
        className={styles.choice}
        aria-label="Order"
        value={search.sort ?? ''}
        data={[
          { value: '', label: 'Latest first' },
          { value: 'name', label: 'By name' },
        ]}
        onChange={(event) => onSearch({ sort: event.currentTarget.value === 'name' ? 'name' : undefined })}
      />
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRadar2 size={14} />}
          onClick={onCheck}
          disabled={isEmpty}
        >
          Check links
        </Button>
        <Button size="xs" variant="default" leftSection={<IconUpload size={14} />} onClick={onImport}>
          Import
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={onExport}
          disabled={isEmpty}
        >
          Export all
        </Button>
      </div>
    </div>
  )
}
