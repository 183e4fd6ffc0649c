import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Popover.css'
import { Button, Checkbox, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import type { ColumnChoice } from './event-columns.ts'
import { columnKeys, titleOf } from './event-columns.ts'
import styles from './menus.module.css'

type ColumnsMenuProps = { readonly choice: ColumnChoice; readonly onChoice: (choice: ColumnChoice) => void }

/** Which columns the list has, where there is room for them, and how it shows times. */
export const ColumnsMenu = ({ choice, onChoice }: ColumnsMenuProps) => {
  const [isOpen, setOpen] = useState(false)
  const { hidden, times } = choice
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconColumns3 size={16} />}
          className={styles.button ?? ''}
          onClick={() => setOpen(!isOpen)}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label="Columns">
        {columnKeys.map((key) => (
          <Checkbox
            key={key}
            size="xs"
            label={titleOf(key)}
            checked={!hidden.includes(key)}
            onChange={({ currentTarget: { checked } }) => {
              const next = checked ? hidden.filter((other) => other !== key) : [...hidden, key]
              // A list without any column would be no list.
              if (next.length < columnKeys.length) onChoice({ ...choice, hidden: next })
            }}
          />
        ))}
        <Checkbox
          size="xs"
          label="Exact times"
          checked={times === 'exact'}
          onChange={({ currentTarget: { checked } }) =>
            onChoice({ ...choice, times: checked ? 'exact' : 'relative' })
          }
        />
      </Popover.Dropdown>
    </Popover>
  )
}
