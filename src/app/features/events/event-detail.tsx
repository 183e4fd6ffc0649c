import '@mantine/core/styles/CloseButton.css'
import { CloseButton } from '@mantine/core'
import type { ReplyTarget } from '../../events/describe-event.ts'
import { describeEvent, replyTargetOf } from '../../events/describe-event.ts'
import type { PeekedEvent } from '../../events/peeked-event.ts'
import { useReply } from '../../events/use-reply.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { replyPlace, sendMessage } from '../../queries/event-queries.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { formatExactTime } from '../../ui/relative-time.ts'
import { ReplyBox } from '../../ui/reply-box.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import styles from './event-detail.module.css'

type EventDetailProps = {
  /** Undefined while the portal is away: then nothing can be answered. */
  readonly known: KnownBot | undefined
  readonly peeked: PeekedEvent
  /** Why the event does not wait in the queue any more, if that is known. */
  readonly gone: string | undefined
  readonly onClose: () => void
}

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

export const EventDetail = ({ known, peeked, gone, onClose }: EventDetailProps) => {
  const line = describeEvent(peeked)
  const target = replyTargetOf(peeked)
  useHotkey('Escape', onClose)
  return (
    <aside
      tabIndex={-1}
      ref={revealWhereAlone}
      className={styles.detail}
      aria-label={`Event ${peeked.eventId}`}
    >
      <header className={styles.head}>
        <h2 className="mono">{peeked.name}</h2>
        <CloseButton aria-label="Close the event" onClick={onClose} />
      </header>
      <dl className={styles.facts}>
        <dt>Event</dt>
        <dd className="mono">{peeked.eventId}</dd>
        <dt>Time</dt>
        <dd>{formatExactTime(peeked.at)}</dd>
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
      {gone && <p className={styles.gone}>{gone}</p>}
      {line.text && (
        <p className={styles.text}>
          <ForeignText text={line.text} />
        </p>
      )}
      {known && target && <Reply known={known} target={target} />}
      <JsonView label={`Event ${peeked.eventId} as JSON`} value={peeked.raw} />
    </aside>
  )
}
