import type { PageActionResult } from '../../../contract/portal-pages/page-api.ts'
import type { PageCommand, PageDialog, PageMessage } from '../../../contract/portal-pages/page-views.ts'
import type { PageClient } from '../page-client.ts'

/** An open dialog as the page holds it; `revision` is where the next poll goes on. */
export type OpenDialog = {
  readonly dialog: PageDialog
  readonly messages: readonly PageMessage[]
  readonly commands: readonly PageCommand[]
  readonly revision: number
}

/** The dialog after a poll: changed messages replaced, new ones behind, removed ones gone, by id. */
export const mergeChanges = (open: OpenDialog, changes: PageActionResult<'chat.messages'>): OpenDialog => {
  const byId = new Map(open.messages.map((message) => [message.id, message]))
  for (const message of changes.messages) byId.set(message.id, message)
  for (const id of changes.removedIds) byId.delete(id)
  const messages = [...byId.values()].sort((a, b) => a.id - b.id)
  return { ...open, messages, dialog: changes.dialog, revision: changes.revision }
}

/** The whole dialog the first time, then only what changed since; who has a dialog open has read it. */
export const loadDialog = async (
  client: PageClient,
  dialogId: string,
  known?: OpenDialog,
): Promise<OpenDialog> => {
  const open = known
    ? mergeChanges(known, await client.act('chat.messages', { dialogId, since: known.revision }))
    : await client.act('chat.open', { dialogId })
  if (open.dialog.unread > 0) await client.act('chat.read', { dialogId })
  return open
}
