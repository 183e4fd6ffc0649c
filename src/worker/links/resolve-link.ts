import type { Secrets } from '../ports/secrets.ts'
import { openSecrets } from './link-secrets.ts'
import type { LinkKeyStore, LinkUseStore } from './short-link-store.ts'
import type { ShortLinkState } from '../../contract/links/short-link.ts'
import type { RepliedLink, ResolvedLink } from '../../contract/links/resolve-api.ts'

type Asked = { readonly memberId: string; readonly token: string; readonly userId: number }

type Resolved =
  | { readonly kind: 'resolved'; readonly answer: ResolvedLink }
  | { readonly kind: 'over'; readonly state: Exclude<ShortLinkState, 'active'> }
  /** Also another portal's. */
  | { readonly kind: 'unknown' }

/** What the bot's side asks for. */
export type Resolving = {
  /** The portal whose key this is, as long as it is connected. */
  readonly findMember: (key: string) => Promise<string | undefined>
  /** Takes a use for the person, and answers what the token stands for. */
  readonly resolve: (asked: Asked) => Promise<Resolved>
  /** Notes that the person wrote to the bot; undefined when the person never resolved the token. */
  readonly reply: (asked: Asked) => Promise<RepliedLink | undefined>
}

export const createResolving = (parts: {
  readonly uses: LinkUseStore
  readonly keys: Pick<LinkKeyStore, 'findMember'>
  /** Where the app was removed, its keys open nothing any more. */
  readonly isConnected: (memberId: string) => Promise<boolean>
  readonly secrets: Pick<Secrets, 'digest' | 'open'>
}): Resolving => {
  const { uses, keys, isConnected, secrets } = parts
  const askedOf = ({ memberId, token, userId }: Asked) => ({
    memberId,
    tokenDigest: secrets.digest(token),
    userId,
  })
  return {
    findMember: async (key) => {
      const memberId = await keys.findMember(secrets.digest(key))
      return memberId !== undefined && (await isConnected(memberId)) ? memberId : undefined
    },
    resolve: async (asked) => {
      // Opened before the use is written: a seal that no key opens costs nobody a use.
      const used = await uses.use(askedOf(asked), (link) => {
        const { id, name, campaign } = link
        return { context: openSecrets(secrets, link).context, link: { id, name, campaign } }
      })
      if (used.kind !== 'used') return used
      return { kind: 'resolved', answer: { ...used.read, is_first: used.isFirst } }
    },
    reply: async (asked) => {
      const replied = await uses.reply(askedOf(asked))
      return replied && { is_first: replied.isFirst }
    },
  }
}
