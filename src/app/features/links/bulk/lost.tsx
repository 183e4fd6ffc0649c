import { Failed } from '../../../ui/failed.tsx'
import { WorkerLostError } from '../../../../lib/ask-worker.ts'
import { lostTexts } from './bulk-texts.ts'

/** The background has gone; the rows are read anew from where they came. */
export const Lost = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => (
  <Failed
    what="The rows are not being worked on any more"
    means={error instanceof WorkerLostError ? lostTexts[error.why] : 'Something unexpected happened.'}
    advice="The rows and the mapping are kept; start again, with fewer rows at a time if it happens again."
    details={`${error.name}: ${error.message}`}
    retryLabel="Start again"
    onRetry={onRetry}
  />
)
