import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Portal } from '../../portal/portal.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { BotEdit } from './bot-edit.tsx'
import { BotToken } from './bot-token.tsx'
import { botNameOf, countersOf, eventModeTexts, typeTexts } from './bot-texts.ts'
import { ContextLink } from './context-link.tsx'
import styles from './panel-parts.module.css'

const yesNo = (value: boolean) => (value ? 'yes' : 'no')

const Facts = ({ known, known: { bot, user } }: { readonly known: KnownBot }) => (
  <dl className={styles.facts}>
    <dt>Name</dt>
    <dd>
      <ForeignText text={botNameOf(known)} />
    </dd>
    <dt>Code</dt>
    <dd className="mono">{bot.code}</dd>
    <dt>Id</dt>
    <dd className="mono">{bot.id}</dd>
    <dt>Position</dt>
    <dd>
      <ForeignText text={user?.workPosition || '–'} />
    </dd>
    <dt>Type</dt>
    <dd>
      {bot.type} – {typeTexts[bot.type]}
    </dd>
    <dt>Events</dt>
    <dd>
      {bot.eventMode
        ? `${bot.eventMode} – ${eventModeTexts[bot.eventMode] ?? ''}`
        : 'told only to the bot’s owner'}
    </dd>
    {bot.eventMode === 'webhook' && (
      <>
        <dt>Webhook address</dt>
        <dd>The portal does not tell it.</dd>
      </>
    )}
    <dt>Hidden</dt>
    <dd>{yesNo(bot.isHidden)}</dd>
    <dt>Reactions</dt>
    <dd>{yesNo(bot.isReactionsEnabled)}</dd>
    <dt>Open Channels</dt>
    <dd>{yesNo(bot.isSupportOpenline)}</dd>
    <dt>Chat background</dt>
    <dd>{bot.backgroundId ?? 'each person’s own'}</dd>
    <dt>Language</dt>
    <dd>{bot.language}</dd>
    <dt>So far</dt>
    <dd>{countersOf(bot).join(', ') || 'told only to the bot’s owner'}</dd>
  </dl>
)

/** Beside the page where the portal is around us, in a tab of its own where it is elsewhere; the demo has no chat page. */
const OpenChat = ({ portal, botId }: { readonly portal: Portal; readonly botId: number }) => {
  const { frame } = portal
  if (portal.mode === 'demo') return null
  if (frame)
    return (
      <Button variant="default" onClick={() => void frame.openMessenger(String(botId))}>
        Open its chat
      </Button>
    )
  const address = `${portal.origin}/online/?IM_DIALOG=${botId}`
  return (
    <Button component="a" variant="default" href={address} target="_blank" rel="noreferrer">
      Open its chat
    </Button>
  )
}

export const BotProfile = ({ known }: { readonly known: KnownBot }) => {
  const portal = usePortal()
  const [edit, setEdit] = useState<'not yet' | 'open' | 'closed'>('not yet')
  if (edit === 'open') return <BotEdit known={known} onDone={() => setEdit('closed')} />
  return (
    <>
      <section className={styles.section}>
        <Facts known={known} />
        <div className={styles.actions}>
          {/* Who comes back from the form stands where the way into it is. */}
          <Button onClick={() => setEdit('open')} autoFocus={edit === 'closed'}>
            Edit
          </Button>
          <OpenChat portal={portal} botId={known.bot.id} />
        </div>
      </section>
      {known.botToken !== undefined && <BotToken botToken={known.botToken} />}
      <ContextLink portal={portal} botId={known.bot.id} />
    </>
  )
}
