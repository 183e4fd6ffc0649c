import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { TagField } from './tag-field.tsx'
import styles from './library.module.css'

/** What is said about a link, beside the link itself. */
export type LinkLabel = Pick<SavedLink, 'name' | 'kind' | 'tags'>

type LinkEditorProps = {
  readonly label: LinkLabel
  readonly knownTags: readonly string[]
  readonly onChange: (label: LinkLabel) => void
}

/** Name, kind and tags. */
export const LinkEditor = ({ label, knownTags, onChange }: LinkEditorProps) => (
  <div className={styles.form}>
    <TextInput
      label="Name"
      maxLength={200}
      value={label.name}
      onChange={(event) => onChange({ ...label, name: event.currentTarget.value })}
    />
    <TagField
      tags={label.tags}
      known={knownTags}
      onChange={(tags) => onChange({ ...label, tags: [...tags] })}
    />
    <NativeSelect
      label="Kind"
      value={label.kind}
      data={[
        { value: 'link', label: 'Link: handed out as it is' },
        { value: 'template', label: 'Template: where other links start' },
      ]}
      onChange={(event) =>
        onChange({ ...label, kind: event.currentTarget.value === 'template' ? 'template' : 'link' })
      }
    />
  </div>
)

type EditedLabelProps = {
  readonly entry: LibraryEntry
  readonly knownTags: readonly string[]
  readonly isBusy: boolean
  /** `entry` as it was when somebody began to type. */
  readonly onSave: (entry: LibraryEntry, label: LinkLabel, onDone: () => void) => void
}

const labelOf = ({ link: { name, kind, tags } }: LibraryEntry): LinkLabel => ({ name, kind, tags })

/** The same with a button; what was typed stays until it is saved or discarded. */
export const EditedLabel = ({ entry, knownTags, isBusy, onSave }: EditedLabelProps) => {
  const [edit, setEdit] = useState<{ readonly entry: LibraryEntry; readonly label: LinkLabel }>()
  const label = edit?.label ?? labelOf(entry)
  const isSame = !edit || JSON.stringify(label) === JSON.stringify(labelOf(edit.entry))
  const end = () => setEdit(undefined)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (edit && !isSame) onSave(edit.entry, label, end)
      }}
    >
      <LinkEditor
        label={label}
        knownTags={knownTags}
        onChange={(next) => setEdit({ entry: edit?.entry ?? entry, label: next })}
      />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={isSame || label.name.trim() === ''} loading={isBusy}>
          Save changes
        </Button>
        {!isSame && (
          <Button size="xs" variant="subtle" onClick={end}>
            Discard
          </Button>
        )}
      </div>
    </form>
  )
}
