import { templateOf } from '../../../../contract/links/link-templates.ts'
import { isExactNumber } from '../../../../contract/exact-number.ts'
import { fieldsOf } from './context-fields.ts'
import { lossTroubles, sizeTrouble } from './json-trouble.ts'
import type { ContextField, LinkDraft } from './draft-schema.ts'

type Switched = { readonly draft: LinkDraft } | { readonly refusal: string }

/** A value as JSON; a number that is none yet, or that no number can hold, stays the text it is: nothing typed is lost. */
const valueOf = ({ kind, value }: ContextField): unknown => {
  if (kind === 'yes or no') return value === '' ? undefined : value === 'yes'
  if (kind === 'number' && value.trim() !== '' && isExactNumber(value.trim())) return Number(value)
  return value
}

const toJson = (draft: LinkDraft): Switched => {
  const asked = templateOf(draft.template).fields
  const fields = draft.fields.filter(
    ({ name, value }) => value !== '' || (name !== '' && !asked.some((one) => one.name === name)),
  )
  const names = fields.map(({ name }) => name)
  if (names.includes('')) return { refusal: 'JSON has no field without a name.' }
  if (new Set(names).size < names.length) return { refusal: 'JSON has no two fields of one name.' }
  const context = Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]))
  return { draft: { ...draft, mode: 'json', json: JSON.stringify(context, null, 2) } }
}

const toForm = (draft: LinkDraft): Switched => {
  if (sizeTrouble(draft.json.length)) return { refusal: 'Too large for a form.' }
  let context: unknown
  try {
    context = JSON.parse(draft.json)
  } catch {
    return { refusal: 'Only JSON can be shown as a form.' }
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context))
    return { refusal: 'Only an object can be shown as a form.' }
  if (lossTroubles(draft.json).size > 0)
    return { refusal: 'Some numbers or names would be lost: mend them first.' }
  const fields = fieldsOf({ ...context }, draft.template)
  return fields
    ? { draft: { ...draft, mode: 'form', fields } }
    : { refusal: 'Lists, nested values, null and several lines have no form.' }
}

/** The same context typed the other way, or why it cannot be. */
export const switchMode = (draft: LinkDraft): Switched =>
  draft.mode === 'form' ? toJson(draft) : toForm(draft)
