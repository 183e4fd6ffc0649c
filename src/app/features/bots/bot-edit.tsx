import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot, UpdateFields } from '../../queries/bot-queries.ts'
import { botsKey, updateBot } from '../../queries/bot-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { BotDraft } from './bot-draft.ts'
import { changedFieldsOf, draftOf } from './bot-draft.ts'
import { BotForm } from './bot-form.tsx'
import { createDraftStore } from './draft-store.ts'
import styles from './panel-parts.module.css'
import { useShownProblems } from './use-shown-problems.ts'
import { validateChange } from './validate-draft.ts'

const keptStorage = createKeptStorage(() => localStorage)

const useEditDraft = (origin: string, known: KnownBot) => {
  // What the bot was when the form was opened; a refetch meanwhile must not turn it into a change.
  const [before] = useState(() => draftOf(known))
  const [drafts] = useState(() => createDraftStore(keptStorage, `edit ${origin} ${known.bot.id}`))
  const [draft, setDraft] = useState<BotDraft>(() => drafts.load(before))
  const [isFromBefore, setFromBefore] = useState(draft !== before)
  const replace = (next: BotDraft) => {
    drafts.save(before, next)
    setDraft(next)
  }
  return {
    before,
    drafts,
    draft,
    isFromBefore,
    change: (part: Partial<BotDraft>) => replace({ ...draft, ...part }),
    discard: () => {
      setFromBefore(false)
      replace(before)
    },
  }
}

type BotEditProps = { readonly known: KnownBot; readonly onDone: () => void }

/** Sends what was changed and nothing else. */
export const BotEdit = ({ known, onDone }: BotEditProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const { before, drafts, draft, change, discard, isFromBefore } = useEditDraft(portal.origin, known)
  const problems = useShownProblems(validateChange(before, draft))
  const form = useRef<HTMLFormElement>(null)
  const fields = changedFieldsOf(before, draft)
  const update = useMutation({
    mutationFn: (changed: UpdateFields) => updateBot(portal, known, changed),
    onSuccess: async () => {
      drafts.forget()
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
      {isFromBefore && (
        <p className={styles.fromBefore} role="status">
          These are changes you began earlier and did not save.
          <Button size="compact-xs" variant="subtle" onClick={discard}>
            Start from the bot as it is
          </Button>
        </p>
      )}
      <BotForm
        draft={draft}
        problems={problems.shown}
        onChange={(part) => {
          problems.touch(part)
          change(part)
        }}
        isRegistered
        needsBotToken={false}
      />
      {update.isError && <Failed what="The changes were not saved" {...describeError(update.error)} />}
      <div className={styles.editActions}>
        <Button type="submit" disabled={!fields} loading={update.isPending}>
          Save changes
        </Button>
        <Button
          variant="default"
          onClick={() => {
            drafts.forget()
            onDone()
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  )
}
