import { jsonObjectSchema } from '../../../../contract/links/json-object.ts'
import { contextProblems, templateOf, type LinkTemplate } from '../../../../contract/links/link-templates.ts'
import { isExactNumber } from '../../../../contract/exact-number.ts'
import { depthTrouble, jsonTrouble, lossTroubles, sizeTrouble } from './json-trouble.ts'
import type { ContextField, LinkDraft } from './draft-schema.ts'

type Context = Readonly<Record<string, unknown>>

/** What keeps a draft from being a context: in a sentence, and by the field's name or its row's id. */
type Unread = {
  readonly problem: string
  readonly rows: ReadonlyMap<number, string>
  readonly names: ReadonlyMap<string, string>
}
export type ReadContext = { readonly context: Context } | Unread

const unread = (problem: string, of: Partial<Unread> = {}): Unread => ({
  problem,
  rows: new Map(),
  names: new Map(),
  ...of,
})

const isContext = (value: unknown): value is Context => jsonObjectSchema.safeParse(value).success

const readJson = (text: string, template: LinkTemplate): ReadContext => {
  const trouble = sizeTrouble(text.length) ?? depthTrouble(text)
  if (trouble) return unread(trouble)
  let context: unknown
  try {
    context = JSON.parse(text)
  } catch (error) {
    return unread(jsonTrouble(text, error instanceof Error ? error.message : ''))
  }
  if (!isContext(context))
    return unread(
      Array.isArray(context)
        ? 'This is a list. A context is a JSON object: put the list into a field, {"items": […]}.'
        : `This is ${context === null ? 'null' : `a ${typeof context}`}. A context is a JSON object: { … }.`,
    )
  const lost = lossTroubles(text)
  if (lost.size > 0) return unread([...lost.values()].slice(0, 3).join(' '), { names: lost })
  const names = contextProblems(template, context)
  if (names.size === 0) return { context }
  return unread([...names].map(([name, problem]) => `${name}: ${problem}`).join(' '), { names })
}

const problemOf = ({ name, kind, value }: ContextField, names: readonly string[]): string | undefined => {
  if (name === '') return 'Give the field a name.'
  if (names.filter((other) => other === name).length > 1) return 'Another field has this name.'
  if (kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value))))
    return 'This is no number.'
  if (kind === 'number' && !isExactNumber(value.trim()))
    return 'Too many digits for a number: it would be rounded. Make it a text.'
  return undefined
}

const valueOf = ({ kind, value }: ContextField): unknown =>
  kind === 'number' ? Number(value) : kind === 'yes or no' ? value === 'yes' : value

/** A field that a purpose offers and nobody has filled in is not part of the context. */
const isLeftOut = (field: ContextField, template: LinkTemplate): boolean =>
  field.value.trim() === '' && template.fields.some(({ name }) => name === field.name)

const contextOf = (fields: readonly ContextField[]): Context =>
  Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]))

const readFields = (all: readonly ContextField[], template: LinkTemplate): ReadContext => {
  const tooLarge = sizeTrouble(all.reduce((sum, { name, value }) => sum + name.length + value.length, 0))
  if (tooLarge) return unread(tooLarge)
  const fields = all.filter((field) => !isLeftOut(field, template))
  const names = all.map(({ name }) => name)
  const rows = new Map<number, string>()
  for (const field of fields) {
    const problem = problemOf(field, names)
    if (problem !== undefined) rows.set(field.id, problem)
  }
  const context = contextOf(fields.filter(({ id }) => !rows.has(id)))
  const asked = contextProblems(template, context)
  for (const [name, problem] of asked) {
    const row = all.find((field) => field.name === name)
    if (row && !rows.has(row.id)) rows.set(row.id, problem)
  }
  const gone = [...asked].filter(([name]) => !names.includes(name))
  if (rows.size === 0 && gone.length === 0) return { context }
  const missing = gone.map(([name]) => `The purpose needs a field “${name}”.`)
  return unread(['Some fields are not right yet.', ...missing].join(' '), { rows, names: asked })
}

/** The context of a draft, however it was typed. */
export const readDraft = ({
  mode,
  fields,
  json,
  template,
}: Pick<LinkDraft, 'mode' | 'fields' | 'json' | 'template'>): ReadContext =>
  mode === 'json' ? readJson(json, templateOf(template)) : readFields(fields, templateOf(template))
