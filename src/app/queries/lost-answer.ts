import { RestError } from '../../contract/rest/rest-error.ts'

const codes = new Set([
  'NETWORK_ERROR',
  'TIMEOUT',
  'WORKER_ANSWER_LOST',
  'NOT_JSON',
  'UNEXPECTED_RESULT',
  'INTERNAL_SERVER_ERROR',
  'ABORTED',
])

/** Whether a change that failed may have been made all the same: no answer came, or one that said nothing. */
export const isAnswerLost = (error: unknown): boolean => error instanceof RestError && codes.has(error.code)
