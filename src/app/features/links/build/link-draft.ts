import * as z from 'zod/mini'

export const fieldKinds = ['text', 'number', 'yes or no'] as const

const fieldSchema = z.object({
  /** Tells the rows apart while their names change. */
  id: z.int(),
  name: z.string(),
  kind: z.enum(fieldKinds),
  value: z.string(),
})
export type ContextField = z.infer<typeof fieldSchema>

/** What somebody has typed on the builder's page. */
export const linkDraftSchema = z.object({
  mode: z.enum(['form', 'json']),
  fields: z.array(fieldSchema),
  json: z.string(),
  /** UTM and others, as they stand behind the context: `utm_source=mail`. */
  extras: z.string(),
})
export type LinkDraft = z.infer<typeof linkDraftSchema>

export const firstDraft: LinkDraft = {
  mode: 'form',
  fields: [{ id: 1, name: 'action', kind: 'text', value: 'hello' }],
  json: '{\n  "action": "hello"\n}',
  extras: '',
}

type Context = Readonly<Record<string, unknown>>

/** A context, or what keeps it from being one: for the whole, or for a field by its id. */
export type ReadContext =
  { readonly context: Context } | { readonly problem: string; readonly fields: ReadonlyMap<number, string> }

const contextSchema = z.record(z.string(), z.unknown())

const readJson = (text: string): ReadContext => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return {
      problem: `No JSON yet: ${error instanceof Error ? error.message : 'unreadable'}`,
      fields: new Map(),
    }
  }
  const context = Array.isArray(parsed) ? undefined : contextSchema.safeParse(parsed).data
  return context === undefined
    ? { problem: 'A context is a JSON object: { … }.', fields: new Map() }
    : { context }
}

const problemOf = ({ name, kind, value }: ContextField, names: readonly string[]): string | undefined => {
  if (name === '') return 'Give the field a name.'
  if (names.filter((other) => other === name).length > 1) return 'Another field has this name.'
  if (kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value))))
    return 'This is no number.'
  return undefined
}

const valueOf = ({ kind, value }: ContextField): unknown =>
  kind === 'number' ? Number(value) : kind === 'yes or no' ? value === 'yes' : value

const readFields = (fields: readonly ContextField[]): ReadContext => {
  const names = fields.map(({ name }) => name)
  const problems = new Map(
    fields.flatMap((field) => {
      const problem = problemOf(field, names)
      return problem === undefined ? [] : [[field.id, problem] as const]
    }),
  )
  if (problems.size > 0) return { problem: 'Some fields are not right yet.', fields: problems }
  return { context: Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])) }
}

/** The context of a draft, however it was typed. */
export const readDraft = ({ mode, fields, json }: LinkDraft): ReadContext =>
  mode === 'json' ? readJson(json) : readFields(fields)

const fieldOf = (name: string, value: unknown, id: number): ContextField | undefined => {
  if (typeof value === 'string') return { id, name, kind: 'text', value }
  if (typeof value === 'number') return { id, name, kind: 'number', value: String(value) }
  if (typeof value === 'boolean') return { id, name, kind: 'yes or no', value: value ? 'yes' : 'no' }
  return undefined
}

/** The same context typed the other way; undefined when a form cannot show it (nested values, lists, null). */
export const switchMode = (draft: LinkDraft): LinkDraft | undefined => {
  const read = readDraft(draft)
  if (!('context' in read)) return undefined
  if (draft.mode === 'form') return { ...draft, mode: 'json', json: JSON.stringify(read.context, null, 2) }
  const fields = Object.entries(read.context).map(([name, value], index) => fieldOf(name, value, index + 1))
  return fields.every((field) => field !== undefined) ? { ...draft, mode: 'form', fields } : undefined
}
