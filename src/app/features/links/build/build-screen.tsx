import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { encodeAppLink, encodeWebLink } from '../../../../contract/deep-link/deep-link.ts'
import { deliveriesOf } from '../../../../contract/deep-link/link-delivery.ts'
import { lintLink } from '../../../../contract/deep-link/lint-link.ts'
import { describeError } from '../../../messages/describe-error.ts'
import type { Portal } from '../../../portal/portal.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { botListOptions } from '../../../queries/bot-queries.ts'
import { createKeptStorage } from '../../../ui/kept-storage.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { ContextForm } from './context-form.tsx'
import { Deliveries } from '../deliveries.tsx'
import { Findings } from '../findings.tsx'
import { LinkCode } from './link-code.tsx'
import { firstDraft, linkDraftSchema, readDraft, type LinkDraft } from './link-draft.ts'
import { LinkOutputs } from './link-outputs.tsx'
import { Proof } from './proof.tsx'
import styles from '../links.module.css'

const route = getRouteApi('/links/build')
const storage = createKeptStorage(() => sessionStorage)
const keyOf = ({ origin, user }: Portal) => `b24-bot-console.draft link ${origin} ${user.id}`

const loadDraft = (portal: Portal): LinkDraft => {
  try {
    return linkDraftSchema.safeParse(JSON.parse(storage.getItem(keyOf(portal)) ?? '')).data ?? firstDraft
  } catch {
    return firstDraft
  }
}

/** Whatever was typed is encoded, a lone percent too: nothing of it is left out, and none of it can end the query. */
const withExtras = (link: string, extras: string): string => {
  const pairs = new URLSearchParams(extras.trim().replace(/^[?&]+/, '')).toString()
  return pairs === '' ? link : `${link}&${pairs}`
}

type TakeProps = {
  readonly portal: Portal
  readonly bots: readonly KnownBot[]
  readonly chosen: KnownBot
  readonly context: Readonly<Record<string, unknown>>
  readonly extras: string
}

const Take = ({ portal, bots, chosen, context, extras }: TakeProps) => {
  const botDialogId = String(chosen.bot.id)
  const link = { portalOrigin: portal.origin, botDialogId, context }
  const webLink = withExtras(encodeWebLink(link), extras)
  const appLink = encodeAppLink(link)
  const { findings } = lintLink(webLink, { botDialogIds: bots.map(({ bot }) => String(bot.id)) })
  return (
    <>
      <section className={styles.card} aria-label="What the bot will receive">
        <h2>The bot will receive</h2>
        <Deliveries deliveries={{ ...deliveriesOf(webLink), desktop: deliveriesOf(appLink).desktop }} />
        {findings.length > 0 && <Findings findings={findings} />}
      </section>
      <section className={styles.card} aria-label="Take it">
        <h2>Take it</h2>
        <LinkCode link={webLink} />
        <LinkOutputs webLink={webLink} appLink={appLink} botDialogId={botDialogId} context={context} />
      </section>
      <Proof key={webLink} known={chosen} context={context} link={webLink} />
    </>
  )
}

const Builder = ({ bots }: { readonly bots: readonly KnownBot[] }) => {
  const portal = usePortal()
  const { bot: chosenId } = route.useSearch()
  const navigate = route.useNavigate()
  const [draft, setDraft] = useState(() => loadDraft(portal))
  const read = readDraft(draft)
  const chosen = bots.find(({ bot }) => bot.id === chosenId) ?? bots[0]
  if (!chosen) return null
  const change = (next: LinkDraft) => {
    storage.setItem(keyOf(portal), JSON.stringify(next))
    setDraft(next)
  }
  return (
    <div className={styles.columns}>
      <section className={styles.card} aria-label="The link">
        <NativeSelect
          label="Bot"
          value={String(chosen.bot.id)}
          data={bots.map(({ bot, user }) => ({
            value: String(bot.id),
            label: `${showControls(user?.name || bot.code)} (${bot.id})`,
          }))}
          onChange={(event) =>
            void navigate({ to: '.', search: { bot: Number(event.currentTarget.value) }, replace: true })
          }
        />
        <ContextForm draft={draft} read={read} onChange={change} />
      </section>
      <div className={styles.side}>
        {'context' in read ? (
          <Take portal={portal} bots={bots} chosen={chosen} context={read.context} extras={draft.extras} />
        ) : (
          <section className={styles.card}>
            <p role="status">{read.problem}</p>
          </section>
        )}
      </div>
    </div>
  )
}

/** A link that opens a bot's chat and hands it a context: typed on the left, seen as each reader sees it on the right. */
export const BuildScreen = () => {
  const bots = useQuery(botListOptions(usePortal(), useBotTokens()))
  if (bots.isPending) return <Waiting label="Loading the bots" />
  if (!bots.data)
    return (
      <Failed
        what="The bots could not be loaded"
        {...describeError(bots.error)}
        onRetry={() => void bots.refetch()}
      />
    )
  if (bots.data.length === 0)
    return (
      <Empty title="No bot to link to" text="A context link opens the chat with a bot. Register one first.">
        <Link to="/bots/register">Register bot</Link>
      </Empty>
    )
  return <Builder bots={bots.data} />
}
