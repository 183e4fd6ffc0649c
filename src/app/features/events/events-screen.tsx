import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { readPeeked } from '../../events/read-peeked.ts'
import { useKeptEvent } from '../../events/use-kept-event.ts'
import { describeError } from '../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botListOptions } from '../../queries/bot-queries.ts'
import { peekOptions } from '../../queries/event-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { LogList, focusLogRow } from '../../ui/log-list.tsx'
import { showControls } from '../../ui/show-controls.ts'
import { Stale } from '../../ui/stale.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { EventDetail } from './event-detail.tsx'
import styles from './events-screen.module.css'

const route = getRouteApi('/events')

const nameOf = ({ bot, user }: KnownBot) => `${showControls(user?.name || bot.code)} (${bot.id})`

const NothingWaits = ({ known }: { readonly known: KnownBot }) =>
  known.bot.eventMode === 'webhook' ? (
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

const Queue = ({ known }: { readonly known: KnownBot }) => {
  const portal = usePortal()
  const now = useNow()
  const { event: chosenId } = route.useSearch()
  const navigate = route.useNavigate()
  const peek = useQuery({ ...peekOptions(portal, known), select: readPeeked })
  const { chosen, isGone } = useKeptEvent(peek.data?.events ?? [], chosenId)
  if (peek.isPending) return <Waiting label="Loading the events" rows={6} />
  if (!peek.data)
    return (
      <Failed
        what="The events could not be read"
        {...describeError(peek.error)}
        onRetry={() => void peek.refetch()}
      />
    )
  const { events, lines, hasMore } = peek.data
  const choose = (event: number | undefined) =>
    navigate({
      to: '.',
      search: { bot: known.bot.id, ...(event === undefined ? {} : { event }) },
      replace: true,
    })
  const close = async (id: number) => {
    await choose(undefined)
    // The list may be hidden until the detail is gone.
    requestAnimationFrame(() => focusLogRow(id))
  }
  return (
    <>
      {peek.isRefetchError && (
        <Stale what="No look since" {...describeError(peek.error)} onRetry={() => void peek.refetch()} />
      )}
      {hasMore && (
        <p className={styles.more}>
          These are the oldest 1,000 events that wait. There may be newer ones; they can be seen once the
          bot’s program has confirmed some of these.
        </p>
      )}
      <div className={styles.columns} data-open={chosen !== undefined || undefined}>
        {events.length === 0 ? (
          <NothingWaits known={known} />
        ) : (
          <LogList
            label="Events"
            rows={lines}
            selectedId={chosen?.eventId}
            onSelect={(id) => void choose(id === chosenId ? undefined : id)}
            now={now}
          />
        )}
        {chosen && (
          <EventDetail
            key={chosen.eventId}
            known={known}
            peeked={chosen}
            isGone={isGone}
            onClose={() => void close(chosen.eventId)}
          />
        )}
      </div>
    </>
  )
}

export const EventsScreen = () => {
  const portal = usePortal()
  const tokens = useBotTokens()
  const { bot: botId } = route.useSearch()
  const navigate = route.useNavigate()
  const bots = useQuery(botListOptions(portal, tokens))
  const known = bots.data?.find(({ bot }) => bot.id === botId) ?? bots.data?.[0]
  return (
    <>
      <header className={styles.head}>
        <h1>Events</h1>
        {known && (
          <NativeSelect
            aria-label="Bot"
            value={String(known.bot.id)}
            data={bots.data?.map((one) => ({ value: String(one.bot.id), label: nameOf(one) })) ?? []}
            onChange={(event) =>
              void navigate({ to: '.', search: { bot: Number(event.currentTarget.value) }, replace: true })
            }
          />
        )}
      </header>
      <p className={styles.mode}>
        <strong>Peek</strong> reads, never confirms: your bot’s program still gets these events.
      </p>
      <section className={styles.card} aria-label="Events that wait">
        {bots.isPending && <Waiting label="Loading the bots" />}
        {bots.isError && !bots.data && (
          <Failed
            what="The bots could not be loaded"
            {...describeError(bots.error)}
            onRetry={() => void bots.refetch()}
          />
        )}
        {bots.data && !known && (
          <Empty
            title="No bot to listen to"
            text={
              portal.botTokens && tokens.length === 0
                ? 'Give a bot’s token on the Bots screen, or register a bot. Then what people say to it appears here.'
                : 'Register a bot first. Then what people say to it appears here.'
            }
          />
        )}
        {known && <Queue key={known.bot.id} known={known} />}
      </section>
    </>
  )
}
