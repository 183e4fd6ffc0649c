import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { RestError } from '../../../contract/rest/rest-error.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot, UpdateFields } from '../../queries/bot-queries.ts'
import { botsKey, updateBot } from '../../queries/bot-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { changedFieldsOf, draftOf } from './bot-draft.ts'
import { BotForm } from './bot-form.tsx'
import { draftStoreOf } from './draft-stores.ts'
import { Outcome } from './outcome.tsx'
import styles from './panel-parts.module.css'
import { useBotForm } from './use-bot-form.ts'
import { validateChange } from './validate-draft.ts'

type BotEditProps = { readonly known: KnownBot; readonly onDone: () => void }

/** Sends what was changed and nothing else. */
export const BotEdit = ({ known, onDone }: BotEditProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  // What the bot was when the form was opened; a refetch meanwhile must not turn it into a change.
  const [before] = useState(() => draftOf(known))
  const [drafts] = useState(() => draftStoreOf(portal, `edit ${known.bot.id}`))
  const [initial] = useState(() => drafts.load(before))
  const [isFromBefore, setFromBefore] = useState(initial !== before)
  const update = useMutation({
    mutationFn: (changed: UpdateFields) => updateBot(portal, known, changed),
    onSuccess: async () => {
      drafts.forget()
      await queries.invalidateQueries({ queryKey: botsKey })
      onDone()
    },
    onError: (error) => {
      if (error instanceof RestError && error.code === 'BOT_NOT_FOUND')
        void queries.invalidateQueries({ queryKey: botsKey })
    },
  })
  const { form, element, submit } = useBotForm({
    initial,
    validate: (draft) => validateChange(before, draft),
    onDraft: (draft) => drafts.save(before, draft),
    onSubmit: (draft) => {
      const changed = changedFieldsOf(before, draft)
      if (changed && !update.isPending) update.mutate(changed)
    },
  })
  const isUnchanged = changedFieldsOf(before, form.values) === undefined && form.isValid()
  const startOver = () => {
    setFromBefore(false)
    form.setValues(before)
  }
  const cancel = () => {
    drafts.forget()
    onDone()
  }
  return (
    <form ref={element} noValidate className={styles.form} onSubmit={submit}>
      {isFromBefore && (
        <p className={styles.fromBefore} role="status">
          These are changes you began earlier and did not save.
          <Button size="compact-xs" variant="subtle" onClick={startOver}>
            Start from the bot as it is
          </Button>
        </p>
      )}
      <fieldset disabled={update.isPending} className={styles.fields}>
        <BotForm form={form} registered={before} needsBotToken={false} />
      </fieldset>
      {update.isError && (
        <Outcome>
          <Failed
            what="The changes were not saved"
            {...describeError(update.error)}
            onRetry={() => submit()}
          />
        </Outcome>
      )}
      <div className={styles.editActions}>
        <Button type="submit" disabled={isUnchanged} loading={update.isPending}>
          Save changes
        </Button>
        <Button variant="default" onClick={cancel} disabled={update.isPending}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
