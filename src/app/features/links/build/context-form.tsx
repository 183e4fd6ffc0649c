import { Button, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { LinkFinding } from '../../../../contract/deep-link/link-finding.ts'
import { templateOf } from '../../../../contract/links/link-templates.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { AdviceList } from './advice-list.tsx'
import type { ContextField, LinkDraft } from './draft-schema.ts'
import type { DraftState } from './draft-store.ts'
import { adviceForField, adviceForJson, type Repair } from './field-advice.ts'
import { AskedRow, OwnRow } from './field-row.tsx'
import { PurposeSelect, type PurposeSelectProps } from './purpose-select.tsx'
import type { ReadContext } from './read-draft.ts'
import { switchMode } from './switch-mode.ts'
import common from '../links.module.css'
import styles from './build.module.css'

type ContextFormProps = {
  readonly draft: LinkDraft
  readonly read: ReadContext
  readonly findings: readonly LinkFinding[]
} & Pick<DraftState, 'change' | 'take'>

type FieldsProps = ContextFormProps & { readonly addedId: number | undefined }

const Fields = ({ draft, read, findings, change, take, addedId }: FieldsProps) => {
  const { fields } = draft
  const rows = 'context' in read ? new Map<number, string>() : read.rows
  const asked = new Map(templateOf(draft.template).fields.map((field) => [field.name, field]))
  const set = (changed: ContextField) =>
    change({ fields: fields.map((one) => (one.id === changed.id ? changed : one)) })
  const repair = (of: Repair) => take(of.patch, of.said)
  return (
    <ul className={styles.fields} aria-label="Fields of the context">
      {fields.map((field) => {
        const of = asked.get(field.name)
        const shared = { field, problem: rows.get(field.id), onChange: set }
        return (
          <li key={field.id}>
            {of ? (
              <AskedRow {...shared} asked={of} />
            ) : (
              <OwnRow
                {...shared}
                isNew={field.id === addedId}
                onRemove={() =>
                  take(
                    { fields: fields.filter((one) => one.id !== field.id) },
                    `“${showControls(field.name)}” is removed.`,
                  )
                }
              />
            )}
            <AdviceList advice={adviceForField(draft, field, findings)} onRepair={repair} />
          </li>
        )
      })}
    </ul>
  )
}

const Json = ({ draft, read, findings, change, take }: ContextFormProps) => (
  <div className={styles.json}>
    <Textarea
      label="Context (JSON)"
      rows={9}
      autoComplete="off"
      spellCheck={false}
      value={draft.json}
      error={'context' in read ? undefined : read.problem}
      onChange={(event) => change({ json: event.currentTarget.value })}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
    />
    {'context' in read && (
      <AdviceList
        advice={adviceForJson(draft, findings)}
        isPlaceShown
        onRepair={(repair) => take(repair.patch, repair.said)}
      />
    )}
  </div>
)

/** The purpose, and the context typed field by field or as JSON. */
export const ContextForm = (props: ContextFormProps & Partial<PurposeSelectProps>) => {
  const { draft, read, saved, chosen, change, take } = props
  const { fields, mode } = draft
  const switched = switchMode(draft)
  const [addedId, setAddedId] = useState<number>()
  const addField = () => {
    const id = Math.max(0, ...fields.map((field) => field.id)) + 1
    setAddedId(id)
    change({ fields: [...fields, { id, name: '', kind: 'text', value: '' }] })
  }
  const missing =
    'context' in read ? [] : [...read.names.keys()].filter((name) => !fields.some((one) => one.name === name))
  return (
    <div className={styles.form}>
      <PurposeSelect draft={draft} saved={saved} chosen={chosen} take={take} />
      {mode === 'json' ? <Json {...props} /> : <Fields {...props} addedId={addedId} />}
      {mode === 'form' && missing.length > 0 && 'problem' in read && (
        <p role="status" className={styles.problem}>
          {read.problem}
        </p>
      )}
      <div className={common.actions}>
        {mode === 'form' && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={addField}>
            Field
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          disabled={'refusal' in switched}
          onClick={() => 'draft' in switched && change(switched.draft)}
        >
          {mode === 'form' ? 'As JSON' : 'As a form'}
        </Button>
        {'refusal' in switched && <span className={common.second}>{switched.refusal}</span>}
      </div>
    </div>
  )
}
