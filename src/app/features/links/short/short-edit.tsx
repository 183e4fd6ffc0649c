import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { describeError } from '../../../messages/describe-error.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { FoundShortLink } from '../../../queries/short-link-queries.ts'
import { saveShortLink, shortLinksKey } from '../../../queries/short-link-queries.ts'
import { Failed } from '../../../ui/failed.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useWorker } from '../../../worker/worker-context.ts'
import { keptShortDraft } from './kept-short-draft.ts'
import { readShortDraft } from './read-short-draft.ts'
import { refusedFieldsOf } from './refused-fields.ts'
import { botChoicesOf } from './short-bots.ts'
import { shortDraftOf } from './short-draft.ts'
import { ShortForm } from './short-form.tsx'
import styles from './short-parts.module.css'
import { useShortChoices } from './use-short-choices.ts'
import { useShortDraft } from './use-short-draft.ts'

type EditProps = { readonly data: FoundShortLink; readonly onSaved: () => void }

const Edit = ({ data: { link, context }, onSaved }: EditProps) => {
  const worker = useWorker()
  const portal = usePortal()
  const queries = useQueryClient()
  const now = useNow()
  const [kept] = useState(() => keptShortDraft(portal, link.id))
  const { bots, campaigns } = useShortChoices()
  const save = useMutation({
    mutationFn: (fields: ShortLinkFields) => saveShortLink(worker, link.id, fields),
    onSuccess: async () => {
      kept.forget()
      await queries.invalidateQueries({ queryKey: shortLinksKey(worker) })
      onSaved()
    },
  })
  const state = useShortDraft({ before: shortDraftOf(link, context), kept, onTouch: save.reset })
  const choices = botChoicesOf(bots.data ?? [], { dialogId: link.botDialogId, name: link.botName })
  const chosen = choices.find(({ dialogId }) => dialogId === state.draft.botDialogId)
  const read = readShortDraft(state.draft, {
    botName: chosen?.name ?? link.botName,
    portalOrigin: portal.origin,
    now,
    expiresAt: link.expiresAt,
  })
  return (
    <ShortForm
      state={state}
      read={read}
      bots={choices}
      campaigns={campaigns}
      base={undefined}
      refused={refusedFieldsOf(save.error)}
      isSending={save.isPending}
      submitLabel="Save changes"
      onSubmit={(fields) => save.mutate(fields)}
    >
      {save.isError && <Failed what="The link was not changed" {...describeError(save.error)} />}
    </ShortForm>
  )
}

/** Changing a link; its address stays, so that what is printed goes on working. */
export const ShortEdit = ({ data }: { readonly data: FoundShortLink }) => {
  const portal = usePortal()
  const before = shortDraftOf(data.link, data.context)
  const [mode, setMode] = useState<'closed' | 'open' | 'saved'>(() =>
    // What was typed before a reload is not hidden.
    keptShortDraft(portal, data.link.id).load(before) === before ? 'closed' : 'open',
  )
  return (
    <section className={styles.section} aria-label="Change it">
      <h2>Change it</h2>
      <p>The address stays as it is; what is printed goes on working and leads to what is said here.</p>
      {mode === 'open' ? (
        // What was saved, here or by somebody else, is the new beginning.
        <Edit key={JSON.stringify(before)} data={data} onSaved={() => setMode('saved')} />
      ) : (
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setMode('open')}>
            Change bot, context, page or end
          </Button>
          {mode === 'saved' && (
            <span role="status" className={styles.second}>
              Saved.
            </span>
          )}
        </div>
      )}
    </section>
  )
}
