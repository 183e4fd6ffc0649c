import { chatLinksOf } from '../../contract/links/chat-links.ts'
import { findShortLinkProblems, type ShortLinkProblem } from '../../contract/links/short-link-problems.ts'
import type { ShortLinkFields } from '../../contract/links/short-link.ts'
import { auditLine, type AuditEntry } from '../ports/audit.ts'
import type { Clock } from '../ports/clock.ts'
import type { Secrets } from '../ports/secrets.ts'
import { openSecrets, sealSecrets, type LinkSecrets } from './link-secrets.ts'
import type { ShortLinkStore } from './short-link-store.ts'
import type { NewShortLink, ShortLink } from './short-link.ts'
import { isReservedSlug, randomSlug } from './slug.ts'

/** Who changes something, and where; the portal's address is part of every link. */
type LinkEditor = { readonly memberId: string; readonly portalOrigin: string; readonly userId: number }

/** A mistake in what was said; `at` counts the links of one request from 0. */
export type LinkMistake = {
  readonly at: number
  readonly field: 'slug' | ShortLinkProblem['field']
  readonly text: string
}

type Added =
  | { readonly kind: 'added'; readonly links: readonly ShortLink[] }
  | { readonly kind: 'invalid'; readonly mistakes: readonly LinkMistake[] }
  | { readonly kind: 'taken'; readonly slugs: readonly string[] }
type Replaced =
  | { readonly kind: 'replaced'; readonly link: ShortLink }
  | { readonly kind: 'invalid'; readonly mistakes: readonly LinkMistake[] }
  /** It no longer says what the editor has read. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'unknown' }

/** What is opened for an admin alone, and for the landing page. */
export type OpenedLink = LinkSecrets & {
  readonly link: ShortLink
  /** Of what admins have said; what becomes of the link makes no other one. */
  readonly version: string
}

export type ShortLinks = {
  /** All or none; each change is audited, never with a context. */
  readonly add: (
    editor: LinkEditor,
    wanted: readonly (ShortLinkFields & { readonly slug?: string | undefined })[],
  ) => Promise<Added>
  /** Only over the version that was read. */
  readonly replace: (
    editor: LinkEditor,
    wanted: { readonly id: string; readonly version: string; readonly fields: ShortLinkFields },
  ) => Promise<Replaced>
  /** undefined when the portal has no such link; one that is over already stays as it is. */
  readonly revoke: (editor: LinkEditor, id: string) => Promise<ShortLink | undefined>
  readonly open: (owner: {
    readonly id: string
    readonly memberId: string
  }) => Promise<OpenedLink | undefined>
}

const tokenBytes = 16
const idBytes = 16

/** Which fields differ, for the audit log. */
const changedFields = (before: ShortLinkFields, after: ShortLinkFields): string =>
  (Object.keys(after) as (keyof ShortLinkFields)[]) // of the type itself
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .join(' ')

/** All that admins say, always in the same order. */
const wordsOf = (link: Omit<ShortLinkFields, 'context'>, context: LinkSecrets['context']): string => {
  const { name, campaign, botDialogId, botName, carries, parameters, title, text, expiresAt, maxUses } = link
  const said = [name, campaign, botDialogId, botName, carries, parameters, title, text, expiresAt, maxUses]
  return JSON.stringify([...said, context])
}

