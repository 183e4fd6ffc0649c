import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { EventOwner, LogFacts } from '../../events/event-store.ts'
import { ownerKeyOf } from '../../events/event-store.ts'
import type { PeekedEvent } from '../../events/peeked-event.ts'
import type { QueueState } from '../../events/queue-poller.ts'
import { useEventLog } from '../../events/use-event-log.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { describeLook, eventsText } from './event-texts.ts'
import { EventTimeline } from './event-timeline.tsx'
import styles from './events-screen.module.css'
import { countExpiring } from './expiring.ts'
import { KeptBar } from './kept-bar.tsx'
import { ModeBar } from './mode-bar.tsx'
import { QueueNotices } from './queue-notices.tsx'

const route = getRouteApi('/events')

/** A bot whose events are looked at. */
export type ShownBot = {
  readonly botId: number
  readonly name: string
  /** Undefined while the portal does not say which bots there are: then only what is kept is shown. */
  readonly known: KnownBot | undefined
}

const isPolled = ({ known }: ShownBot): boolean => known !== undefined && known.bot.eventMode !== 'webhook'

const NothingWaits = ({ bots }: { readonly bots: readonly ShownBot[] }) =>
  bots.every(({ known }) => known?.bot.eventMode === 'webhook') ? (
    <Empty
      title={
        bots.length > 1 ? 'These bots’ events are posted, not kept' : 'This bot’s events are posted, not kept'
      }
      text="The portal posts them to the bot’s webhook address. Only bots in fetch mode have a queue to look into."
    />
  ) : (
    <Empty
      title="No events wait"
      text="Write to the bot in the portal, or open its context link: the event appears here within seconds. What its program has already confirmed is gone."
    />
  )

/** Said of an event that is not in its queue any more, as far as the last look can tell. */
const goneFrom = (queue: QueueState | undefined, eventId: number): string | undefined => {
  if (queue?.reading.state !== 'looked' || queue.mode === 'own') return undefined
  const { events, hasMore } = queue.reading.look.page
  const isBehind = hasMore && eventId > (events.at(-1)?.eventId ?? 0)
  if (isBehind || events.some((event) => event.eventId === eventId)) return undefined
  return 'This event does not wait in the queue any more: it was confirmed, or its day was over.'
}

const hindranceOf = (facts: LogFacts | undefined): string | undefined => {
  if (facts?.storeError !== undefined) return 'It cannot be owned here: the browser gives no storage.'
  if (facts && !facts.keeps) return 'To own it, events must be kept.'
  return undefined
}

/** What is held of the bots that are shown: of one of them, or of the whole log. */
const heldOf = (facts: LogFacts, botId: number | undefined) => {
  if (botId === undefined) return facts
  const none = { count: 0, oldestAt: 0, newestAt: 0 }
  return facts.sources.find(({ source }) => source.kind === 'bot' && source.botId === botId) ?? none
}

const readingNow = ['waiting', 'looking']

type LogViewProps = {
  /** One bot, or all of them. */
  readonly bots: readonly ShownBot[]
  readonly isAll: boolean
}

/** A person's log as far as it is of these bots, whatever the portal is at. */
export const LogView = ({ bots, isAll }: LogViewProps) => {
  const portal = usePortal()
  const now = useNow()
  const { event: chosen, q: query = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const { log, view, facts, queues, error } = useEventLog({
    origin: portal.origin,
    userId: portal.user.id,
    client: portal.client,
    queues: bots.map((bot) => ({
      botId: bot.botId,
      name: bot.name,
      botToken: bot.known?.botToken,
      isPolled: isPolled(bot),
    })),
  })
  const owner: EventOwner = { origin: portal.origin, userId: portal.user.id }
  const ownerKey = ownerKeyOf(owner)
  const [first] = bots
  const only = isAll ? undefined : first
  const states = bots.flatMap(({ botId }) => queues[botId] ?? [])
  const minute = Math.floor(now / 60_000)
  const expiring = useMemo(() => countExpiring(Object.values(queues), minute * 60_000), [queues, minute])
  const held = facts && heldOf(facts, only?.botId)
  const failed = states.find(({ reading }) => reading.state === 'failed')?.reading
  const isReading = states.some(({ reading }) => readingNow.includes(reading.state))

  const go = (search: { readonly event?: number | undefined; readonly q?: string }, replace: boolean) =>
    void navigate({
      to: '.',
      search: (before) => {
        const { event, q, ...rest } = { ...before, ...search }
        return { ...rest, ...(event === undefined ? {} : { event }), ...(q ? { q } : {}) }
      },
      replace,
    })
  const choose = (place: number | undefined) =>
    go({ event: place === chosen ? undefined : place }, chosen !== undefined)
  const knownOf = (botId: number | undefined): KnownBot | undefined =>
    (botId === undefined ? only : bots.find((bot) => bot.botId === botId))?.known
  const goneOf = ({ eventId }: PeekedEvent, botId: number | undefined): string | undefined =>
    goneFrom(queues[botId ?? only?.botId ?? 0], eventId)

  return (
    <>
      {only?.known && isPolled(only) && (
        <ModeBar
          mode={queues[only.botId]?.mode ?? 'peek'}
          name={only.name}
          code={only.known.bot.code}
          hindrance={hindranceOf(facts)}
          onMode={(mode) => log.setMode(only.botId, mode)}
        />
      )}
      {isAll && (
        <p className={styles.mode}>
          <strong>Peek</strong> reads, never confirms: your bots’ programs still get these events. To own a
          queue, choose its bot.
        </p>
      )}
      <section className={styles.card} aria-label={isAll ? 'Events of all bots' : 'Events of the bot'}>
        {facts && held && (
          <KeptBar
            facts={{ ...facts, ...held }}
            logCount={facts.count}
            now={now}
            onWipe={() => log.wipe(only && { ...owner, source: { kind: 'bot', botId: only.botId } })}
            onKeep={log.setKeeping}
          />
        )}
        {held && held.count > 0 && (
          <QueueNotices queues={states} unreadable={facts.unreadable} onLook={log.lookNow} />
        )}
        {error !== undefined && (
          <Failed what="The events here could not be read" {...describeLook(error)} onRetry={log.lookNow} />
        )}
        {error === undefined && (!held || (held.count === 0 && isReading)) && (
          <Waiting label="Loading the events" rows={6} />
        )}
        {held?.count === 0 && failed?.state === 'failed' && (
          <Failed what="The events could not be read" {...describeLook(failed.error)} onRetry={log.lookNow} />
        )}
        {held?.count === 0 && !isReading && !failed && <NothingWaits bots={bots} />}
        {held && held.count > 0 && (
          <EventTimeline
            view={view}
            owner={ownerKey}
            origin={portal.origin}
            botId={only?.botId}
            count={held.count}
            query={query}
            chosen={chosen}
            expiry={expiring > 0 ? `${eventsText(expiring)} expire within 3 h` : ''}
            now={now}
            onQuery={(q, isFirst) => go({ q }, !isFirst)}
            onChoose={choose}
            onRelated={(q) => go({ q, event: undefined }, false)}
            knownOf={knownOf}
            goneOf={goneOf}
          />
        )}
      </section>
    </>
  )
}
