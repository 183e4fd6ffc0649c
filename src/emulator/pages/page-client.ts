import {
  pageActions,
  pageAnswerSchema,
  type PageActionName,
  type PageActionParams,
  type PageActionResult,
} from '../../contract/portal-pages/page-api.ts'
import type { Boot } from '../../contract/portal-pages/page-views.ts'

/** An action the portal refused; `code` is the portal's. */
class PageActionError extends Error {
  readonly code: string
  constructor(action: string, code: string, message: string) {
    super(`${action}: ${message} (${code})`)
    this.name = 'PageActionError'
    this.code = code
  }
}

export type PageClient = {
  readonly act: <A extends PageActionName>(
    action: A,
    params: PageActionParams<A>,
  ) => Promise<PageActionResult<A>>
  /** Posts a form body as the portal's own `runAction` does; `body` is what a link reader made of a context. */
  readonly postForm: (action: PageActionName, body: string) => Promise<void>
}

/** Speaks to the portal as the person of this page. */
export const createPageClient = ({ me, sessid }: Boot): PageClient => {
  const post = async (action: PageActionName, body: string, type: string): Promise<unknown> => {
    const address = `/bitrix/services/main/ajax.php?action=${action}&as=${me.id}`
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': type }, body })
    const answer = pageAnswerSchema.parse(await response.json())
    if (answer.status === 'success') return answer.data
    const [first] = answer.errors
    throw new PageActionError(action, String(first?.code ?? 'UNKNOWN'), first?.message ?? 'refused')
  }
  return {
    act: async (action, params) => {
      const data = await post(action, JSON.stringify({ ...params, sessid }), 'application/json')
      // the table pairs each action with the schema of its result; TypeScript cannot follow the pairing through the lookup
      return pageActions[action].result.parse(data) as PageActionResult<typeof action>
    },
    postForm: async (action, body) => {
      const form = [body, `sessid=${encodeURIComponent(sessid)}`].filter(Boolean).join('&')
      await post(action, form, 'application/x-www-form-urlencoded')
    },
  }
}
