import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
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
  readonly label: LinkLabel
  readonly knownTags: readonly string[]
  readonly isBusy: boolean
  readonly onSave: (label: LinkLabel) => void
}

/** The same with a button; what was typed stays until it is saved. */
export const EditedLabel = ({ label, knownTags, isBusy, onSave }: EditedLabelProps) => {
  const [edited, setEdited] = useState(label)
  const isSame = JSON.stringify(edited) === JSON.stringify(label)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSave(edited)
      }}
    >
      <LinkEditor label={edited} knownTags={knownTags} onChange={setEdited} />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={isSame || edited.name.trim() === ''} loading={isBusy}>
          Save changes
        </Button>
        {!isSame && (
          <Button size="xs" variant="subtle" onClick={() => setEdited(label)}>
            Discard
          </Button>
        )}
      </div>
    </form>
  )
}
