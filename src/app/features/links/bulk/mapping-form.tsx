import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { utmNames } from '../../../../contract/links/link-parameters.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { fieldKinds, type BulkMapping, type MappedPart, type MappingFault } from './bulk-mapping.ts'
import { mappingFaultTexts } from './bulk-texts.ts'
import { unusedColumns } from './map-start.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

type PartProps = {
  readonly part: MappedPart
  readonly columns: readonly string[]
  readonly fault: MappingFault | undefined
  readonly hasKind: boolean
  readonly onChange: (part: MappedPart) => void
  readonly onRemove: () => void
}

/** No column has it: their names are trimmed. */
const constantValue = ' '

const Part = ({ part, columns, fault, hasKind, onChange, onRemove }: PartProps) => {
  const { name, column, constant, kind, isRequired } = part
  const called = name || 'the new one'
  const isGone = column !== null && !columns.includes(column)
  const isValueWrong = fault === 'badConstant' || fault === 'noValue'
  const isSourceWrong = fault === 'noColumn'
  return (
    <li className={hasKind ? styles.part : `${styles.part} ${styles.kindless}`}>
      <TextInput
        aria-label="Name"
        placeholder="name"
        list={hasKind ? undefined : 'bulk-utm-names'}
        value={name}
        error={fault && !isValueWrong && !isSourceWrong ? mappingFaultTexts[fault] : undefined}
        onChange={(event) => onChange({ ...part, name: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={`Where ${called} comes from`}
        value={column ?? constantValue}
        error={isSourceWrong ? mappingFaultTexts.noColumn : undefined}
        data={[
          ...(isGone ? [{ value: column, label: `${column} (not there)` }] : []),
          ...columns.map((value) => ({ value, label: value })),
          { value: constantValue, label: 'fixed value' },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...part, column: value === constantValue ? null : value })
        }
      />
      {hasKind && (
        <NativeSelect
          className={styles.kind ?? ''}
          aria-label={`Type of ${called}`}
          data={[...fieldKinds]}
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...part, kind: fieldKinds.find((one) => one === value) ?? 'text' })
          }
        />
      )}
      <ActionIcon className={styles.remove ?? ''} aria-label={`Remove ${called}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
      {column === null ? (
        <TextInput
          className={styles.value ?? ''}
          aria-label={`Value of ${called}`}
          placeholder={isRequired ? 'value' : 'value; empty: left out'}
          value={constant}
          error={isValueWrong ? mappingFaultTexts[fault] : undefined}
          onChange={(event) => onChange({ ...part, constant: event.currentTarget.value })}
        />
      ) : (
        <label className={`${styles.check} ${styles.value}`}>
          <input
            type="checkbox"
            checked={isRequired}
            onChange={(event) => onChange({ ...part, isRequired: event.currentTarget.checked })}
          />
          required <span className={styles.hidden}>{called}</span>
        </label>
      )}
    </li>
  )
}

type PartsProps = {
  readonly label: string
  readonly parts: readonly MappedPart[]
  readonly columns: readonly string[]
  readonly faults: ReadonlyMap<number, MappingFault>
  readonly hasKind: boolean
  readonly add: string
  readonly onChange: (parts: MappedPart[]) => void
}

const Parts = ({ label, parts, columns, faults, hasKind, add, onChange }: PartsProps) => {
  const nextId = Math.max(0, ...parts.map(({ id }) => id)) + 1
  const fresh: MappedPart = {
    id: nextId,
    name: '',
    column: null,
    constant: '',
    kind: 'text',
    isRequired: false,
  }
  return (
    <section aria-label={label} className={styles.parts}>
      <h3>{label}</h3>
      <ul>
        {parts.map((part) => (
          <Part
            key={part.id}
            part={part}
            columns={columns}
            fault={faults.get(part.id)}
            hasKind={hasKind}
            onChange={(changed) => onChange(parts.map((one) => (one.id === part.id ? changed : one)))}
            onRemove={() => onChange(parts.filter((one) => one.id !== part.id))}
          />
        ))}
      </ul>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...parts, fresh])}
      >
        {add}
      </Button>
    </section>
  )
}

type MappingFormProps = {
  readonly mapping: BulkMapping
  readonly columns: readonly string[]
  readonly faults: {
    readonly fields: ReadonlyMap<number, MappingFault>
    readonly parameters: ReadonlyMap<number, MappingFault>
  }
  readonly onChange: (mapping: BulkMapping) => void
}

/** Which column becomes what. */
export const MappingForm = ({ mapping, columns, faults, onChange }: MappingFormProps) => {
  const unused = unusedColumns(mapping, columns)
  return (
    <>
      <Parts
        label="Context"
        parts={mapping.fields}
        columns={columns}
        faults={faults.fields}
        hasKind
        add="Field"
        onChange={(fields) => onChange({ ...mapping, fields })}
      />
      <Parts
        label="Behind the context (UTM)"
        parts={mapping.parameters}
        columns={columns}
        faults={faults.parameters}
        hasKind={false}
        add="Parameter"
        onChange={(parameters) => onChange({ ...mapping, parameters })}
      />
      {unused.length > 0 && (
        <p className={common.second}>Columns that are in no link: {showControls(unused.join(', '))}.</p>
      )}
      <datalist id="bulk-utm-names">
        {utmNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <NativeSelect
        label="Label"
        description="The words under a code; they name its file, too, and are no part of the link."
        value={mapping.label === null ? constantValue : mapping.label}
        data={[
          { value: constantValue, label: 'the row’s number' },
          ...columns.map((value) => ({ value, label: value })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...mapping, label: value === constantValue ? null : value })
        }
      />
    </>
  )
}
