import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/ScrollArea.css'
import { TagsInput } from '@mantine/core'
import { cleanTags } from './link-changes.ts'

type TagFieldProps = {
  readonly tags: readonly string[]
  /** Tags in use, to choose from. */
  readonly known: readonly string[]
  /** What is typed of the next one; `''` once it is one. */
  readonly onTyping: (text: string) => void
  readonly onChange: (tags: readonly string[]) => void
}

/** Tags, typed or chosen; Enter or a comma ends one, Backspace takes the last away. */
export const TagField = ({ tags, known, onTyping, onChange }: TagFieldProps) => (
  <TagsInput
    label="Tags"
    placeholder={tags.length === 0 ? 'print, mail' : ''}
    data={[...known]}
    value={[...tags]}
    maxTags={20}
    acceptValueOnBlur
    splitChars={[',', ';']}
    comboboxProps={{ transitionProps: { duration: 0 } }}
    onSearchChange={onTyping}
    onChange={(next) => onChange(cleanTags(next))}
  />
)
