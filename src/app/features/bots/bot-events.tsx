import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplyTarget } from '../../events/describe-event.ts'
import { replyTargetOf } from '../../events/describe-event.ts'
import { readPeeked } from '../../events/read-peeked.ts'
import { useKeptEvent } from '../../events/use-kept-event.ts'
import { useReply } from '../../events/use-reply.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { peekOptions, replyPlace, sendMessage } from '../../queries/event-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { LogList } from '../../ui/log-list.tsx'
import { ReplyBox } from '../../ui/reply-box.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './panel-parts.module.css'

const shownAtMost = 20

const Reply = ({ known, target }: { readonly known: KnownBot; readonly target: ReplyTarget }) => {
  const portal = usePortal()
  const { dialogId, name } = target
  const { text, last, write, send } = useReply({
    place: replyPlace(portal, known, dialogId),
    deliver: (text) => sendMessage(portal, known, { dialogId, text }),
  })
  return (
    <ReplyBox
      to={name}
      text={text}
      isSending={last.state === 'sending'}
      outcome={last.state === 'sent' ? `Sent as message ${last.messageId ?? ''}` : undefined}
      failure={last.state === 'failed' ? describeError(last.error) : undefined}
      onWrite={write}
      onSend={send}
    />
  )
}

/** The latest of what waits in the bot's queue. */
export const BotEvents = ({ known }: { readonly known: KnownBot }) => {
  const portal = usePortal()
  const now = useNow()
  const [chosenId, setChosenId] = useState<number>()
  const peek = useQuery({ ...peekOptions(portal, known), select: readPeeked })
  const events = peek.data?.events.slice(0, shownAtMost) ?? []
  const { chosen: kept, isGone } = useKeptEvent(events, chosenId)
  if (peek.isPending) return <Waiting label="Loading the events" rows={3} />
  if (!peek.data)
    return (
      <Failed
        what="The events could not be read"
        {...describeError(peek.error)}
        onRetry={() => void peek.refetch()}
      />
    )
  const chosen = kept ?? events[0]
  if (!chosen)
    return known.bot.eventMode === 'webhook' ? (
      <Empty
        title="Nothing to see here"
        text="The portal posts this bot’s events to its webhook address and keeps none."
      />
    ) : (
      <Empty
        title="No events wait"
        text="Write to the bot in the portal, or open its context link. What its program has not fetched yet is shown here."
      />
    )
  const target = replyTargetOf(chosen)
  return (
    <div className={styles.section}>
      {peek.isRefetchError && (
        <Stale what="No look since" {...describeError(peek.error)} onRetry={() => void peek.refetch()} />
      )}
      <p className={styles.mode}>
        <span>
          Peek: reads, never confirms. Your program still gets these events.{' '}
          <Link to="/events" search={{ bot: known.bot.id }}>
            All events of this bot
          </Link>
        </span>
      </p>
      <div className={styles.flush}>
        <LogList
          label="Last events"
          rows={peek.data.lines.slice(0, shownAtMost)}
          selectedId={chosen.eventId}
          onSelect={setChosenId}
          now={now}
        />
      </div>
      {isGone && <p className={styles.gone}>Its program has confirmed this event meanwhile.</p>}
      {/* Who begins to answer stays with that event, whatever arrives. */}
      <div onFocus={() => setChosenId(chosen.eventId)}>
        {target && <Reply known={known} target={target} />}
      </div>
      <JsonView label={`Event ${chosen.eventId} as JSON`} value={chosen.raw} />
    </div>
  )
}
