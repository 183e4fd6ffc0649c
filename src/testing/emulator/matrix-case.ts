import type { DocumentedMethodName } from '../../contract/rest/methods.ts'
import { helpdesk, type OpenPortal, type Params, type Reply } from './open-portal.ts'

/** How one method is tried: what it does, read back elsewhere, and how each of its errors comes about. */
export type MatrixCase = {
  /** Makes the call and reads its effect through another method or event; throws (expects) when it is not there. */
  readonly effect: (portal: OpenPortal) => Promise<void>
  /** One provocation per listed error beside those every bot method shares. */
  readonly errors: Readonly<Record<string, (portal: OpenPortal) => Promise<Reply>>>
}

export type MatrixCases<M extends DocumentedMethodName> = { readonly [N in M]: MatrixCase }

/** A call that is right but for what the common errors take away. */
export const commonErrors = (method: DocumentedMethodName, params: Params = {}): MatrixCase['errors'] => ({
  BOT_TOKEN_NOT_SPECIFIED: ({ ask }) => ask(method, { ...params, botId: helpdesk.botId }),
  BOT_ID_REQUIRED: ({ ask }) => ask(method, { ...params, botToken: helpdesk.botToken }),
  BOT_NOT_FOUND: ({ ask }) => ask(method, { ...params, ...helpdesk, botId: 9999 }),
  BOT_OWNERSHIP_ERROR: ({ ask }) => ask(method, { ...params, ...helpdesk, botToken: 'somebody else' }),
})

/** The same and the two errors of every method that works in a dialog. */
export const dialogErrors = (method: DocumentedMethodName, params: Params = {}): MatrixCase['errors'] => ({
  ...commonErrors(method, params),
  CHAT_NOT_FOUND: ({ ask }) => ask(method, { ...params, ...helpdesk, dialogId: 'chat999' }),
  ACCESS_DENIED: async ({ ask, control }) => {
    const { dialogId } = (await control('create-chat', { title: 'Closed', userIds: [2] })) as {
      dialogId: string
    } // by its schema
    return ask(method, { ...params, ...helpdesk, dialogId })
  },
})

/** Breaks one of the portal's stores for the next call. */
export const breakStore = async (portal: OpenPortal, store: string): Promise<void> => {
  await portal.control('faults', { kind: 'storage', store, times: 1 })
}
