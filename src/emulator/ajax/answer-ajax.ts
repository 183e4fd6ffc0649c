import {
  pageActions,
  type PageActionName,
  type PageActionParams,
  type PageActionResult,
} from '../../contract/portal-pages/page-api.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import { RefusalError } from '../rest/refusal.ts'
import { isMap, type RawParams } from '../rest/read-params.ts'
import { parseJson } from '../rest/read-request.ts'
import { refusal } from '../rest/refuse.ts'
import type { Portal } from '../state/portal.ts'
import type { PageCall, PageHandlers } from './page-handlers.ts'

const readBody = async (request: Request): Promise<RawParams> => {
  const text = await request.text()
  if (!(request.headers.get('content-type') ?? '').includes('json')) return decodeForm(text)
  const value = parseJson(text)
  // As in REST: what cannot be read is not there.
  return isMap(value) ? value : {}
}

const answer = (status: 'success' | 'error', data: unknown, errors: unknown[]): Response =>
  new Response(JSON.stringify({ status, data, errors }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })

const isAction = (name: string): name is PageActionName => Object.hasOwn(pageActions, name)

const run = <A extends PageActionName>(
  handlers: PageHandlers,
  action: A,
  portal: Portal,
  userId: number,
  params: RawParams,
): unknown => {
  const parsed = pageActions[action].params.safeParse(params)
  if (!parsed.success) throw refusal('100', `Invalid value to match with parameters of ${action}`)
  // One name leads to this schema and to the handler of its type; TypeScript cannot follow it through two tables.
  const handler = handlers[action] as (call: PageCall<A>) => PageActionResult<A>
  return handler({ portal, userId, params: parsed.data as PageActionParams<A> }) // parsed by that schema
}

type Asked = { readonly portal: Portal; readonly userId: number; readonly request: Request }

/** `ajax.php`: an action of the portal's own pages. Always 200; without the session's token nothing happens. */
export const createAjax =
  (handlers: PageHandlers) =>
  async ({ portal, userId, request }: Asked): Promise<Response> => {
    const action = new URL(request.url).searchParams.get('action') ?? ''
    const { sessid, ...params } = await readBody(request)
    try {
      if (sessid !== portal.sessid) throw refusal('invalid_csrf', 'Csrf token is invalid')
      if (!portal.users.get(userId)?.active) throw refusal('invalid_authentication', 'User is not authorized')
      if (!isAction(action)) throw refusal('22002', `Could not find the action ${action}`)
      return answer('success', run(handlers, action, portal, userId, params), [])
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      return answer('error', null, [{ message: error.message, code: error.code, customData: null }])
    }
  }
