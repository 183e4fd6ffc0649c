import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ShortLinkFields, ShortLinkState } from '../../contract/links/short-link.ts'
import type { EndpointResult } from '../../contract/pairing/console-api.ts'
import type { Worker } from './worker-queries.ts'

export type ShortLinkList = EndpointResult<'listLinks'>
export type FoundShortLink = EndpointResult<'findLink'>

/** What the list is narrowed to. */
export type ShortLinkFilter = {
  readonly q?: string
  readonly campaign?: string
  readonly state?: ShortLinkState
}

/** All about short links that a change makes stale, but for the keys. */
export const shortLinksKey = ({ origin }: Worker) => ['worker', origin, 'short-links'] as const

const pollMs = 10_000

/** Newest first; looked at again, because the figures move by themselves. */
export const shortLinkListOptions = (worker: Worker, filter: ShortLinkFilter) =>
  infiniteQueryOptions({
    queryKey: [...shortLinksKey(worker), 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      worker.client.ask(
        'listLinks',
        { ...filter, ...(pageParam === null ? {} : { before: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: ({ next }: ShortLinkList) => next,
    refetchInterval: ({ state }) => pollMs * Math.max(1, state.data?.pages.length ?? 1),
    refetchOnWindowFocus: true,
    placeholderData: (shown) => shown,
  })

/** The campaigns there are, for whoever names another. */
export const campaignsOptions = (worker: Worker) =>
  queryOptions({
    queryKey: [...shortLinksKey(worker), 'campaigns'],
    queryFn: async ({ signal }) => (await worker.client.ask('listLinks', {}, { signal })).campaigns,
  })

/** One short link with its context, its addresses and its days. */
export const shortLinkOptions = (worker: Worker, id: string) =>
  queryOptions({
    queryKey: [...shortLinksKey(worker), 'one', id],
    queryFn: ({ signal }) => worker.client.ask('findLink', { id }, { signal }),
    refetchInterval: pollMs / 2,
    refetchOnWindowFocus: true,
  })

/** The slug is chosen by the worker where none is given. */
export const addShortLink = async (
  { client }: Worker,
  link: ShortLinkFields & { readonly slug?: string },
) => {
  const { links } = await client.ask('addLinks', { links: [link] })
  return links[0]
}

/** Over the version that was read; refused as `LINK_CHANGED` where somebody has written another one. */
export const saveShortLink = (
  { client }: Worker,
  {
    id,
    version,
    fields,
  }: { readonly id: string; readonly version: string; readonly fields: ShortLinkFields },
) => client.ask('putLink', { id, version, ...fields })

export const revokeShortLink = ({ client }: Worker, id: string) => client.ask('revokeLink', { id })

export const linkKeysKey = ({ origin }: Worker) => ['worker', origin, 'link-keys'] as const

export const linkKeysOptions = (worker: Worker) =>
  queryOptions({
    queryKey: linkKeysKey(worker),
    queryFn: async ({ signal }) => (await worker.client.ask('listLinkKeys', {}, { signal })).keys,
  })

/** The answer holds the key, this once. */
export const addLinkKey = ({ client }: Worker) => client.ask('addLinkKey', {})

export const removeLinkKey = ({ client }: Worker, keyId: string) => client.ask('removeLinkKey', { keyId })
