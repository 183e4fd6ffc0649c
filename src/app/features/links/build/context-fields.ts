import { templateOf, type TemplateField } from '../../../../contract/links/link-templates.ts'
import type { ContextField, FieldKind } from './draft-schema.ts'

/** A form with more rows helps nobody. */
const mostFields = 60

/** How a purpose's field is typed: a choice and a date are texts with a narrower control. */
export const kindOf = ({ kind }: TemplateField): FieldKind =>
  kind === 'number' || kind === 'yes or no' ? kind : 'text'

/** A value as a row of the form; undefined for what no row can show. */
const fieldOf = (name: string, value: unknown, id: number): ContextField | undefined => {
  if (typeof value === 'string') return { id, name, kind: 'text', value }
  if (typeof value === 'number') return { id, name, kind: 'number', value: String(value) }
  if (typeof value === 'boolean') return { id, name, kind: 'yes or no', value: value ? 'yes' : 'no' }
  return undefined
}

/**
 * A context as rows, those of its purpose first and also where they are empty; undefined when a form cannot show it
 * (nested values, lists, null, very many, a line break).
 */
export const fieldsOf = (
  context: Readonly<Record<string, unknown>>,
  template: string,
): ContextField[] | undefined => {
  const asked = templateOf(template).fields
  const names = [...new Set([...asked.map(({ name }) => name), ...Object.keys(context)])]
  if (names.length > mostFields) return undefined
  const fields = names.map((name, index) => {
    const id = index + 1
    if (Object.hasOwn(context, name)) return fieldOf(name, context[name], id)
    const field = asked.find((one) => one.name === name)
    return { id, name, kind: field ? kindOf(field) : 'text', value: '' } as const
  })
  const isShown = fields.every((field) => field !== undefined && !/[\r\n]/.test(field.value))
  return isShown ? fields.filter((field) => field !== undefined) : undefined
}
