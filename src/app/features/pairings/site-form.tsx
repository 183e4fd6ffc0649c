import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Switch.css'
import { Button, NativeSelect, Switch, TextInput, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRef, useState } from 'react'
import { sitePolicies } from '../../../contract/pairing/pairing-words.ts'
import { policyTexts } from '../../messages/pairing-texts.ts'
import type { KeptDraft } from '../../ui/kept-draft.ts'
import styles from './parts.module.css'
import type { DraftProblems, SiteDraft } from './site-draft.ts'
import { problemsOfDraft } from './site-draft.ts'

const policyNames = { finish: 'finish (recommended)', plain: 'plain' } as const

type SiteFormProps = {
  /** What is registered, or an empty draft for a new site. */
  readonly before: SiteDraft
  readonly drafts: KeptDraft<SiteDraft>
  readonly isNew: boolean
  readonly isSending: boolean
  readonly submitLabel: string
  readonly onSubmit: (draft: SiteDraft) => void
  /** Something was changed after an answer came. */
  readonly onTouch: () => void
  /** What came of sending it. */
  readonly children?: ReactNode
}

/** A site's fields; a problem is shown once its field was left, and all of them once somebody tried to go on. */
export const SiteForm = ({
  before,
  drafts,
  isNew,
  isSending,
  submitLabel,
  onSubmit,
  onTouch,
  children,
}: SiteFormProps) => {
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(() => drafts.load(before))
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const problems = problemsOfDraft(draft)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before)
  const change = (part: Partial<SiteDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    drafts.save(next, before)
    onTouch()
  }
  const see = (field: string) => setSeen((known) => new Set([...known, field]))
  const shown = (field: keyof DraftProblems) => (seen.has(field) ? problems[field] : undefined)
  const submit = () => {
    const [first] = Object.keys(problems)
    setSeen(new Set(['id', 'name', 'returnAddresses']))
    if (first === undefined) onSubmit(draft)
    else form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }
  const undo = () => {
    setDraft(before)
    setSeen(new Set())
    drafts.forget()
    onTouch()
  }
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
      {isNew && (
        <TextInput
          label="Id"
          name="id"
          description="In addresses and tokens; never changes. Lower-case letters, digits, dashes."
          placeholder="corner-shop"
          autoComplete="off"
          spellCheck={false}
          value={draft.id}
          error={shown('id')}
          onBlur={() => see('id')}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="Name"
        name="name"
        description="The first line of the card, with the host of the first address beside it."
        autoComplete="off"
        value={draft.name}
        error={shown('name')}
        onBlur={() => see('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Return addresses"
        name="returnAddresses"
        description="One per line, compared character by character. People come back to no other."
        placeholder="https://shop.example/back"
        rows={4}
        spellCheck={false}
        value={draft.addresses}
        error={shown('returnAddresses')}
        onBlur={() => see('returnAddresses')}
        onChange={(event) => change({ addresses: event.currentTarget.value })}
      />
      <NativeSelect
        label="How the result is collected"
        description={policyTexts[draft.policy]}
        value={draft.policy}
        data={sitePolicies.map((policy) => ({ value: policy, label: policyNames[policy] }))}
        onChange={({ currentTarget: { value } }) =>
          change({ policy: sitePolicies.find((policy) => policy === value) ?? 'finish' })
        }
      />
      {!isNew && (
        <Switch
          label="Active"
          description={
            draft.isActive
              ? 'It may ask.'
              : 'Its keys open nothing until it is active again; nothing is deleted.'
          }
          checked={draft.isActive}
          onChange={(event) => change({ isActive: event.currentTarget.checked })}
        />
      )}
      {children}
      <div className={styles.actions}>
        <Button type="submit" loading={isSending} disabled={!isNew && !isChanged}>
          {submitLabel}
        </Button>
        {isChanged && (
          <Button variant="subtle" color="gray" onClick={undo} disabled={isSending}>
            {isNew ? 'Clear the form' : 'Undo the changes'}
          </Button>
        )}
        {isChanged && <span className={styles.said}>Kept in this tab until it is sent.</span>}
      </div>
    </form>
  )
}
