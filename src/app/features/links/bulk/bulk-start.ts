import * as z from 'zod/mini'
import { codeSettingsSchema, defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { linkTemplates, type LinkTemplate } from '../../../../contract/links/link-templates.ts'
import { linkRecipeSchema, type LinkRecipe, type SavedLink } from '../../../../contract/links/saved-link.ts'
import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft } from '../../../ui/kept-draft.ts'
import { ownerOf } from './kept-mapping.ts'

/** What each row starts from: what stands in it where the row says nothing else. */
const bulkStartSchema = z.object({
  /** Tells it from others: `purpose coupon`, `saved 3f…`, `built`. */
  key: z.string(),
  name: z.string(),
  recipe: z.pick(linkRecipeSchema, { template: true, context: true, parameters: true }),
  /** Nothing was mapped by hand since. */
  isNew: z.boolean(),
})
export type BulkStart = z.infer<typeof bulkStartSchema>

/** A purpose to start from: its fields with what stands in them from the beginning. */
export const startOfPurpose = ({ id, name, fields }: LinkTemplate): BulkStart => ({
  key: `purpose ${id}`,
  name,
  recipe: {
    template: id,
    context: Object.fromEntries(
      fields.flatMap((field) => (field.preset ? [[field.name, field.preset]] : [])),
    ),
    parameters: [],
  },
  isNew: true,
})

export const startOfSaved = ({ id, name, recipe }: Pick<SavedLink, 'id' | 'name' | 'recipe'>): BulkStart => ({
  key: `saved ${id}`,
  name,
  recipe: { template: recipe.template, context: recipe.context, parameters: recipe.parameters },
  isNew: true,
})

/** The purposes that ask for something. */
export const purposesToStartFrom = linkTemplates.filter(({ fields }) => fields.length > 0)

type Whose = Pick<Portal, 'origin' | 'user'>

/** Kept until the tab is closed, beside the mapping, which outlives it. */
export const keptStart = (portal: Whose) =>
  createKeptDraft(`bulk start ${ownerOf(portal)}`, z.nullable(bulkStartSchema))

/** How the codes are drawn. */
export const keptLook = (portal: Whose) => createKeptDraft(`bulk look ${ownerOf(portal)}`, codeSettingsSchema)

/** Takes a link over: the rows that come next become links like it, drawn like it. */
export const handOverToBulk = (
  portal: Whose,
  link: { readonly id?: string; readonly name: string; readonly recipe: LinkRecipe },
): void => {
  const start = {
    ...startOfSaved({ ...link, id: link.id ?? '' }),
    ...(link.id === undefined && { key: 'built' }),
  }
  keptStart(portal).save(start, null)
  keptLook(portal).save(link.recipe.code, defaultCodeSettings)
}
