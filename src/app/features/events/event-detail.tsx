import '@mantine/core/styles/CloseButton.css'
import { Button, CloseButton } from '@mantine/core'
import { Suspense } from 'react'
import type { EventView } from '../../events/event-view.ts'
import type { ReplyTarget } from '../../events/describe-event.ts'
import { describeEvent, replyTargetOf } from '../../events/describe-event.ts'
import { quoteValue } from '../../events/query/format-query.ts'
import type { PeekedEvent } from '../../events/peeked-event.ts'
import { useReply } from '../../events/use-reply.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { replyPlace, sendMessage } from '../../queries/event-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { formatExactTime } from '../../ui/relative-time.ts'
import { ReplyBox } from '../../ui/reply-box.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './event-detail.module.css'
import { useStoredEvent } from './use-stored-event.ts'

const JsonTree = lazyPart(async () => (await import('../../ui/json-tree.tsx')).JsonTree)

/** On a narrow screen the detail takes the list's place, and with it the focus; its beginning shall be seen. */
const revealWhereAlone = (element: HTMLElement | null) => {
  if (!element || getComputedStyle(element).position !== 'static') return
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'start' })
}

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

/** The queries that find what belongs to an event. */
const relatedOf = ({ read }: PeekedEvent): readonly { readonly what: string; readonly query: string }[] => {
  if (read.state === 'malformed') return []
  const { event } = read
  const messageId = 'message' in event ? event.message.id : 'messageId' in event ? event.messageId : undefined
  const dialogId = 'dialogId' in event ? event.dialogId : undefined
  const userId = 'user' in event ? event.user?.id : undefined
  return [
    ...(messageId ? [{ what: 'message', query: `message:${messageId}` }] : []),
    ...(dialogId ? [{ what: 'dialog', query: `dialog:${quoteValue(dialogId)}` }] : []),
    ...(userId ? [{ what: 'user', query: `user:${userId}` }] : []),
  ]
}

type FilledProps = Omit<EventDetailProps, 'view' | 'owner' | 'place' | 'onClose'> & {
  readonly peeked: PeekedEvent
}

const Filled = ({ peeked, knownOf, goneOf, onQuery }: FilledProps) => {
  const line = describeEvent(peeked)
  const target = replyTargetOf(peeked)
  const botId =
    peeked.read.state === 'read' && 'bot' in peeked.read.event ? peeked.read.event.bot?.id : undefined
  const known = knownOf(botId)
  const gone = goneOf(peeked, botId)
  const related = relatedOf(peeked)
  return (
    <>
      <dl className={styles.facts}>
        <dt>Event</dt>
        <dd className="mono">{peeked.eventId}</dd>
        <dt>Time</dt>
        <dd>{peeked.at === 0 ? 'none that can be read' : formatExactTime(peeked.at)}</dd>
        {line.who && (
          <>
            <dt>From</dt>
            <dd>
              <ForeignText text={line.who} />
            </dd>
          </>
        )}
        {line.where && (
          <>
            <dt>Where</dt>
            <dd>
              <ForeignText text={line.where} />
            </dd>
          </>
        )}
      </dl>
      {related.length > 0 && (
        <div className={styles.related}>
          {related.map(({ what, query }) => (
            <Button key={what} size="compact-xs" variant="default" onClick={() => onQuery(query)}>
              All of this {what}
            </Button>
          ))}
        </div>
      )}
      {gone && <p className={styles.gone}>{gone}</p>}
      {line.text && (
        <p className={styles.text} tabIndex={0} aria-label="What was said">
          <ForeignText text={line.text.length > 20_000 ? `${line.text.slice(0, 20_000)}…` : line.text} />
        </p>
      )}
      {known && target && <Reply known={known} target={target} />}
      <Suspense fallback={<Waiting label="Loading the JSON" />}>
        <JsonTree label={`Event ${peeked.eventId} as JSON`} value={peeked.raw} />
      </Suspense>
    </>
  )
}

export type EventDetailProps = {
  readonly view: EventView
  readonly owner: string
  /** The event's place in the log. */
  readonly place: number
  /** Undefined while the portal is away: then nothing can be answered. */
  readonly knownOf: (botId: number | undefined) => KnownBot | undefined
  /** Why the event does not wait in its queue any more, if that is known. */
  readonly goneOf: (peeked: PeekedEvent, botId: number | undefined) => string | undefined
  readonly onQuery: (query: string) => void
  readonly onClose: () => void
}

/** One event, whole. */
export const EventDetail = ({ view, owner, place, onClose, ...rest }: EventDetailProps) => {
  const event = useStoredEvent(view, owner, place)
  useHotkey('Escape', onClose)
  return (
    <aside
      tabIndex={-1}
      ref={revealWhereAlone}
      className={styles.detail}
      aria-label={event.data ? `Event ${event.data.eventId}` : 'Event'}
    >
      <header className={styles.head}>
        <h2 className="mono">{event.data ? <ForeignText text={event.data.name} /> : 'Event'}</h2>
        <CloseButton aria-label="Close the event" onClick={onClose} />
      </header>
      {event.isPending && <Waiting label="Loading the event" />}
      {event.isError && (
        <Failed
          what="The event could not be read"
          {...describeError(event.error)}
          onRetry={() => void event.refetch()}
        />
      )}
      {event.data === null && (
        <Empty
          title="This event is not here any more"
          text="It was removed from this browser, or it was never in this log: the address may be another person’s."
        />
      )}
      {event.data && <Filled peeked={event.data} {...rest} />}
    </aside>
  )
}
