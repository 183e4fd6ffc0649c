import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { QueueLogState } from '../../events/use-queue-log.ts'
import { useQueueLog } from '../../events/use-queue-log.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { LogList, focusLogRow } from '../../ui/log-list.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { EventDetail } from './event-detail.tsx'
import { describeLook, eventsText } from './event-texts.ts'
import styles from './events-screen.module.css'
import { KeptBar } from './kept-bar.tsx'
import { ModeBar } from './mode-bar.tsx'

const route = getRouteApi('/events')

const NothingWaits = ({ isPosted }: { readonly isPosted: boolean }) =>
  isPosted ? (
    <Empty
      title="This bot’s events are posted, not kept"
      text="The portal posts them to the bot’s webhook address. Only bots in fetch mode have a queue to look into."
    />
  ) : (
    <Empty
      title="No events wait"
      text="Write to the bot in the portal, or open its context link: the event appears here within seconds. What its program has already confirmed is gone."
    />
  )

/** Said of an event that is not in the queue any more, as far as the last look can tell. */
const goneOf = ({ mode, reading }: QueueLogState, eventId: number): string | undefined => {
  if (reading.state !== 'looked') return undefined
  const { events, hasMore } = reading.look.page
  if (mode === 'own') return undefined
  const isBehind = hasMore && eventId > (events.at(-1)?.eventId ?? 0)
  if (isBehind || events.some((event) => event.eventId === eventId)) return undefined
  return 'This event does not wait in the queue any more: it was confirmed, or its day was over.'
}

const hindranceOf = ({ facts, storeError }: QueueLogState): string | undefined => {
  if (storeError !== undefined) return 'It cannot be owned here: the browser gives no storage.'
  if (facts && !facts.keeps) return 'To own it, events must be kept.'
  return undefined
}

const Notices = ({
  log,
  state,
}: {
  readonly log: { lookNow: () => void }
  readonly state: QueueLogState
}) => {
  const { mode, reading, vanished, entries } = state
  return (
    <>
      {reading.state === 'failed' && entries.length > 0 && (
        <Stale what="No look since" {...describeLook(reading.error)} onRetry={log.lookNow} />
      )}
      {vanished > 0 && (
        <p className={styles.more} role="status">
          {eventsText(vanished)} left the queue, not by our doing: another program confirms here. They stay in
          this log.
        </p>
      )}
      {mode === 'peek' && reading.state === 'looked' && reading.look.page.hasMore && (
        <p className={styles.more}>
          The oldest 1,000 events that wait were read. There may be newer ones; they can be seen once some of
          these are confirmed.
        </p>
      )}
    </>
  )
}

export type QueueViewProps = {
  readonly botId: number
  readonly name: string
  /** Undefined while the portal does not say which bots there are: then only what is kept is shown. */
  readonly known: KnownBot | undefined
}

/** One bot's log, whatever the portal is at. */
export const QueueView = ({ botId, name, known }: QueueViewProps) => {
  const portal = usePortal()
  const now = useNow()
  const { event: chosenPlace } = route.useSearch()
  const navigate = route.useNavigate()
  const isPosted = known?.bot.eventMode === 'webhook'
  const { log, ...state } = useQueueLog({
    origin: portal.origin,
    userId: portal.user.id,
    botId,
    name,
    botToken: known?.botToken,
    client: portal.client,
    isPolled: known !== undefined && !isPosted,
  })
  const { facts, entries, reading, mode, storeError } = state
  const chosen = entries.find(({ line }) => line.id === chosenPlace)
  const choose = (event: number | undefined) =>
    navigate({
      to: '.',
      search: { bot: botId, ...(event === undefined ? {} : { event }) },
      replace: true,
    })
  const close = async (place: number) => {
    await choose(undefined)
    // The list may be hidden until the detail is gone.
    requestAnimationFrame(() => focusLogRow(place))
  }
  const isWaiting = !facts || (entries.length === 0 && ['waiting', 'looking'].includes(reading.state))
  const older = (facts?.count ?? 0) - entries.length
  return (
    <>
      {known && !isPosted && (
        <ModeBar
          mode={mode}
          name={name}
          code={known.bot.code}
          hindrance={hindranceOf(state)}
          onMode={log.setMode}
        />
      )}
      <section className={styles.card} aria-label="Events of the bot">
        {facts && (
          <KeptBar
            facts={facts}
            storeError={storeError}
            now={now}
            onWipe={log.wipe}
            onKeep={log.setKeeping}
          />
        )}
        <Notices log={log} state={state} />
        {isWaiting && <Waiting label="Loading the events" rows={6} />}
        {!isWaiting && entries.length === 0 && reading.state === 'failed' && (
          <Failed
            what="The events could not be read"
            {...describeLook(reading.error)}
            onRetry={log.lookNow}
          />
        )}
        {!isWaiting && entries.length === 0 && reading.state !== 'failed' && (
          <NothingWaits isPosted={isPosted} />
        )}
        {entries.length > 0 && (
          <div className={styles.columns} data-open={chosen !== undefined || undefined}>
            <div>
              <LogList
                label="Events"
                rows={entries.map(({ line }) => line)}
                selectedId={chosen?.line.id}
                onSelect={(place) => void choose(place === chosenPlace ? undefined : place)}
                now={now}
              />
              {older > 0 && (
                <div className={styles.older}>
                  <Button size="xs" variant="default" onClick={log.showMore}>
                    Show older ({older.toLocaleString('en')} more)
                  </Button>
                </div>
              )}
            </div>
            {chosen && (
              <EventDetail
                key={chosen.line.id}
                known={known}
                peeked={chosen.peeked}
                gone={goneOf(state, chosen.peeked.eventId)}
                onClose={() => void close(chosen.line.id)}
              />
            )}
          </div>
        )}
      </section>
    </>
  )
}
