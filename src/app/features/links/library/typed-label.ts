import * as z from 'zod/mini'
import { savedLinkSchema, type SavedLink } from '../../../../contract/links/saved-link.ts'
import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft, type KeptDraft } from '../../../ui/kept-draft.ts'
import { cleanTags } from './link-changes.ts'

/** What is said about a link, beside the link itself. */
export type LinkLabel = Pick<SavedLink, 'name' | 'kind' | 'tags'>

const labelSchema = z.pick(savedLinkSchema, { name: true, kind: true, tags: true })

/** Of a link nobody has named yet. */
export const emptyLabel: LinkLabel = { name: '', kind: 'link', tags: [] }

export const labelOf = ({ name, kind, tags }: LinkLabel): LinkLabel => ({ name, kind, tags })

export const isSameLabel = (one: LinkLabel, other: LinkLabel): boolean =>
  JSON.stringify(labelOf(one)) === JSON.stringify(labelOf(other))

/** What was typed on top of `before`, where it says `now` meanwhile: only what was typed differs from that. */
export const rebaseLabel = (typed: LinkLabel, before: LinkLabel, now: LinkLabel): LinkLabel => {
  const isTyped = (key: keyof LinkLabel) => JSON.stringify(typed[key]) !== JSON.stringify(before[key])
  return {
    name: isTyped('name') ? typed.name : now.name,
    kind: isTyped('kind') ? typed.kind : now.kind,
    tags: isTyped('tags') ? typed.tags : now.tags,
  }
}

type Whose = Pick<Portal, 'origin' | 'user'>

const keyOf = (what: string, { origin, user }: Whose, id: string) =>
  `library ${what} ${id} ${origin} ${user.id}`

const editSchema = z.nullable(z.object({ link: savedLinkSchema, label: labelSchema }))

/** A label typed in the library and not saved, with the link as it was read when somebody began to type. */
export const keptEdit = (whose: Whose, id: string) => createKeptDraft(keyOf('label', whose, id), editSchema)

const newLabelSchema = z.nullable(z.object({ before: labelSchema, label: labelSchema }))

/** A label typed while saving from the builder, and what it said before; `id` of the link it comes from, if any. */
export const keptNewLabel = (whose: Whose, id: string | undefined) =>
  createKeptDraft(keyOf('new label', whose, id ?? '~new'), newLabelSchema)

/** A tag that is half typed in one of the two forms. */
export const keptTag = (whose: Whose, form: 'edit' | 'save', id: string | undefined) =>
  createKeptDraft(keyOf(`${form} tag`, whose, id ?? '~new'), z.string())

/** Leaving the page ends a tag, as leaving its field does: the label with what was half typed, once. */
export const endTag = (label: LinkLabel, kept: KeptDraft<string>): LinkLabel => {
  const tag = kept.load('')
  kept.forget()
  return { ...label, tags: cleanTags([...label.tags, tag]) }
}

/** A conflict about a typed label is settled, one way or the other: what was typed for it is done with. */
export const forgetSettledEdit = (whose: Whose, id: string, settled: LinkLabel | undefined): void => {
  const kept = keptEdit(whose, id)
  const edit = kept.load(null)
  if (edit && settled && isSameLabel(edit.label, settled)) kept.forget()
}
