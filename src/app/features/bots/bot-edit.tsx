import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot, UpdateFields } from '../../queries/bot-queries.ts'
import { botsKey, updateBot } from '../../queries/bot-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import type { BotDraft } from './bot-draft.ts'
import { changedFieldsOf, draftOf } from './bot-draft.ts'
import { BotForm } from './bot-form.tsx'
import styles from './panel-parts.module.css'
import { useShownProblems } from './use-shown-problems.ts'
import { validateChange } from './validate-draft.ts'

type BotEditProps = { readonly known: KnownBot; readonly onDone: () => void }

/** Sends what was changed and nothing else. */
export const BotEdit = ({ known, onDone }: BotEditProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  // What the bot was when the form was opened; a refetch meanwhile must not turn it into a change.
  const [before] = useState(() => draftOf(known))
  const [draft, setDraft] = useState<BotDraft>(before)
  const problems = useShownProblems(validateChange(before, draft))
  const form = useRef<HTMLFormElement>(null)
  const fields = changedFieldsOf(before, draft)
  const update = useMutation({
    mutationFn: (changed: UpdateFields) => updateBot(portal, known, changed),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: botsKey })
      onDone()
    },
  })
  const submit = () => {
    if (fields && problems.showAll(form.current)) update.mutate(fields)
  }
  return (
    <form
      ref={form}
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <BotForm
        draft={draft}
        problems={problems.shown}
        onChange={(part) => {
          problems.touch(part)
          setDraft((current) => ({ ...current, ...part }))
        }}
        isRegistered
        needsBotToken={false}
      />
      {update.isError && <Failed what="The changes were not saved" {...describeError(update.error)} />}
      <div className={styles.editActions}>
        <Button type="submit" disabled={!fields} loading={update.isPending}>
          Save changes
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
