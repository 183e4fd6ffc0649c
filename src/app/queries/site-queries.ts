import { queryOptions } from '@tanstack/react-query'
import type { SiteFields } from '../../contract/pairing/site-fields.ts'
import type { Worker } from './worker-queries.ts'

export const sitesKey = ({ origin }: Worker) => ['worker', origin, 'sites'] as const

export const siteListOptions = (worker: Worker) =>
  queryOptions({
    queryKey: sitesKey(worker),
    queryFn: async ({ signal }) => (await worker.client.ask('listSites', {}, { signal })).sites,
  })

/** The answer holds the site's key, which is told this once. */
export const addSite = ({ client }: Worker, fields: SiteFields) => client.ask('addSite', fields)

export const saveSite = ({ client }: Worker, fields: SiteFields) => client.ask('putSite', fields)

export const removeSite = ({ client }: Worker, id: string) => client.ask('removeSite', { id })

/** A second key; the answer holds it, this once. */
export const addSiteKey = ({ client }: Worker, id: string) => client.ask('addSiteKey', { id })

export const removeSiteKey = ({ client }: Worker, id: string, keyId: string) =>
  client.ask('removeSiteKey', { id, keyId })
