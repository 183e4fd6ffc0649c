import * as z from 'zod/mini'
import { isUtmName, splitQuery } from '../../../../contract/links/link-parameters.ts'
import type { LinkParameter, LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { fieldsOf } from './context-fields.ts'
import { firstDraft, linkDraftSchema, type LinkDraft } from './draft-schema.ts'
import { parametersTrouble } from './parameter-advice.ts'
import { readDraft } from './read-draft.ts'

/** Sorts parameters into the five and the others; a second of one name stays among the others, so none is lost. */
export const placeParameters = (
  draft: Pick<LinkDraft, 'utm' | 'parameters'>,
  added: readonly LinkParameter[],
): Pick<LinkDraft, 'utm' | 'parameters'> => {
  const utm = { ...draft.utm }
  const parameters = draft.parameters.filter(({ name, value }) => name !== '' || value !== '')
  const filled = new Set<string>()
  for (const [name, value] of added) {
    if (isUtmName(name) && !filled.has(name)) {
      utm[name] = value
      filled.add(name)
    } else parameters.push({ id: Math.max(0, ...parameters.map(({ id }) => id)) + 1, name, value })
  }
  return { utm, parameters }
}

/** What stands behind the context, in the order of the screen; empty ones are left out. */
export const parametersOf = ({ utm, parameters }: Pick<LinkDraft, 'utm' | 'parameters'>): LinkParameter[] => [
  ...Object.entries(utm).filter(([, value]) => value !== ''),
  ...parameters.filter(({ name }) => name !== '').map(({ name, value }): LinkParameter => [name, value]),
]

const olderSchema = z.object({
  ...z.pick(linkDraftSchema, { mode: true, fields: true, json: true }).shape,
  extras: z.string(),
})

/** A draft as it was kept, also by an older console, which had one line for all parameters. */
export const readKeptDraft = (kept: unknown): LinkDraft | undefined => {
  const draft = linkDraftSchema.safeParse(kept).data
  if (draft) return draft
  const older = olderSchema.safeParse(kept).data
  if (!older) return undefined
  const { extras, ...typed } = older
  return { ...firstDraft, ...typed, ...placeParameters(firstDraft, splitQuery(extras)) }
}

const printOf = ({ widthMm, caption }: LinkDraft): Pick<LinkRecipe, 'print'> =>
  widthMm === firstDraft.widthMm && caption === '' ? {} : { print: { widthMm, caption } }

/** What the library keeps of a draft; undefined as long as something in it is not right. */
export const recipeOf = (draft: LinkDraft, botId: number): LinkRecipe | undefined => {
  const read = readDraft(draft)
  const parameters = parametersOf(draft)
  if (!('context' in read) || parametersTrouble(parameters) !== undefined) return undefined
  return {
    template: draft.template,
    botId,
    context: read.context,
    parameters,
    code: draft.code,
    ...printOf(draft),
  }
}

/** The draft of a recipe: a form where a form can show it, else JSON. */
export const draftOf = ({ template, context, parameters, code, print }: LinkRecipe): LinkDraft => {
  const fields = fieldsOf(context, template)
  return {
    ...firstDraft,
    template: template === '' ? 'empty' : template,
    mode: fields ? 'form' : 'json',
    fields: fields ?? [],
    json: JSON.stringify(context, null, 2),
    ...placeParameters(firstDraft, parameters),
    code,
    ...print,
  }
}
