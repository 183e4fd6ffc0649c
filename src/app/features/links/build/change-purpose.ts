import {
  templateOf,
  type LinkTemplate,
  type TemplateField,
} from '../../../../contract/links/link-templates.ts'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { kindOf } from './context-fields.ts'
import { firstDraft, type ContextField, type LinkDraft } from './draft-schema.ts'
import { lossTroubles } from './json-trouble.ts'
import { draftOf } from './link-draft.ts'

/** What became of a change of purpose: the draft, and a sentence about what was kept. */
export type PurposeChange = { readonly draft: LinkDraft; readonly said: string }

/** What stands in a field before anybody types: the purpose's preset, or the first draft's greeting. */
const presetsOf = (template: LinkTemplate): Readonly<Record<string, unknown>> =>
  Object.fromEntries([
    ...(template.fields.length === 0
      ? firstDraft.fields.map(({ name, value }) => [name, value] as const)
      : []),
    ...template.fields.flatMap(({ name, preset }) => (preset === undefined ? [] : [[name, preset] as const])),
  ])

const isUntouched = ({ name, value }: ContextField, template: LinkTemplate): boolean =>
  value === '' || value === presetsOf(template)[name]

/** A value fits where its type does; a number typed for a text is a text too. */
const carried = (asked: TemplateField, typed: ContextField | undefined, from: LinkTemplate): string => {
  const preset = asked.preset ?? ''
  if (!typed || isUntouched(typed, from)) return preset
  const kind = kindOf(asked)
  if (kind === 'text') return asked.options?.includes(typed.value) === false ? preset : typed.value
  return kind === typed.kind ? typed.value : preset
}

const listOf = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

const changeForm = (draft: LinkDraft, from: LinkTemplate, to: LinkTemplate): PurposeChange => {
  const asked = to.fields.map((field, index): ContextField => {
    const typed = draft.fields.find(({ name }) => name === field.name)
    return { id: index + 1, name: field.name, kind: kindOf(field), value: carried(field, typed, from) }
  })
  const isAsked = (name: string) => asked.some((field) => field.name === name)
  const own = draft.fields
    .filter((field) => !isUntouched(field, from) && !(isAsked(field.name) && isTaken(field, asked)))
    .map((field, index) => ({
      ...field,
      id: asked.length + index + 1,
      name: isAsked(field.name) ? `${field.name}_before` : field.name,
    }))
  const said = own.length === 0 ? '' : ` Kept as own fields: ${listOf(own.map(({ name }) => name))}.`
  return { draft: { ...draft, template: to.id, fields: [...asked, ...own] }, said: `${to.name}.${said}` }
}

const isTaken = (field: ContextField, asked: readonly ContextField[]): boolean =>
  asked.some(({ name, value }) => name === field.name && value === field.value)

/** In JSON what was typed stays; the new purpose's presets take the place of the old one's. */
const changeJson = (draft: LinkDraft, from: LinkTemplate, to: LinkTemplate): PurposeChange => {
  const next = { ...draft, template: to.id }
  const unchanged = { draft: next, said: `${to.name}. The JSON stays as it was typed.` }
  let context: unknown
  try {
    context = JSON.parse(draft.json)
  } catch {
    return unchanged
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return unchanged
  if (lossTroubles(draft.json).size > 0) return unchanged
  const old = presetsOf(from)
  const typed = Object.entries(context).filter(([name, value]) => value !== old[name])
  const json = JSON.stringify(
    { ...(to.fields.length > 0 ? presetsOf(to) : {}), ...Object.fromEntries(typed) },
    null,
    2,
  )
  return { draft: { ...next, json }, said: `${to.name}. What was typed stays in the JSON.` }
}

/** The draft for another purpose: what fits is carried over, what does not is kept as a field of one's own. */
export const changePurpose = (draft: LinkDraft, id: string): PurposeChange => {
  const [from, to] = [templateOf(draft.template), templateOf(id)]
  return draft.mode === 'form' ? changeForm(draft, from, to) : changeJson(draft, from, to)
}

/** The draft of a saved template, for the bot that is chosen: the template is where it starts, and stays as it is. */
export const startFromSaved = (
  draft: LinkDraft,
  { name, recipe, bot: madeFor }: Pick<SavedLink, 'name' | 'recipe' | 'bot'>,
  chosen: { readonly id: number; readonly name: string } | undefined,
): PurposeChange => {
  const said = `Started from “${name}”.`
  const isOther = chosen !== undefined && chosen.id !== recipe.botId
  return {
    draft: { ...draftOf(recipe), openedFrom: draft.openedFrom },
    said: isOther ? `${said} It was made for ${madeFor.name}; the link is for ${chosen.name}.` : said,
  }
}
