import '@mantine/core/styles/CloseButton.css'
import { CloseButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { describeEvent, replyTargetOf } from '../../events/describe-event.ts'
import type { PeekedEvent } from '../../events/peeked-event.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { sendMessage } from '../../queries/event-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { formatExactTime } from '../../ui/relative-time.ts'
import { ReplyBox } from '../../ui/reply-box.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import styles from './event-detail.module.css'

type EventDetailProps = {
  readonly known: KnownBot
  readonly peeked: PeekedEvent
  /** The bot's own program has confirmed it since it was opened. */
  readonly isGone: boolean
  readonly onClose: () => void
}

/** On a narrow screen the detail takes the list's place; whoever was far down in it shall see its beginning. */
const revealWhereAlone = (element: HTMLElement | null) => {
  if (element && getComputedStyle(element).position === 'static') element.scrollIntoView({ block: 'start' })
}

export const EventDetail = ({ known, peeked, isGone, onClose }: EventDetailProps) => {
  const portal = usePortal()
  const line = describeEvent(peeked)
  const target = replyTargetOf(peeked)
  useHotkey('Escape', onClose)
  const send = useMutation({
    mutationFn: (message: { dialogId: string; text: string }) => sendMessage(portal, known, message),
  })
  const deliver = async (dialogId: string, text: string) => {
    try {
      await send.mutateAsync({ dialogId, text })
      return true
    } catch {
      // The failed face below says what happened.
      return false
    }
  }
  return (
    <aside ref={revealWhereAlone} className={styles.detail} aria-label={`Event ${peeked.eventId}`}>
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
            <dd>{line.who}</dd>
          </>
        )}
        {line.where && (
          <>
            <dt>Dialog</dt>
            <dd className="mono">{line.where}</dd>
          </>
        )}
      </dl>
      {isGone && <p className={styles.gone}>The bot’s program has confirmed this event meanwhile.</p>}
      {line.text && <p className={styles.text}>{line.text}</p>}
      {target && (
        <ReplyBox
          to={target.name}
          isSending={send.isPending}
          outcome={send.isSuccess ? `Sent as message ${send.data ?? ''}` : undefined}
          onSend={(text) => deliver(target.dialogId, text)}
        />
      )}
      {send.isError && <Failed what="The message was not sent" {...describeError(send.error)} />}
      <JsonView label={`Event ${peeked.eventId} as JSON`} value={peeked.raw} />
    </aside>
  )
}
