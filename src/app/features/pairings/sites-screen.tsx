import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import type { SiteView } from '../../../contract/pairing/console-api.ts'
import { describeError } from '../../messages/describe-error.ts'
import { siteListOptions } from '../../queries/site-queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useWarnBeforeUnload } from '../../ui/use-warn-before-unload.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { FreshKeysProvider } from './fresh-keys.ts'
import parts from './parts.module.css'
import { newSitePlace } from './new-site-place.ts'
import styles from './sites-screen.module.css'
import { useWorker } from '../../worker/worker-context.ts'

const addLink = (
  <Button
    leftSection={<IconPlus size={16} />}
    renderRoot={(props) => <Link {...props} to="/pairings/sites/$siteId" params={{ siteId: newSitePlace }} />}
  >
    Add site
  </Button>
)

const SiteRow = ({ site }: { readonly site: SiteView }) => (
  <li>
    <Link className={styles.row} to="/pairings/sites/$siteId" params={{ siteId: site.id }}>
      <span className={styles.who}>
        <span className={styles.name}>
          <ForeignText text={site.name} />
        </span>
        <span className={styles.second}>
          {site.id} · {site.host}
        </span>
      </span>
      <span className={styles.chips}>
        {!site.isActive && <Chip tone="orange">not active</Chip>}
        {site.keyIds.length > 1 && (
          <Chip tone="orange" title="A key is being changed">
            {site.keyIds.length} keys
          </Chip>
        )}
        {site.policy === 'plain' && (
          <Chip tone="orange" title="Confirm alone is enough">
            plain
          </Chip>
        )}
        {site.origin === 'environment' && <Chip title="From the worker’s environment">environment</Chip>}
      </span>
    </Link>
  </li>
)

const useFreshKeyMap = () => {
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>(new Map())
  return {
    keys,
    add: (siteId: string, key: string) => setKeys((known) => new Map([...known, [siteId, key]])),
    forget: (siteId: string) => setKeys((known) => new Map([...known].filter(([id]) => id !== siteId))),
  }
}

/** Who outside may ask. */
export const SitesScreen = () => {
  const sites = useQuery(siteListOptions(useWorker()))
  const fresh = useFreshKeyMap()
  useWarnBeforeUnload(fresh.keys.size > 0)
  return (
    <FreshKeysProvider value={fresh}>
      <header className={styles.head}>
        <p>Programs outside the portal that may ask which user is in front of them.</p>
        {addLink}
      </header>
      <section className={parts.card} aria-label="List of sites" aria-busy={sites.isFetching}>
        {sites.isPending && <Waiting label="Loading the sites" />}
        {sites.isError && !sites.data && (
          <Failed
            what="The sites could not be loaded"
            {...describeError(sites.error)}
            onRetry={() => void sites.refetch()}
          />
        )}
        {sites.isRefetchError && (
          <Stale
            what="The list could not be refreshed"
            {...describeError(sites.error)}
            onRetry={() => void sites.refetch()}
          />
        )}
        {sites.data?.length === 0 && (
          <Empty
            title="No sites yet"
            text="A site is a shop, a kiosk or a command line that wants to know which portal user it deals with. It gets a key, and people read its name on each card. Add the first one."
          >
            {addLink}
          </Empty>
        )}
        {sites.data && sites.data.length > 0 && (
          <ul className={styles.list} aria-label="Sites">
            {sites.data.map((site) => (
              <SiteRow key={site.id} site={site} />
            ))}
          </ul>
        )}
      </section>
      <Outlet />
    </FreshKeysProvider>
  )
}
