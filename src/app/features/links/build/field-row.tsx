import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { TemplateField } from '../../../../contract/links/link-templates.ts'
import { fieldKinds, type ContextField } from './draft-schema.ts'
import styles from './build.module.css'

type RowProps = {
  readonly field: ContextField
  readonly problem: string | undefined
  readonly onChange: (field: ContextField) => void
}

const inputTypes = { date: 'date', number: 'text', text: 'text' } as const

/** A field that the purpose asks for: its name and its type stand fast. */
export const AskedRow = ({
  asked,
  field,
  problem,
  onChange,
}: RowProps & { readonly asked: TemplateField }) => {
  const label = (
    <>
      {asked.label} <code>{asked.name}</code>
    </>
  )
  const shared = {
    label,
    error: problem,
    description: asked.hint,
    required: asked.isRequired === true,
    value: field.value,
  }
  const set = (value: string) =>
    onChange({
      ...field,
      kind: asked.kind === 'number' || asked.kind === 'yes or no' ? asked.kind : 'text',
      value,
    })
  if (asked.kind === 'choice' || asked.kind === 'yes or no') {
    const options = asked.kind === 'choice' ? (asked.options ?? []) : ['yes', 'no']
    const known = options.includes(field.value) || field.value === ''
    const data = [
      ...(asked.isRequired ? [] : [{ value: '', label: '(not said)' }]),
      ...options,
      ...(known ? [] : [field.value]),
    ]
    return <NativeSelect {...shared} data={data} onChange={(event) => set(event.currentTarget.value)} />
  }
  return (
    <TextInput
      {...shared}
      type={inputTypes[asked.kind]}
      inputMode={asked.kind === 'number' ? 'numeric' : 'text'}
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

/** A field of one's own: name, type and value. */
export const OwnRow = ({
  field,
  problem,
  onChange,
  onRemove,
  isNew,
}: RowProps & { readonly onRemove: () => void; readonly isNew: boolean }) => (
  <div className={styles.row}>
    <TextInput
      aria-label="Name"
      placeholder="name"
      autoFocus={isNew}
      autoComplete="off"
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
        autoComplete="off"
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
  </div>
)
