import { workerErrors } from '../../contract/pairing/console-api.ts'
import type { WorkerErrorCode } from '../../contract/pairing/console-api.ts'

/** A request of the console that is refused; the description is for people and holds no secret. */
export class ConsoleRefusal extends Error {
  readonly code: WorkerErrorCode
  readonly status: (typeof workerErrors)[WorkerErrorCode]

  constructor(code: WorkerErrorCode, description: string) {
    super(description)
    this.name = 'ConsoleRefusal'
    this.code = code
    this.status = workerErrors[code]
  }
}
