import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTool, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import {
  looksLikeQuery,
  splitQuery,
  utmNames,
  type UtmName,
} from '../../../../contract/links/link-parameters.ts'
import type { LinkDraft, TypedParameter } from './draft-schema.ts'
import type { DraftState } from './draft-store.ts'
import { parametersOf, placeParameters } from './link-draft.ts'
import { adviceForParameter } from './parameter-advice.ts'
import common from '../links.module.css'
import styles from './build.module.css'

const utmTexts: Readonly<Record<UtmName, { readonly label: string; readonly placeholder: string }>> = {
  utm_source: { label: 'Source', placeholder: 'newsletter' },
  utm_medium: { label: 'Medium', placeholder: 'mail, qr' },
  utm_campaign: { label: 'Campaign', placeholder: 'may-sale' },
  utm_term: { label: 'Term', placeholder: 'a search word' },
  utm_content: { label: 'Content', placeholder: 'top-button' },
}

type ParametersFormProps = { readonly draft: LinkDraft } & Pick<DraftState, 'change' | 'take'>

type ValueProps = {
  readonly name: string
  readonly value: string
  readonly onTidy: (value: string) => void
}

const Tidy = ({ name, value, onTidy }: ValueProps) => {
  const { hint, mended } = adviceForParameter(name, value)
  if (mended === undefined) return null
  return (
    <span className={styles.tidy}>
      {hint}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconTool size={13} />}
        onClick={() => onTidy(mended)}
      >
        Write “{mended}”
      </Button>
    </span>
  )
}

/** UTM and other parameters; they stand behind the context, where every reader leaves them alone. */
export const ParametersForm = ({ draft, change, take }: ParametersFormProps) => {
  const { utm, parameters } = draft
  /** A query that came in at once (pasted, dropped) is split; what is typed letter by letter is a value. */
  const typed = (before: string, value: string, put: () => void) => {
    if (value.length - before.length < 2 || !looksLikeQuery(value)) return put()
    const parts = splitQuery(value)
    if (parts.length === 0) return put()
    return take(placeParameters(draft, parts), `Split into ${parts.map(([name]) => name).join(', ')}.`)
  }
  const setUtm = (name: UtmName, value: string) => change({ utm: { ...utm, [name]: value } })
  const set = (changed: TypedParameter) =>
    change({ parameters: parameters.map((one) => (one.id === changed.id ? changed : one)) })
  const count = parametersOf(draft).length
  // Said once: a part that shuts while somebody types in it would take the focus along.
  const [isOpen] = useState(count > 0)
  return (
    <details className={styles.details} open={isOpen}>
      <summary>
        UTM and other parameters{count > 0 ? ` (${count})` : ''}
        <span className={common.second}>They stand behind the context; a whole query may be pasted.</span>
      </summary>
      <div className={styles.utm}>
        {utmNames.map((name) => (
          <div key={name}>
            <TextInput
              label={utmTexts[name].label}
              placeholder={utmTexts[name].placeholder}
              autoComplete="off"
              value={utm[name]}
              error={adviceForParameter(name, utm[name]).problem}
              onChange={(event) => {
                const { value } = event.currentTarget
                typed(utm[name], value, () => setUtm(name, value))
              }}
            />
            <Tidy name={name} value={utm[name]} onTidy={(value) => setUtm(name, value)} />
          </div>
        ))}
      </div>
      <ul className={styles.fields} aria-label="Other parameters">
        {parameters.map((parameter) => (
          <li key={parameter.id} className={styles.pair}>
            <TextInput
              aria-label="Name of the parameter"
              placeholder="name"
              autoComplete="off"
              value={parameter.name}
              error={adviceForParameter(parameter.name, parameter.value).problem}
              onChange={(event) => set({ ...parameter, name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Value of ${parameter.name || 'the parameter'}`}
              placeholder="value"
              autoComplete="off"
              value={parameter.value}
              onChange={(event) => {
                const { value } = event.currentTarget
                typed(parameter.value, value, () => set({ ...parameter, value }))
              }}
            />
            <ActionIcon
              aria-label={`Remove ${parameter.name || 'the parameter'}`}
              onClick={() =>
                take(
                  { parameters: parameters.filter((one) => one.id !== parameter.id) },
                  `“${parameter.name}” is removed.`,
                )
              }
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          change({
            parameters: [
              ...parameters,
              { id: Math.max(0, ...parameters.map(({ id }) => id)) + 1, name: '', value: '' },
            ],
          })
        }
      >
        Parameter
      </Button>
    </details>
  )
}
