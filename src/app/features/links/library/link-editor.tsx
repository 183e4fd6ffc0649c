import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { TagField } from './tag-field.tsx'
import { endTag, isSameLabel, keptEdit, keptTag, labelOf, type LinkLabel } from './typed-label.ts'
import styles from './library.module.css'

type LinkEditorProps = {
  readonly label: LinkLabel
  readonly knownTags: readonly string[]
  readonly onTyping: (tag: string) => void
  readonly onChange: (label: LinkLabel) => void
}

/** Name, kind and tags. */
export const LinkEditor = ({ label, knownTags, onTyping, onChange }: LinkEditorProps) => (
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
      onTyping={onTyping}
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

/** The same with a button; what was typed stays until it is saved or discarded, through a reload, too. */
export const EditedLabel = ({ entry, knownTags, isBusy, onSave }: EditedLabelProps) => {
  const portal = usePortal()
  const { id } = entry.link
  const [kept] = useState(() => ({ edit: keptEdit(portal, id), tag: keptTag(portal, 'edit', id) }))
  const editTo = (label: LinkLabel, link: SavedLink) => (isSameLabel(label, link) ? null : { link, label })
  const [edit, setEdit] = useState(() => {
    const { link, label } = kept.edit.load(null) ?? { link: entry.link, label: labelOf(entry.link) }
    const next = editTo(endTag(label, kept.tag), link)
    kept.edit.save(next, null)
    return next
  })
  const label = edit?.label ?? labelOf(entry.link)
  const put = (next: typeof edit) => {
    setEdit(next)
    kept.edit.save(next, null)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (edit) onSave({ ...entry, link: edit.link }, label, () => put(null))
      }}
    >
      <LinkEditor
        label={label}
        knownTags={knownTags}
        onTyping={(tag) => kept.tag.save(tag, '')}
        onChange={(next) => put(editTo(next, edit?.link ?? entry.link))}
      />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={!edit || label.name.trim() === ''} loading={isBusy}>
          Save changes
        </Button>
        {edit && (
          <Button size="xs" variant="subtle" onClick={() => put(null)}>
            Discard
          </Button>
        )}
      </div>
    </form>
  )
}
