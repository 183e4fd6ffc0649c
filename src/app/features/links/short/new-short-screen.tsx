import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { describeError } from '../../../messages/describe-error.ts'
import { hostOf } from '../../../portal/portal.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { isAnswerLost } from '../../../queries/lost-answer.ts'
import { addShortLink, shortLinksKey } from '../../../queries/short-link-queries.ts'
import { workerStatusOptions } from '../../../queries/worker-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { useWorker } from '../../../worker/worker-context.ts'
import { keptShortDraft } from './kept-short-draft.ts'
import { PagePreview } from './page-preview.tsx'
import { readShortDraft } from './read-short-draft.ts'
import { refusedFieldsOf } from './refused-fields.ts'
import { botChoicesOf } from './short-bots.ts'
import { emptyShortDraft } from './short-draft.ts'
import type { BotChoice } from './short-fields.tsx'
import { ShortForm } from './short-form.tsx'
import styles from './short-parts.module.css'
import { useShortChoices } from './use-short-choices.ts'
import { useShortDraft } from './use-short-draft.ts'

const route = getRouteApi('/links/short/new')

type Wanted = Parameters<typeof addShortLink>[1]
type MakerProps = {
  readonly bots: readonly BotChoice[]
  readonly first: BotChoice
  readonly campaigns: readonly string[]
}

const Maker = ({ bots, first, campaigns }: MakerProps) => {
  const worker = useWorker()
  const portal = usePortal()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const now = useNow()
  const [kept] = useState(() => keptShortDraft(portal))
  const status = useQuery(workerStatusOptions(worker))
  const add = useMutation({
    mutationFn: (link: Wanted) => addShortLink(worker, link),
    onSuccess: async (link) => {
      kept.forget()
      await queries.invalidateQueries({ queryKey: shortLinksKey(worker) })
      if (link) await navigate({ to: '/links/short/$linkId', params: { linkId: link.id } })
      else await navigate({ to: '/links/short' })
    },
  })
  const state = useShortDraft({
    before: { ...emptyShortDraft, botDialogId: first.dialogId },
    kept,
    onTouch: add.reset,
  })
  const { draft } = state
  const bot = bots.find(({ dialogId }) => dialogId === draft.botDialogId) ?? first
  const read = readShortDraft(
    { ...draft, botDialogId: bot.dialogId },
    { botName: bot.name, portalOrigin: portal.origin, now },
  )
  return (
    <div className={styles.columns}>
      <section className={styles.card} aria-label="The short link">
        <ShortForm
          state={state}
          read={read}
          bots={bots}
          campaigns={campaigns}
          base={`${new URL(status.data?.issuer ?? worker.origin).host}/`}
          refused={refusedFieldsOf(add.error)}
          isSending={add.isPending}
          submitLabel="Make short link"
          onSubmit={(fields, slug) => add.mutate(slug === undefined ? fields : { ...fields, slug })}
        >
          {add.isError && (
            <Failed
              what={
                isAnswerLost(add.error)
                  ? 'Whether the short link was made is not known'
                  : 'The short link was not made'
              }
              {...describeError(add.error)}
            />
          )}
        </ShortForm>
      </section>
      <section className={`${styles.card} ${styles.aside}`} aria-label="Its page">
        <PagePreview title={draft.title} text={draft.text} botName={bot.name} portalHost={hostOf(portal)} />
      </section>
    </div>
  )
}

/** A short link from nothing, or from what the builder handed over. */
export const NewShortScreen = () => {
  const { bots, campaigns } = useShortChoices()
  const choices = botChoicesOf(bots.data ?? [])
  const [first] = choices
  return (
    <>
      <Link to="/links/short" className={styles.back}>
        Back to the short links
      </Link>
      {bots.isPending && <Waiting label="Loading the bots" rows={6} />}
      {bots.isError && !bots.data && (
        <Failed
          what="The bots could not be loaded"
          {...describeError(bots.error)}
          onRetry={() => void bots.refetch()}
        />
      )}
      {bots.data && !first && (
        <Empty title="No bot to link to" text="A short link opens the chat with a bot. Register one first.">
          <Link to="/bots/register">Register bot</Link>
        </Empty>
      )}
      {first && <Maker bots={choices} first={first} campaigns={campaigns} />}
    </>
  )
}
