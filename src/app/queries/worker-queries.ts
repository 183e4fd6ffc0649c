import { queryOptions } from '@tanstack/react-query'
import { createClock } from '../../client/timing.ts'
import type { WorkerClient } from '../../client/worker-client.ts'
import { createWorkerClient } from '../../client/worker-client.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { Portal } from '../portal/portal.ts'
import { hostOf } from '../portal/portal.ts'

/** A worker this console speaks with; screens hand it to queries and look no further. */
export type Worker = { readonly origin: string; readonly client: WorkerClient }

const workers = new WeakMap<Portal, Map<string, Worker>>()

const authOf = (portal: Portal, isFresh: boolean) => {
  if (!portal.frame) throw new RestError('readAuth', { error: 'WRONG_AUTH_TYPE' })
  return portal.frame.readAuth(isFresh)
}

/** The worker at this address, seen by this portal's user; the same one each time, because it holds the session. */
export const workerAt = (portal: Portal, origin: string): Worker => {
  const known = workers.get(portal) ?? new Map<string, Worker>()
  workers.set(portal, known)
  const prove = async (isFresh: boolean) => {
    const { accessToken } = await authOf(portal, isFresh)
    return { accessToken, domain: hostOf(portal) }
  }
  const worker = known.get(origin) ?? {
    origin,
    client: createWorkerClient({ origin, fetch: (request) => fetch(request), clock: createClock(), prove }),
  }
  known.set(origin, worker)
  return worker
}

/** Whether a worker is there, and what it can do. Asked without any token. */
export const workerStatusOptions = ({ origin, client }: Worker) =>
  queryOptions({
    queryKey: ['worker', origin, 'status'],
    queryFn: ({ signal }) => client.ask('status', {}, { signal }),
    staleTime: 60_000,
  })

/** Who the worker takes us for. */
export const workerSessionOptions = ({ origin, client }: Worker) =>
  queryOptions({
    queryKey: ['worker', origin, 'session'],
    queryFn: () => client.openSession(),
    staleTime: 10 * 60_000,
  })

/** Whether the worker can speak with the portal; looked at again, because it changes by itself. */
export const portalProblemOptions = ({ origin, client }: Worker) =>
  queryOptions({
    queryKey: ['worker', origin, 'portal'],
    queryFn: ({ signal }) => client.ask('getPortal', {}, { signal }),
    refetchInterval: 15_000,
  })

/** Connects the portal: the worker trades the app's refresh token at the authorization server. */
export const connectPortalTo = async (portal: Portal, { client }: Worker, setupCode: string) => {
  // A fresh one, because what the worker trades must not have been used.
  const { refreshToken } = await authOf(portal, true)
  return client.ask('connectPortal', { refreshToken, setupCode })
}
