import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listKeptSources } from '../../events/use-event-log.ts'
import { describeError } from '../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../portal/portal-context.tsx'
import { botListOptions } from '../../queries/bot-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { botNameOf } from './event-texts.ts'
import styles from './events-screen.module.css'
import type { ShownBot } from './log-view.tsx'
import { LogView } from './log-view.tsx'

const route = getRouteApi('/events')

/** The bots of this connection; while the portal does not name them, those whose events are kept here. */
const useLogs = () => {
  const portal = usePortal()
  const tokens = useBotTokens()
  const bots = useQuery(botListOptions(portal, tokens))
  const owner = { origin: portal.origin, userId: portal.user.id }
  const kept = useQuery({
    queryKey: ['events', 'kept', owner],
    queryFn: () => listKeptSources(owner),
    // It is on this computer: it must not wait for a line.
    networkMode: 'always',
    enabled: bots.isError && !bots.data,
  })
  const logs: readonly ShownBot[] = bots.data
    ? bots.data.map((known) => ({ botId: known.bot.id, name: botNameOf(known), known }))
    : (kept.data ?? []).flatMap(({ source, name }) =>
        source.kind === 'bot' ? [{ botId: source.botId, name, known: undefined }] : [],
      )
  return { bots, logs, needsTokens: portal.botTokens !== undefined && tokens.length === 0 }
}

// Its type is said, not found out: the router's types hold the screen's, and the screen's own depend on the router's.
export const EventsScreen = (): ReactNode => {
  const { bot: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const { bots, logs, needsTokens } = useLogs()
  const isAll = asked === 'all' && logs.length > 1
  const shown = logs.find((log) => log.botId === asked) ?? logs[0]
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>Events</h1>
        {shown && (
          <NativeSelect
            aria-label="Bot"
            value={isAll ? 'all' : String(shown.botId)}
            data={[
              ...(logs.length > 1 ? [{ value: 'all', label: 'All bots' }] : []),
              ...logs.map((log) => ({ value: String(log.botId), label: `${log.name} (${log.botId})` })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                to: '.',
                search: ({ q }) => ({
                  bot: value === 'all' ? 'all' : Number(value),
                  ...(q === undefined ? {} : { q }),
                }),
                replace: true,
              })
            }
          />
        )}
      </header>
      {!shown && (
        <p className={styles.mode}>
          <strong>Peek</strong> reads, never confirms: your bot’s program still gets these events.
        </p>
      )}
      {(!bots.data || !shown) && (
        <section className={styles.card} aria-label="Bots">
          {bots.isPending && <Waiting label="Loading the bots" />}
          {bots.isError && !bots.data && (
            <Failed
              what="The bots could not be loaded"
              {...describeError(bots.error)}
              onRetry={() => void bots.refetch()}
            />
          )}
          {bots.data && !shown && (
            <Empty
              title="No bot to listen to"
              text={
                needsTokens
                  ? 'Give a bot’s token on the Bots screen, or register a bot. Then what people say to it appears here.'
                  : 'Register a bot first. Then what people say to it appears here.'
              }
            />
          )}
        </section>
      )}
      {shown && <LogView key={isAll ? 'all' : shown.botId} bots={isAll ? logs : [shown]} isAll={isAll} />}
    </div>
  )
}
