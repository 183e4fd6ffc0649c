import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, Outlet, getRouteApi } from '@tanstack/react-router'
import { describeError } from '../../../messages/describe-error.ts'
import type { ShortLinkFilter } from '../../../queries/short-link-queries.ts'
import { linkKeysOptions, shortLinkListOptions } from '../../../queries/short-link-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { Stale } from '../../../ui/stale.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { useWorker } from '../../../worker/worker-context.ts'
import { ShortFilters } from './short-filters.tsx'
import { ShortList } from './short-list.tsx'
import styles from './short-list.module.css'
import { ShortTotal } from './short-total.tsx'

const route = getRouteApi('/links/short/list')

const makeLink = (
  <Button
    leftSection={<IconPlus size={16} />}
    renderRoot={(props) => <Link {...props} to="/links/short/new" />}
  >
    Make a short link
  </Button>
)

/** Tokens without a key lead into the chat, and no further. */
const KeyNotice = () => {
  const keys = useQuery(linkKeysOptions(useWorker()))
  if (keys.data?.length !== 0) return null
  return (
    <p className={styles.notice} role="status">
      The bot’s side has no key yet: it cannot ask for the context of a token, and nothing after the page is
      counted. <Link to="/links/short/keys">Make a key</Link>
    </p>
  )
}

const Nothing = ({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) =>
  isFiltered ? (
    <Empty title="No short link matches" text="None has this name, campaign and state.">
      <Button variant="default" onClick={onClear}>
        Show all
      </Button>
    </Empty>
  ) : (
    <Empty
      title="No short links yet"
      text="A short link is easy to type and quick to scan. It opens a page that leads into the chat with your bot; what the bot is told stays with the worker. It can expire and be withdrawn, and you see how many came, chose and wrote."
    >
      {makeLink}
    </Empty>
  )

/** All short links of the portal, newest first, with what became of them. */
export const ShortListScreen = () => {
  const filter: ShortLinkFilter = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(shortLinkListOptions(useWorker(), filter))
  const now = useNow()
  const first = list.data?.pages[0]
  const links = list.data?.pages.flatMap((page) => page.links)
  const narrow = (search: ShortLinkFilter) => void navigate({ to: '/links/short', search, replace: true })
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <header className={styles.head}>
        <p>Addresses of the worker: a page that leads into the chat, with an end and a count.</p>
        <Button
          variant="default"
          leftSection={<IconKey size={16} />}
          renderRoot={(props) => <Link {...props} to="/links/short/keys" search={filter} />}
        >
          Keys
        </Button>
        {makeLink}
      </header>
      {links && links.length > 0 && <KeyNotice />}
      {(isFiltered || (links && links.length > 0)) && (
        <ShortFilters filter={filter} campaigns={first?.campaigns ?? []} onFilter={narrow} />
      )}
      <section className={styles.card} aria-label="List of short links" aria-busy={list.isPending}>
        {list.isPending && <Waiting label="Loading the short links" rows={6} />}
        {list.isError && !links && (
          <Failed
            what="The short links could not be loaded"
            {...describeError(list.error)}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isRefetchError && (
          <Stale what="No look since" {...describeError(list.error)} onRetry={() => void list.refetch()} />
        )}
        {links?.length === 0 && <Nothing isFiltered={isFiltered} onClear={() => narrow({})} />}
        {first && links && links.length > 0 && (
          <>
            <ShortTotal total={first.total} />
            <ShortList links={links} filter={filter} now={now} ahead={first.now - list.dataUpdatedAt} />
          </>
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