/** The short links over their store. */
export const createShortLinks = (parts: {
  readonly store: ShortLinkStore
  readonly secrets: Pick<Secrets, 'randomHex' | 'digest' | 'seal' | 'open'>
  readonly clock: Clock
}): ShortLinks => {
  const { store, secrets, clock } = parts

  const entry = ({ memberId, userId }: LinkEditor, kind: string, detail: AuditEntry['detail']): AuditEntry =>
    auditLine({ at: clock.now(), memberId, actor: `admin:${userId}`, kind, detail })

  const make = (
    { memberId, userId }: LinkEditor,
    { slug, context, ...fields }: ShortLinkFields & { readonly slug?: string | undefined },
  ): NewShortLink => {
    const id = secrets.randomHex(idBytes)
    const token = secrets.randomHex(tokenBytes)
    return {
      ...fields,
      id,
      memberId,
      slug: slug ?? randomSlug(secrets.randomHex),
      tokenDigest: secrets.digest(token),
      sealed: sealSecrets(secrets, id, { token, context }),
      createdAt: clock.now(),
      createdBy: userId,
    }
  }

  const mistakesOf = (
    { portalOrigin }: LinkEditor,
    wanted: readonly (ShortLinkFields & { readonly slug?: string | undefined })[],
  ): readonly LinkMistake[] => {
    const slugs = wanted.flatMap(({ slug }) => slug ?? [])
    return wanted.flatMap((fields, at): LinkMistake[] => {
      const { slug } = fields
      const isTwice = slug !== undefined && slugs.indexOf(slug) !== slugs.lastIndexOf(slug)
      return [
        ...(slug !== undefined && isReservedSlug(slug)
          ? [{ at, field: 'slug' as const, text: 'the worker needs this address itself' }]
          : []),
        ...(isTwice ? [{ at, field: 'slug' as const, text: 'another link of this request has it' }] : []),
        ...findShortLinkProblems(fields, portalOrigin).map((problem) => ({ at, ...problem })),
      ]
    })
  }

  const open: ShortLinks['open'] = async (owner) => {
    const link = await store.find(owner)
    if (!link) return undefined
    const opened = openSecrets(secrets, link)
    return { link, ...opened, version: secrets.digest(wordsOf(link, opened.context)) }
  }

  const replace: ShortLinks['replace'] = async (editor, wanted) => {
    const { id, version, fields } = wanted
    const { memberId } = editor
    const mistakes = mistakesOf(editor, [fields])
    if (mistakes.length > 0) return { kind: 'invalid', mistakes }
    const before = await open({ id, memberId })
    if (!before) return { kind: 'unknown' }
    const { context, ...said } = fields
    // Also when an answer got lost and the same change comes again.
    if (secrets.digest(wordsOf(said, context)) === before.version)
      return { kind: 'replaced', link: before.link }
    if (before.version !== version) return { kind: 'changed' }
    const sealed = sealSecrets(secrets, id, { token: before.token, context })
    const changed = changedFields({ ...before.link, context: before.context }, fields)
    const audit = [entry(editor, 'linkChanged', { link: id, slug: before.link.slug, changed })]
    const isDone = await store.replace({ ...said, id, memberId, sealed }, before.link, audit)
    // Somebody was quicker, or the same was sealed anew: the next look tells which.
    if (!isDone) return replace(editor, wanted)
    const link = await store.find({ id, memberId })
    return link ? { kind: 'replaced', link } : { kind: 'unknown' }
  }

  return {
    open,
    add: async (editor, wanted) => {
      const mistakes = mistakesOf(editor, wanted)
      if (mistakes.length > 0) return { kind: 'invalid', mistakes }
      const links = wanted.map((fields) => make(editor, fields))
      const audit = links.map(({ id, slug, carries }) =>
        entry(editor, 'linkAdded', { link: id, slug, carries }),
      )
      const { taken } = await store.add(links, audit)
      if (taken.length > 0) return { kind: 'taken', slugs: taken }
      const added = await Promise.all(links.map(({ id, memberId }) => store.find({ id, memberId })))
      return { kind: 'added', links: added.filter((link) => link !== undefined) }
    },
    replace,
    revoke: async (editor, id) => {
      const owner = { id, memberId: editor.memberId }
      const link = await store.find(owner)
      if (!link) return undefined
      await store.revoke(owner, [entry(editor, 'linkRevoked', { link: id, slug: link.slug })])
      return store.find(owner)
    },
  }
}

/** The links into the chat, as the landing page offers them. */
export const chatLinksOfOpened = (
  { link, token, context }: Pick<OpenedLink, 'link' | 'token' | 'context'>,
  portalOrigin: string,
  brought: ShortLinkFields['parameters'] = [],
) => chatLinksOf({ ...link, context, token, portalOrigin, brought })
