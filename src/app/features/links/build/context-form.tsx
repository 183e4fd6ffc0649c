import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { fieldKinds, switchMode, type ContextField, type LinkDraft, type ReadContext } from './link-draft.ts'
import styles from '../links.module.css'

type RowProps = {
  readonly field: ContextField
  readonly problem: string | undefined
  readonly onChange: (field: ContextField) => void
  readonly onRemove: () => void
}

const FieldRow = ({ field, problem, onChange, onRemove }: RowProps) => (
  <li className={styles.field}>
    <TextInput
      aria-label="Name"
      placeholder="name"
      value={field.name}
      error={problem}
      onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
    />
    <NativeSelect
      aria-label={`Type of ${field.name || 'the field'}`}
      data={[...fieldKinds]}
      value={field.kind}
      onChange={(event) => {
        const kind = fieldKinds.find((one) => one === event.currentTarget.value) ?? 'text'
        onChange({ ...field, kind, value: kind === 'yes or no' ? 'yes' : field.value })
      }}
    />
    {field.kind === 'yes or no' ? (
      <NativeSelect
        aria-label={`Value of ${field.name || 'the field'}`}
        data={['yes', 'no']}
        value={field.value}
        onChange={(event) => onChange({ ...field, value: event.currentTarget.value })}
      />
    ) : (
      <TextInput
        aria-label={`Value of ${field.name || 'the field'}`}
        placeholder="value"
        value={field.value}
        onChange={(event) => onChange({ ...field, value: event.currentTarget.value })}
      />
    )}
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`Remove ${field.name || 'the field'}`}
      onClick={onRemove}
    >
      <IconTrash size={16} />
    </ActionIcon>
  </li>
)

type ContextFormProps = {
  readonly draft: LinkDraft
  readonly read: ReadContext
  readonly onChange: (draft: LinkDraft) => void
}

/** The context, typed field by field or as JSON. */
export const ContextForm = ({ draft, read, onChange }: ContextFormProps) => {
  const { fields } = draft
  const problems = 'context' in read ? new Map<number, string>() : read.fields
  const other = switchMode(draft)
  const setFields = (next: readonly ContextField[]) => onChange({ ...draft, fields: [...next] })
  const nextId = Math.max(0, ...fields.map(({ id }) => id)) + 1
  return (
    <div className={styles.form}>
      {draft.mode === 'json' ? (
        <Textarea
          label="Context (JSON)"
          rows={8}
          autoComplete="off"
          spellCheck={false}
          value={draft.json}
          error={'context' in read ? undefined : read.problem}
          onChange={(event) => onChange({ ...draft, json: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
        />
      ) : (
        <ul className={styles.fields} aria-label="Fields of the context">
          {fields.map((field) => (
            <FieldRow
              key={field.id}
              field={field}
              problem={problems.get(field.id)}
              onChange={(changed) => setFields(fields.map((one) => (one.id === field.id ? changed : one)))}
              onRemove={() => setFields(fields.filter((one) => one.id !== field.id))}
            />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        {draft.mode === 'form' && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setFields([...fields, { id: nextId, name: '', kind: 'text', value: '' }])}
          >
            Field
          </Button>
        )}
        <Button size="xs" variant="subtle" disabled={!other} onClick={() => other && onChange(other)}>
          {draft.mode === 'form' ? 'As JSON' : 'As a form'}
        </Button>
        {draft.mode === 'json' && !other && 'context' in read && (
          <span className={styles.second}>Lists, nested values and null have no form.</span>
        )}
      </div>
      <TextInput
        label="Behind the context (UTM)"
        description="Anything in front of it would lose the context inside the portal."
        placeholder="utm_source=mail&utm_campaign=may"
        value={draft.extras}
        onChange={(event) => onChange({ ...draft, extras: event.currentTarget.value })}
      />
    </div>
  )
}
