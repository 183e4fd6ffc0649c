import { createHash, randomBytes } from 'node:crypto'
import type { NewShortLink } from '../../worker/links/short-link.ts'

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** A short link as it is stored first, of the portal `m1`; with the token it is resolved by. */
export const sampleLink = (given: Partial<NewShortLink> = {}): NewShortLink & { readonly token: string } => {
  const token = randomBytes(16).toString('hex')
  const id = randomBytes(16).toString('hex')
  return {
    id,
    memberId: 'm1',
    slug: `slug-${id.slice(0, 10)}`,
    tokenDigest: digestOf(token),
    sealed: `sealed ${id}`,
    name: 'Poster',
    campaign: 'Summer',
    botDialogId: '7',
    botName: 'Promo',
    carries: 'token',
    parameters: [['utm_source', 'poster']],
    title: 'Come in',
    text: 'Ten percent off',
    expiresAt: null,
    maxUses: null,
    createdAt: 1_000_000_000_000,
    createdBy: 1,
    ...given,
    token,
  }
}
