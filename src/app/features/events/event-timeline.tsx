import { Button } from '@mantine/core'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { EventFilter } from '../../events/event-filter.ts'
import type { EventView } from '../../events/event-view.ts'
import { withTime } from '../../events/query/edit-query.ts'
import { parseQuery } from '../../events/query/parse-query.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import type { SuggestFieldHandle } from '../../ui/suggest-field.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { foldedBelowPx, keepColumns, loadColumns } from './event-columns.ts'
import type { EventDetailProps } from './event-detail.tsx'
import { EventDetail } from './event-detail.tsx'
import familyStyles from './event-families.module.css'
import type { EventGridHandle } from './event-grid.tsx'
import { EventGrid } from './event-grid.tsx'
import { EventHistogram } from './event-histogram.tsx'
import { describeLook } from './event-texts.ts'
import styles from './event-timeline.module.css'
import { FilterBar } from './filter-bar.tsx'
import { FilterChips } from './filter-chips.tsx'
import { savedFiltersOf } from './saved-filters.ts'
import { SavedFiltersMenu } from './saved-filters-menu.tsx'
import { SearchProgress } from './search-progress.tsx'

type EventTimelineProps = {
  readonly view: EventView
  /** Whose log it is. */
  readonly owner: string
  readonly origin: string
  /** Undefined: of all bots. */
  readonly botId: number | undefined
  /** Events there are, before anything is filtered. */
  readonly count: number
  readonly query: string
  /** The place of the event that is open. */
  readonly chosen: number | undefined
  readonly expiry: string
  readonly now: number
  /** `isNew`: one may want to go back to the one before. */
  readonly onQuery: (query: string, isNew: boolean) => void
  /** Of what belongs to the event that is open, which is closed with it. */
  readonly onRelated: (query: string) => void
  readonly onChoose: (place: number | undefined) => void
} & Pick<EventDetailProps, 'knownOf' | 'goneOf'>

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

const filterOf = (botId: number | undefined, filter: EventFilter | undefined): EventFilter | undefined => {
  if (botId === undefined) return filter
  const ofBot: EventFilter = { kind: 'bot', bot: String(botId) }
  return filter ? { kind: 'all', of: [ofBot, filter] } : ofBot
}

/** What a query says; times in it are counted from when it was given. A filter that means the same stays the same. */
const useParsed = (query: string, now: number) => {
  const [given, setGiven] = useState({ query, now })
  if (given.query !== query) setGiven({ query, now })
  const { filter, problems } = useMemo(() => parseQuery(given.query, { now: given.now, timeZone }), [given])
  const key = JSON.stringify(filter)
  const [kept, setKept] = useState({ key, filter })
  if (kept.key !== key) setKept({ key, filter })
  return { filter: kept.filter, problems }
}

/** Whether the list has room for columns. */
const useIsFolded = () => {
  const [isFolded, setFolded] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = () => setFolded(element.clientWidth < foldedBelowPx)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return { box, isFolded }
}

/** The events of a log through a filter: the filter, how they lie in time, and their list. */
export const EventTimeline = ({
  view,
  owner,
  origin,
  botId,
  count,
  query,
  chosen,
  expiry,
  now,
  onQuery,
  onRelated,
  onChoose,
  knownOf,
  goneOf,
}: EventTimelineProps) => {
  const field = useRef<SuggestFieldHandle>(null)
  const grid = useRef<EventGridHandle>(null)
  const { box, isFolded } = useIsFolded()
  const [columns, setColumns] = useState(loadColumns)
  const { filter, problems } = useParsed(query, now)
  const state = useSyncExternalStore(view.subscribe, view.getState)
  // Before the parts below begin to follow the view.
  useLayoutEffect(() => {
    view.setFilter(filterOf(botId, filter))
    grid.current?.begin()
  }, [view, botId, filter])
  /** The filter whose search somebody has ended. */
  const [stopped, setStopped] = useState<EventFilter>()
  useHotkey('/', () => field.current?.focus())

  // An event of the address is found once all of its list is there.
  const isWhole = state.of > 0 && state.lookedAt >= state.of
  const [isFound, setFound] = useState(chosen === undefined)
  useEffect(() => {
    if (isFound || !isWhole || chosen === undefined) return
    void grid.current?.find(chosen).finally(() => setFound(true))
  }, [isFound, isWhole, chosen])

  const isOpen = chosen !== undefined
  useEffect(() => {
    const list = grid.current
    if (!isOpen || !list) return undefined
    // What had the focus has gone with the event.
    return () => {
      if (document.activeElement === document.body) list.focus()
    }
  }, [isOpen])
  const isFiltered = filter !== undefined
  const isStopped = stopped !== undefined && stopped === filter
  const isNothing = isFiltered && (isWhole || isStopped) && state.total === 0
  const lookAgain = () => {
    setStopped(undefined)
    view.setFilter(filterOf(botId, filter))
    grid.current?.begin()
  }
  return (
    <div className={styles.split} data-open={chosen !== undefined || undefined}>
      <div ref={box} className={`${styles.timeline} ${familyStyles.families}`}>
        <div className={styles.tools}>
          <FilterBar
            ref={field}
            view={view}
            owner={owner}
            query={query}
            problems={problems}
            onQuery={onQuery}
            onLeave={() => grid.current?.focus()}
          >
            <SavedFiltersMenu
              saved={savedFiltersOf(origin)}
              query={query}
              onQuery={(next) => onQuery(next, true)}
            />
            <ColumnsMenu
              choice={columns}
              onChoice={(choice) => {
                keepColumns(choice)
                setColumns(choice)
              }}
            />
          </FilterBar>
          <EventHistogram
            view={view}
            spans={isFolded ? 36 : 90}
            expiry={expiry}
            onRange={(range) => onQuery(withTime(query, range, { now, timeZone }), true)}
          />
          <SearchProgress
            state={state}
            of={count}
            isFiltered={isFiltered}
            isStopped={isStopped}
            onStop={() => {
              view.cancel()
              setStopped(filter)
            }}
            onGoOn={lookAgain}
          >
            <FilterChips query={query} problems={problems} onQuery={(next) => onQuery(next, true)} />
          </SearchProgress>
        </div>
        {state.error !== undefined && (
          <Failed what="The search could not go on" {...describeLook(state.error)} onRetry={lookAgain} />
        )}
        {isNothing && (
          <Empty
            title="No event matches"
            text={
              isWhole
                ? 'The filter leaves nothing of what is here.'
                : 'Nothing was found in what was looked at; the search was stopped.'
            }
          >
            <Button size="sm" variant="default" onClick={() => onQuery('', true)}>
              Clear the filter
            </Button>
          </Empty>
        )}
        <div className={styles.list} hidden={isNothing}>
          <EventGrid
            ref={grid}
            view={view}
            columns={columns}
            isFolded={isFolded}
            chosen={chosen}
            onChoose={onChoose}
          />
        </div>
      </div>
      {chosen !== undefined && (
        <div className={styles.beside}>
          <EventDetail
            key={chosen}
            view={view}
            owner={owner}
            place={chosen}
            knownOf={knownOf}
            goneOf={goneOf}
            onQuery={onRelated}
            onClose={() => onChoose(undefined)}
          />
        </div>
      )}
    </div>
  )
}
