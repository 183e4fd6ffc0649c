import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { replyTargetOf } from '../../events/describe-event.ts'
import type { PeekedEvent } from '../../events/peeked-event.ts'
import { readPeeked } from '../../events/read-peeked.ts'
import { useKeptEvent } from '../../events/use-kept-event.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { peekOptions, sendMessage } from '../../queries/event-queries.ts'
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

const Reply = ({ known, peeked }: { readonly known: KnownBot; readonly peeked: PeekedEvent }) => {
  const portal = usePortal()
  const target = replyTargetOf(peeked)
  const send = useMutation({
    mutationFn: (message: { dialogId: string; text: string }) => sendMessage(portal, known, message),
  })
  if (!target) return null
  const deliver = async (text: string) => {
    try {
      await send.mutateAsync({ dialogId: target.dialogId, text })
      return true
    } catch {
      // The failed face below says what happened.
      return false
    }
  }
  return (
    <>
      <ReplyBox
        to={target.name}
        isSending={send.isPending}
        outcome={send.isSuccess ? `Sent as message ${send.data ?? ''}` : undefined}
        onSend={deliver}
      />
      {send.isError && <Failed what="The message was not sent" {...describeError(send.error)} />}
    </>
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
        <Reply key={chosen.eventId} known={known} peeked={chosen} />
      </div>
      <JsonView label={`Event ${chosen.eventId} as JSON`} value={chosen.raw} />
    </div>
  )
}
