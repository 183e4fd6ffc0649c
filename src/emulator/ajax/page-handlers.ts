import type {
  PageActionName,
  PageActionParams,
  PageActionResult,
} from '../../contract/portal-pages/page-api.ts'
import type { Portal } from '../state/portal.ts'

/** One action of the portal's own pages, as the session's user. */
export type PageCall<A extends PageActionName> = {
  readonly portal: Portal
  readonly userId: number
  readonly params: PageActionParams<A>
}

/** One handler per action: one without does not compile. */
export type PageHandlers = {
  readonly [A in PageActionName]: (call: PageCall<A>) => PageActionResult<A>
}
