import type { Asker, PageWorker } from '../../../../lib/ask-worker.ts'
import { createAsker, pageWorkerOf, WorkerLostError } from '../../../../lib/ask-worker.ts'
import type { BulkFailure, BulkJobs, FromBackground, ToBackground } from './bulk-protocol.ts'
import { UnreadableError } from './table.ts'

/** What the page needs of a web worker. */
export type BackgroundWorker = PageWorker<ToBackground, FromBackground>

/** Rejects with `UnreadableError`, `WorkerLostError`, or an `AbortError` when a signal calls it off. */
export type Background = Asker<BulkJobs>

const errorOf = (failure: BulkFailure): Error => {
  if (failure.kind === 'unreadable') return new UnreadableError(failure.code, failure.detail)
  return failure.kind === 'cancelled'
    ? new DOMException('Called off.', 'AbortError')
    : new WorkerLostError('crashed', failure.detail)
}

/** The worker that holds the rows; lost, it takes them along, and the source is still with the page. */
export const createBackground = (worker: BackgroundWorker, silence?: number): Background =>
  createAsker<BulkJobs, BulkFailure>({ worker, errorOf, silence })

/** The web worker itself; its file lies beside the others of the build, wherever that is served from. */
export const startBulkWorker = (): BackgroundWorker =>
  pageWorkerOf(
    new Worker(new URL('./bulk-worker.ts', import.meta.url), { type: 'module', name: 'bulk links' }),
  )
