import type { LinkReading } from '../../../contract/portal-pages/page-views.ts'
import type { PageClient } from '../page-client.ts'

/** The ways into the messenger, each with a reader of its own. */
export type Reader = 'full-load' | 'full-load-older' | 'in-portal-click' | 'desktop' | 'mobile'

export type FollowedLink = { readonly reading: LinkReading; readonly refusal: string | undefined }

type Following = {
  readonly client: PageClient
  readonly reader: Reader
  readonly url: string
  readonly nativeDecodes: 0 | 1
  /** Opens the dialog; the context goes out once it is there, as in the portal. */
  readonly openDialog: (dialogId: string) => Promise<void>
}

/** Reads a link as one client does, opens what it opens and posts the context it hands on, refusals included. */
export const followLink = async ({
  client,
  reader,
  url,
  nativeDecodes,
  openDialog,
}: Following): Promise<FollowedLink> => {
  const reading = await client.act('link.read', { reader, url, nativeDecodes })
  for (const line of reading.consoleErrors) console.error(line) // eslint-disable-line no-console -- the real reader reports there and nowhere else
  if (reading.outcome === 'open' && reading.dialogId !== null) await openDialog(reading.dialogId)
  if (!reading.sends || reading.formBody === null) return { reading, refusal: undefined }
  try {
    await client.postForm('im.v2.Chat.Bot.sendContext', reading.formBody)
    return { reading, refusal: undefined }
  } catch (error) {
    return { reading, refusal: error instanceof Error ? error.message : String(error) }
  }
}
