import type { Asker, WorkerLostError } from '../../lib/ask-worker.ts'
import type { EngineJobs, ViewNotice } from './engine-protocol.ts'

/** What a view needs of the engine. */
export type EngineLine = {
  readonly ask: Asker<EngineJobs>['ask']
  /** A number no view had before. */
  readonly nextView: () => number
  readonly follow: (listener: {
    readonly onNotice: (notice: ViewNotice) => void
    /** The worker has gone; with an error when no new one comes by itself. */
    readonly onLost: (error: WorkerLostError | undefined) => void
  }) => () => void
}
