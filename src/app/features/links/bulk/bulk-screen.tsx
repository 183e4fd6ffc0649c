import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import { describeError } from '../../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions, type KnownBot } from '../../../queries/bot-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { fits, mappingFaults, type BulkMapping } from './bulk-mapping.ts'
import { checkOptions, readOptions, type ReadRows } from './bulk-queries.ts'
import { useBulkSource } from './bulk-source.ts'
import { unreadableTexts } from './bulk-texts.ts'
import { createJobProgress, JobProgress } from './job-progress.tsx'
import { findKeptMapping, keepMapping, ownerOf } from './kept-mapping.ts'
import { Lost } from './lost.tsx'
import { MappingForm } from './mapping-form.tsx'
import { RowsCard } from './rows-card.tsx'
import { ChosenSource, ReadAs, SourcePicker, SourceSummary } from './source-card.tsx'
import { UnreadableError } from './table.ts'
import { TakeCard } from './take-card.tsx'
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

/** The mapping of these rows: the one kept from last time if it finds its columns, or a guess. */
const useMapping = (owner: string, { about }: ReadRows) => {
  const [mapping, setMapping] = useState(() => {
    const kept = findKeptMapping(owner)
    return kept && fits(kept, about.columns) ? kept : about.guessed
  })
  const [before, setBefore] = useState<BulkMapping>()
  const change = (next: BulkMapping) => {
    keepMapping(owner, next)
    setBefore(undefined)
    setMapping(next)
  }
  const guess = () => {
    change(about.guessed)
    setBefore(mapping)
  }
  return { mapping, change, guess, undo: before && (() => change(before)) }
}

type MappedProps = {
  readonly rows: ReadRows
  readonly chosen: KnownBot
  readonly onAgain: () => void
  readonly botSelect: React.ReactNode
}

const Mapped = ({ rows, chosen, onAgain, botSelect }: MappedProps) => {
  const portal = usePortal()
  const { columns } = rows.about
  const { mapping, change, guess, undo } = useMapping(ownerOf(portal), rows)
  const [progress] = useState(createJobProgress)
  const [lost, setLost] = useState<Error>()
  const [only, setOnly] = useState<'all' | 'problems'>('all')
  const faults = mappingFaults(mapping, columns)
  const faulty = faults.fields.size + faults.parameters.size
  const isReady = faulty === 0 && mapping.fields.length > 0
  const target = { portalOrigin: portal.origin, botDialogId: String(chosen.bot.id) }
  const check = useQuery(checkOptions(rows, { mapping, target, progress, isReady }))
  // A long list of controls is drawn piece by piece, so that the page goes on answering.
  const checked = useDeferredValue(check.data)
  const error = lost ?? (check.error?.name === 'AbortError' ? null : check.error)
  return (
    <>
      <section className={styles.card} aria-label="What becomes what">
        <h2>What becomes what</h2>
        {botSelect}
        <MappingForm mapping={mapping} columns={columns} faults={faults} onChange={change} />
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={guess}>
            Guess from the columns
          </Button>
          {undo && (
            <Button size="xs" variant="subtle" onClick={undo}>
              Undo
            </Button>
          )}
        </div>
        <p className={styles.second}>
          The mapping is kept in this browser. The rows are not: after a reload choose them again.
        </p>
      </section>
      <div className={styles.side}>
        <section className={styles.card} aria-label="The links">
          <h2>The links</h2>
          {error ? (
            <Lost error={error} onRetry={onAgain} />
          ) : !isReady ? (
            <p role="status">
              {faulty > 0 ? 'Some of the mapping is not right yet.' : 'The context needs a field at least.'}
            </p>
          ) : check.data && checked ? (
            <RowsCard
              key={checked.id}
              background={rows.background}
              checked={checked}
              only={only}
              onOnly={setOnly}
              onAgain={onAgain}
            />
          ) : (
            <JobProgress label="Checking the rows" store={progress} />
          )}
        </section>
        {isReady && check.data && checked && !error && (
          <section className={styles.card} aria-label="Take them">
            <h2>Take them</h2>
            <TakeCard
              background={rows.background}
              checked={checked}
              botCode={chosen.bot.code}
              onLost={setLost}
            />
          </section>
        )}
      </div>
    </>
  )
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

const Bulk = ({ bots, chosen }: { readonly bots: readonly KnownBot[]; readonly chosen: KnownBot }) => {
  const navigate = route.useNavigate()
  const from = useBulkSource(ownerOf(usePortal()))
  const { source, options, choose, readAs, readAgain } = from
  const read = useQuery(readOptions(from))
  const background = read.data?.background
  const rows = useDeferredValue(read.data)
  useEffect(() => background?.end, [background])
  useNoStrayDrops()
  const botSelect = (
    <NativeSelect
      label="Bot"
      value={String(chosen.bot.id)}
      data={bots.map(({ bot, user }) => ({
        value: String(bot.id),
        label: `${showControls(user?.name || bot.code)} (${bot.id})`,
      }))}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ to: '.', search: { bot: Number(value) }, replace: true })
      }
    />
  )
  return (
    <div className={styles.columns}>
      <section className={styles.card} aria-label="The rows">
        {source ? (
          <>
            <ChosenSource source={source} onRemove={() => choose(undefined)} />
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
                isFile={typeof source.data !== 'string'}
                about={read.data?.about}
                options={options}
                onChange={readAs}
              />
            )}
          </>
        ) : (
          <SourcePicker onChoose={choose} />
        )}
      </section>
      {source && read.data && rows ? (
        <Mapped key={rows.generation} rows={rows} chosen={chosen} onAgain={readAgain} botSelect={botSelect} />
      ) : (
        <section className={styles.card} aria-label="What becomes what">
          {botSelect}
          {!source && (
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
  const chosen = bots.data.find(({ bot }) => bot.id === chosenId) ?? bots.data[0]
  if (!chosen)
    return (
      <Empty title="No bot to link to" text="A context link opens the chat with a bot. Register one first.">
        <Link to="/bots/register">Register bot</Link>
      </Empty>
    )
  return <Bulk bots={bots.data} chosen={chosen} />
}
