import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect } from 'react'
import { describeError } from '../../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions, type KnownBot } from '../../../queries/bot-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { BotSelect } from '../bot-select.tsx'
import { readOptions } from './bulk-queries.ts'
import { keptOf, useBulkSource } from './bulk-source.ts'
import { unreadableTexts } from './bulk-texts.ts'
import { createJobProgress, JobProgress } from './job-progress.tsx'
import { ownerOf } from './kept-mapping.ts'
import { Lost } from './lost.tsx'
import { Mapped } from './mapped.tsx'
import { ChosenSource, ReadAs, SourcePicker, SourceSummary } from './source-card.tsx'
import { StartSelect } from './start-select.tsx'
import { UnreadableError } from './table.ts'
import { useLook } from './use-look.ts'
import { useStart } from './use-start.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

const route = getRouteApi('/links/bulk')

const Unread = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => {
  if (error instanceof UnreadableError) {
    const [means, advice] = unreadableTexts[error.code]
    return (
      <Failed
        what="These rows cannot be read"
        means={means}
        advice={advice}
        details={[error.code, error.message].filter(Boolean).join(': ')}
      />
    )
  }
  return <Lost error={error} onRetry={onRetry} />
}

/** A file dropped beside its place would replace the page. */
const useNoStrayDrops = () =>
  useEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault()
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])

const readingProgress = createJobProgress()

type BulkProps = {
  readonly bots: readonly KnownBot[]
  readonly wanted: number | undefined
  readonly chosen: KnownBot | undefined
}

const Bulk = ({ bots, wanted, chosen }: BulkProps) => {
  const portal = usePortal()
  const navigate = route.useNavigate()
  const source = useBulkSource(ownerOf(portal))
  const { options, choose, readAs, readAgain } = source
  const read = useQuery(readOptions({ ...source, progress: readingProgress }))
  const background = read.data?.background
  const rows = useDeferredValue(read.data)
  const from = useStart(portal)
  const drawn = useLook(portal)
  useEffect(() => background?.end, [background])
  useNoStrayDrops()
  const botSelect = (
    <BotSelect
      bots={bots}
      wanted={wanted}
      chosen={chosen}
      onChoose={(bot) => void navigate({ to: '.', search: { bot }, replace: true })}
    />
  )
  return (
    <div className={`${common.columns} ${styles.columns}`}>
      <section className={common.card} aria-label="The rows">
        {source.source ? (
          <>
            <ChosenSource source={source.source} onRemove={() => choose(undefined)} />
            {read.isFetching && (
              <JobProgress
                label="Reading the rows"
                store={readingProgress}
                onCancel={() => choose(undefined)}
              />
            )}
            {read.error && <Unread error={read.error} onRetry={readAgain} />}
            {read.data && <SourceSummary about={read.data.about} />}
            {!read.isFetching && (
              <ReadAs
                isFile={typeof source.source.data !== 'string'}
                about={read.data?.about}
                options={options}
                onChange={readAs}
              />
            )}
          </>
        ) : (
          <SourcePicker
            typed={source.typed}
            onType={source.type}
            onRead={source.readTyped}
            onChoose={choose}
          />
        )}
      </section>
      {source.source && read.data && rows && chosen ? (
        <Mapped
          key={rows.generation}
          rows={rows}
          kept={keptOf(source.source)}
          chosen={chosen}
          onAgain={readAgain}
          from={from}
          drawn={drawn}
          botSelect={botSelect}
        />
      ) : (
        <section className={common.card} aria-label="What becomes what">
          <h2>What becomes what</h2>
          {botSelect}
          <StartSelect
            start={from.start}
            onStart={(start, look) => {
              from.choose(start)
              if (look) drawn.change(look)
            }}
          />
          {!source.source && (
            <Empty
              title="A link for each row"
              text="Take a list of customers, tables or coupons; each row becomes a link of its own, with a code to print. Begin with the rows."
            />
          )}
        </section>
      )}
    </div>
  )
}

/** Many links at once: rows come in on the left, links, codes and labels go out on the right. */
export const BulkScreen = () => {
  const bots = useQuery(botListOptions(usePortal(), useBotTokens()))
  const { bot: chosenId } = route.useSearch()
  if (bots.isPending) return <Waiting label="Loading the bots" />
  if (!bots.data)
    return (
      <Failed
        what="The bots could not be loaded"
        {...describeError(bots.error)}
        onRetry={() => void bots.refetch()}
      />
    )
  if (bots.data.length === 0)
    return (
      <Empty title="No bot to link to" text="A context link opens the chat with a bot. Register one first.">
        <Link to="/bots/register">Register bot</Link>
      </Empty>
    )
  const chosen = chosenId === undefined ? bots.data[0] : bots.data.find(({ bot }) => bot.id === chosenId)
  return <Bulk bots={bots.data} wanted={chosenId} chosen={chosen} />
}
