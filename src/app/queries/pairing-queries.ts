import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { EndpointResult, PairingSettingsView, PairingView } from '../../contract/pairing/console-api.ts'
import type { PairingStateName } from '../../contract/pairing/pairing-words.ts'
import type { Worker } from './worker-queries.ts'

/** What the list is narrowed to. */
export type PairingFilter = { readonly state?: PairingStateName; readonly site?: string }

const pollMs = 2000

/** Newest first, looked at again every two seconds while somebody can see it; longer lists a little less often. */
export const pairingListOptions = ({ origin, client }: Worker, filter: PairingFilter) =>
  infiniteQueryOptions({
    queryKey: ['worker', origin, 'pairings', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      client.ask(
        'listPairings',
        { ...filter, ...(pageParam === null ? {} : { before: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: ({ next }: EndpointResult<'listPairings'>) => next,
    refetchInterval: ({ state }) => pollMs * Math.max(1, state.data?.pages.length ?? 1),
    refetchOnWindowFocus: true,
    placeholderData: (shown) => shown,
  })

/** Whether something can still happen to it. */
export const isUnderWay = ({ state, exchangedAt, expiresAt }: PairingView, now: number): boolean => {
  if (state === 'consumed') return exchangedAt === null && now < expiresAt
  return state === 'pending' || state === 'awaiting_confirm' || state === 'confirmed'
}

/** One pairing with its trace; looked at again while something can still happen. */
export const pairingOptions = ({ origin, client }: Worker, id: string) =>
  queryOptions({
    queryKey: ['worker', origin, 'pairings', 'one', id],
    queryFn: ({ signal }) => client.ask('findPairing', { id }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && !isUnderWay(data.pairing, data.now) ? false : pollMs),
  })

export const pairingSettingsKey = ({ origin }: Worker) => ['worker', origin, 'settings'] as const

export const pairingSettingsOptions = (worker: Worker) =>
  queryOptions({
    queryKey: pairingSettingsKey(worker),
    queryFn: ({ signal }) => worker.client.ask('getSettings', {}, { signal }),
  })

export const savePairingSettings = ({ client }: Worker, settings: PairingSettingsView) =>
  client.ask('putSettings', settings)

/** What was done and changed in this portal, newest first. */
export const auditOptions = ({ origin, client }: Worker) =>
  infiniteQueryOptions({
    queryKey: ['worker', origin, 'audit'],
    queryFn: ({ signal, pageParam }) =>
      client.ask('listAudit', pageParam === null ? {} : { before: pageParam }, { signal }),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: ({ next }: EndpointResult<'listAudit'>) => next,
  })
