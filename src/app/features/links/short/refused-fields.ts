import { RestError } from '../../../../contract/rest/rest-error.ts'
import type { ShortDraftProblems } from './read-short-draft.ts'

/** What only the worker could know, at the field it is about. */
export const refusedFieldsOf = (error: unknown): ShortDraftProblems =>
  error instanceof RestError && error.code === 'SLUG_TAKEN'
    ? { slug: 'Another link of this worker has this address. Choose another one.' }
    : {}
