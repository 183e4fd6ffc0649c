import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRef, useState } from 'react'
import { contextFindings } from '../../../../contract/deep-link/context-findings.ts'
import type { ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { ContextForm } from '../build/context-form.tsx'
import { ParametersForm } from '../build/parameters-form.tsx'
import { UndoBar } from '../build/undo-bar.tsx'
import type { ReadShortDraft, ShortDraftField, ShortDraftProblems } from './read-short-draft.ts'
import { CarriesField, EndFields, NameFields, PageFields, type BotChoice } from './short-fields.tsx'
import styles from './short-form.module.css'
import type { ShortDraftState } from './use-short-draft.ts'

type ShortFormProps = {
  readonly state: ShortDraftState
  readonly read: ReadShortDraft
  readonly bots: readonly BotChoice[]
  readonly campaigns: readonly string[]
  /** Where a new link's page will lie, before the slug; undefined for one whose address stands. */
  readonly base: string | undefined
  readonly isSending: boolean
  readonly submitLabel: string
  readonly onSubmit: (fields: ShortLinkFields, slug: string | undefined) => void
  /** What came of sending it. */
  readonly children?: ReactNode
  /** What the worker had against it. */
  readonly refused?: ShortDraftProblems
}

const everything: readonly ShortDraftField[] = [
  'name',
  'campaign',
  'slug',
  'botDialogId',
  'context',
  'parameters',
  'title',
  'text',
  'expiresAt',
  'maxUses',
]

/** A short link's fields; a problem is shown once its field was left, and all of them once somebody tried to go on. */
export const ShortForm = ({ state, read, refused = {}, ...rest }: ShortFormProps) => {
  const { bots, campaigns, base, isSending, submitLabel, onSubmit, children } = rest
  const form = useRef<HTMLFormElement>(null)
  const [seen, setSeen] = useState<ReadonlySet<ShortDraftField>>(new Set())
  const { draft, change, changeLink, takeLink } = state
  const problems = 'problems' in read ? read.problems : {}
  const see = (field: ShortDraftField) => setSeen((known) => new Set([...known, field]))
  const shown = (field: ShortDraftField) => (seen.has(field) ? problems[field] : undefined) ?? refused[field]
  const fields = { draft, change, see, shown }
  const submit = () => {
    if ('fields' in read) return onSubmit(read.fields, read.slug)
    setSeen(new Set(everything))
    const first = everything.find((field) => problems[field] !== undefined)
    form.current?.querySelector<HTMLElement>(`[name="${first}"], [data-part="${first}"]`)?.focus()
  }
  // What cannot be read is said at its row already.
  const contextProblem = 'context' in read.context ? shown('context') : undefined
  const findings =
    draft.carries === 'context' && 'context' in read.context ? contextFindings(read.context.context) : []
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSending) submit()
      }}
    >
      <NameFields {...fields} bots={bots} campaigns={campaigns} base={base} />
      <fieldset className={styles.group} data-part="context" tabIndex={-1}>
        <legend>What the bot is told</legend>
        <CarriesField {...fields} />
        <ContextForm
          draft={draft.link}
          read={read.context}
          findings={findings}
          change={changeLink}
          take={takeLink}
        />
        {contextProblem !== undefined && (
          <p role="alert" className={styles.problem}>
            {contextProblem}
          </p>
        )}
      </fieldset>
      <div data-part="parameters" tabIndex={-1}>
        <ParametersForm draft={draft.link} change={changeLink} take={takeLink} />
        {shown('parameters') !== undefined && (
          <p role="alert" className={styles.problem}>
            {shown('parameters')}
          </p>
        )}
      </div>
      <UndoBar step={state.step} undo={state.undo} />
      <PageFields {...fields} />
      <EndFields {...fields} />
      {children}
      <div className={styles.actions}>
        <Button type="submit" loading={isSending} disabled={base === undefined && !state.isChanged}>
          {submitLabel}
        </Button>
        {state.isChanged && (
          <Button
            variant="subtle"
            color="gray"
            disabled={isSending}
            onClick={() => {
              setSeen(new Set())
              state.reset()
            }}
          >
            {base === undefined ? 'Undo the changes' : 'Clear the form'}
          </Button>
        )}
        {state.isChanged && <span className={styles.said}>Kept in this tab until it is sent.</span>}
      </div>
    </form>
  )
}
