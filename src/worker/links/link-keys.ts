import { shortLinkLimits } from '../../contract/links/short-link.ts'
import { auditLine } from '../ports/audit.ts'
import type { Clock } from '../ports/clock.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { LinkKeyStore } from './short-link-store.ts'
import type { LinkKey } from './short-link.ts'

type Editor = { readonly memberId: string; readonly userId: number }

/** The keys with which a portal's bots resolve tokens: one, or two while one is being changed. */
export type LinkKeys = {
  readonly list: (memberId: string) => Promise<readonly LinkKey[]>
  /** Told once; undefined when there are two already. */
  readonly add: (editor: Editor) => Promise<string | undefined>
  readonly remove: (editor: Editor, keyId: string) => Promise<boolean>
}

export const createLinkKeys = (parts: {
  readonly store: LinkKeyStore
  readonly secrets: Pick<Secrets, 'randomHex' | 'digest'>
  readonly clock: Clock
}): LinkKeys => {
  const { store, secrets, clock } = parts
  const entry = ({ memberId, userId }: Editor, kind: string, key: string) => [
    auditLine({ at: clock.now(), memberId, actor: `admin:${userId}`, kind, detail: { key } }),
  ]
  return {
    list: store.list,
    add: async (editor) => {
      const key = `link_${secrets.randomHex(24)}`
      const digest = secrets.digest(key)
      // Tells keys apart and opens nothing: the beginning of the digest.
      const id = digest.slice(0, 12)
      const { memberId } = editor
      const wanted = { id, memberId, digest, createdAt: clock.now(), atMost: shortLinkLimits.keys }
      return (await store.add(wanted, entry(editor, 'linkKeyAdded', id))) ? key : undefined
    },
    remove: (editor, keyId) =>
      store.remove({ id: keyId, memberId: editor.memberId }, entry(editor, 'linkKeyRemoved', keyId)),
  }
}
