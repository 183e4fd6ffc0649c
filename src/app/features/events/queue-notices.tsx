import type { QueueState } from '../../events/queue-poller.ts'
import { Stale } from '../../ui/stale.tsx'
import { describeLook, eventsText } from './event-texts.ts'
import styles from './events-screen.module.css'

type QueueNoticesProps = {
  readonly queues: readonly QueueState[]
  readonly unreadable: number
  readonly onLook: () => void
}

/** What stands in the way of seeing all: a look that failed, somebody else who confirms, a queue that is longer. */
export const QueueNotices = ({ queues, unreadable, onLook }: QueueNoticesProps) => {
  const failed = queues.flatMap(({ reading }) => (reading.state === 'failed' ? [reading.error] : []))
  const vanished = queues.reduce((sum, queue) => sum + queue.vanished, 0)
  const isLonger = queues.some(
    ({ mode, reading }) => mode === 'peek' && reading.state === 'looked' && reading.look.page.hasMore,
  )
  return (
    <>
      {failed.length > 0 && (
        <Stale
          what={
            queues.length > 1
              ? `${failed.length} of ${queues.length} queues could not be read`
              : 'No look since'
          }
          {...describeLook(failed[0])}
          onRetry={onLook}
        />
      )}
      {vanished > 0 && (
        <p className={styles.more} role="status">
          {eventsText(vanished)} left the queue, not by our doing: another program confirms here. They stay in
          this log.
        </p>
      )}
      {isLonger && (
        <p className={styles.more}>
          The oldest 1,000 events that wait were read. There may be newer ones; they can be seen once some of
          these are confirmed.
        </p>
      )}
      {unreadable > 0 && (
        <p className={styles.more} role="status">
          {unreadable === 1 ? 'One record' : `${unreadable} records`} in this browser’s storage could not be
          read; the rest is here.
        </p>
      )}
    </>
  )
}
