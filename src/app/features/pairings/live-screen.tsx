import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, Outlet, getRouteApi } from '@tanstack/react-router'
import { pairingStates } from '../../../contract/pairing/pairing-words.ts'
import type { PairingStateName } from '../../../contract/pairing/pairing-words.ts'
import { describeError } from '../../messages/describe-error.ts'
import { stateTexts } from '../../messages/pairing-texts.ts'
import type { PairingFilter } from '../../queries/pairing-queries.ts'
import { pairingListOptions, pairingSettingsOptions } from '../../queries/pairing-queries.ts'
import { siteListOptions } from '../../queries/site-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Stale } from '../../ui/stale.tsx'
import { showControls } from '../../ui/show-controls.ts'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './live-screen.module.css'
import { PairingList } from './pairing-list.tsx'
import { useWorker } from '../../worker/worker-context.ts'

const route = getRouteApi('/pairings/live')

type FiltersProps = {
  readonly filter: PairingFilter
  readonly counts: Readonly<Record<PairingStateName, number>> | undefined
  readonly onFilter: (filter: PairingFilter) => void
}

const Filters = ({ filter, counts, onFilter }: FiltersProps) => {
  const sites = useQuery(siteListOptions(useWorker()))
  const known = sites.data ?? []
  const isGone = filter.site !== undefined && !known.some(({ id }) => id === filter.site)
  return (
    <div className={styles.filters}>
      <NativeSelect
        aria-label="State"
        value={filter.state ?? ''}
        data={[
          { value: '', label: 'All states' },
          ...pairingStates.map((state) => ({
            value: state,
            label: counts ? `${stateTexts[state]} (${counts[state]})` : stateTexts[state],
          })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const state = pairingStates.find((name) => name === value)
          const { site } = filter
          onFilter({ ...(state ? { state } : {}), ...(site ? { site } : {}) })
        }}
      />
      <NativeSelect
        aria-label="Site"
        value={filter.site ?? ''}
        data={[
          { value: '', label: 'All sites' },
          ...known.map(({ id, name }) => ({ value: id, label: showControls(name) })),
          ...(isGone && filter.site ? [{ value: filter.site, label: filter.site }] : []),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...(filter.state ? { state: filter.state } : {}), ...(value ? { site: value } : {}) })
        }
      />
    </div>
  )
}

const Nothing = ({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) =>
  isFiltered ? (
    <Empty title="No pairing matches" text="None is in this state for this site.">
      <Button variant="default" onClick={onClear}>
        Show all
      </Button>
    </Empty>
  ) : (
    <Empty
      title="No pairings yet"
      text="When a site asks which portal user is in front of it, the person gets a card in the chat and answers there. Each such question appears here while it happens. Add the first site to begin."
    >
      <Button component={Link} to="/pairings/sites">
        Go to the sites
      </Button>
    </Empty>
  )

/** What is under way and what was, newest first; looks again by itself. */
export const LiveScreen = () => {
  const worker = useWorker()
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(pairingListOptions(worker, filter))
  const settings = useQuery(pairingSettingsOptions(worker))
  const now = useNow()
  const pages = list.data?.pages
  const first = pages?.[0]
  const pairings = pages?.flatMap((page) => page.pairings)
  const narrow = (search: PairingFilter) => void navigate({ to: '/pairings/live', search, replace: true })
  return (
    <>
      {settings.data?.isOn === false && (
        <p className={styles.off} role="status">
          Pairing is switched off: nobody gets a card and no site can ask.{' '}
          <Link to="/pairings/limits">Go to the switch</Link>
        </p>
      )}
      <Filters filter={filter} counts={first?.counts} onFilter={narrow} />
      <section className={styles.card} aria-label="List of pairings" aria-busy={list.isPending}>
        {list.isPending && <Waiting label="Loading the pairings" rows={6} />}
        {list.isError && !pairings && (
          <Failed
            what="The pairings could not be loaded"
            {...describeError(list.error)}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isRefetchError && (
          <Stale what="No look since" {...describeError(list.error)} onRetry={() => void list.refetch()} />
        )}
        {pairings?.length === 0 && (
          <Nothing
            isFiltered={filter.state !== undefined || filter.site !== undefined}
            onClear={() => narrow({})}
          />
        )}
        {first && pairings && pairings.length > 0 && (
          <PairingList pairings={pairings} filter={filter} now={now} ahead={first.now - list.dataUpdatedAt} />
        )}
        {list.hasNextPage && (
          <div className={styles.more}>
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Load older ones
            </Button>
          </div>
        )}
      </section>
      <Outlet />
    </>
  )
}
