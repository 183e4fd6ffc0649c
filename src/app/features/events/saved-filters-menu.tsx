import '@mantine/core/styles/Popover.css'
import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { IconBookmark, IconPencil, IconTrash } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { useState, useSyncExternalStore } from 'react'
import { ForeignText } from '../../ui/foreign-text.tsx'
import type { SavedFilter, SavedFilters } from './saved-filters.ts'
import { longestName } from './saved-filters.ts'
import styles from './menus.module.css'

type SavedFiltersMenuProps = {
  readonly saved: SavedFilters
  /** The filter that is applied. */
  readonly query: string
  readonly onQuery: (query: string) => void
}

type NameFormProps = {
  readonly label: string
  readonly name: string
  readonly button: string
  /** Why it cannot be called that; undefined when it can. */
  readonly onName: (name: string) => string | undefined
}

const NameForm = ({ label, name, button, onName }: NameFormProps) => {
  const [typed, setTyped] = useState(name)
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = typed.trim()
    setProblem(trimmed ? onName(trimmed) : 'It needs a name.')
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={label}
        size="xs"
        value={typed}
        maxLength={longestName}
        error={problem}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default">
        {button}
      </Button>
    </form>
  )
}

type RowProps = {
  readonly filter: SavedFilter
  readonly onTake: () => void
  readonly onRename: () => void
  readonly onRemove: () => void
}

const Row = ({ filter: { name, query }, onTake, onRename, onRemove }: RowProps) => (
  <li className={styles.row}>
    <button type="button" className={styles.take} onClick={onTake}>
      <ForeignText text={name} />
      <span className={styles.query}>
        <ForeignText text={query} />
      </span>
    </button>
    <ActionIcon size="sm" aria-label={`Rename ${name}`} onClick={onRename}>
      <IconPencil size={14} />
    </ActionIcon>
    <ActionIcon size="sm" aria-label={`Delete ${name}`} onClick={onRemove}>
      <IconTrash size={14} />
    </ActionIcon>
  </li>
)

/** Filters under names: to take, to save the one at hand, to rename, to delete. */
export const SavedFiltersMenu = ({ saved, query, onQuery }: SavedFiltersMenuProps) => {
  const { filters, deleted } = useSyncExternalStore(saved.subscribe, saved.getState)
  const [isOpen, setOpen] = useState(false)
  const [renamed, setRenamed] = useState<string>()
  const open = (isOpened: boolean) => {
    setOpen(isOpened)
    setRenamed(undefined)
    if (isOpened) saved.reload()
  }
  return (
    <Popover
      opened={isOpen}
      onChange={open}
      position="bottom-end"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconBookmark size={16} />}
          className={styles.button ?? ''}
          onClick={() => open(!isOpen)}
        >
          Saved
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label="Saved filters">
        {filters.length === 0 && !deleted && (
          <p className={styles.note}>
            Filters you use often can be kept here, in this browser, for this portal.
          </p>
        )}
        <ul className={styles.list} aria-label="Saved filters">
          {filters.map((filter) =>
            filter.name === renamed ? (
              <li key={filter.name}>
                <NameForm
                  label="New name"
                  name={filter.name}
                  button="Rename"
                  onName={(to) => {
                    if (!saved.rename(filter.name, to)) return 'Another filter is called that.'
                    setRenamed(undefined)
                    return undefined
                  }}
                />
              </li>
            ) : (
              <Row
                key={filter.name}
                filter={filter}
                onTake={() => {
                  open(false)
                  onQuery(filter.query)
                }}
                onRename={() => setRenamed(filter.name)}
                onRemove={() => saved.remove(filter.name)}
              />
            ),
          )}
        </ul>
        {deleted && (
          <p className={styles.note} role="status">
            Deleted <ForeignText text={deleted.filter.name} />.{' '}
            <Button size="compact-xs" variant="default" onClick={saved.undo}>
              Undo
            </Button>
          </p>
        )}
        {query.trim() !== '' && (
          <NameForm
            key={query}
            label="Save this filter as"
            name={filters.find((filter) => filter.query === query)?.name ?? ''}
            button="Save"
            onName={(name) => {
              saved.save({ name, query })
              return undefined
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
