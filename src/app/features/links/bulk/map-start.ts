import { templateOf, type TemplateField } from '../../../../contract/links/link-templates.ts'
import { kindOf } from '../build/context-fields.ts'
import type { BulkMapping, FieldKind, MappedPart } from './bulk-mapping.ts'
import type { BulkStart } from './bulk-start.ts'

/** `Task ID`, `task_id` and `taskId` are one name. */
const bare = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '')

const columnFor = (names: readonly string[], columns: readonly string[]): string | null =>
  columns.find((column) => names.includes(column)) ??
  columns.find((column) => names.some((name) => bare(name) === bare(column))) ??
  null

const kindOfValue = (value: unknown): FieldKind => {
  if (typeof value === 'string' || value === undefined) return 'text'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'yes or no' : 'JSON'
}

/** An empty text is a value, and an empty field is none. */
const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

const textOf = (value: unknown): string => {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Wanted = {
  readonly name: string
  readonly field?: TemplateField | undefined
  readonly value: unknown
}

/** A column of that name gives the values; what stood in the start is in all rows otherwise. */
const partOf = ({ name, field, value }: Wanted, columns: readonly string[]): Omit<MappedPart, 'id'> => {
  const column = columnFor([name, ...(field ? [field.label] : [])], columns)
  const isRequired = field?.isRequired ?? false
  if (column === null && isBlank(value))
    return { name, column, constant: JSON.stringify(value), kind: 'JSON', isRequired }
  const kind = field && value === undefined ? kindOf(field) : kindOfValue(value)
  return { name, column, constant: textOf(value), kind, isRequired }
}

const numbered = (parts: readonly Omit<MappedPart, 'id'>[]): MappedPart[] =>
  parts.map((part, index) => ({ id: index + 1, ...part }))

/** The mapping for rows that become links like `start`: its fields, filled by the columns that are called like them. */
export const mapStart = (
  { recipe: { template, context, parameters } }: Pick<BulkStart, 'recipe'>,
  columns: readonly string[],
  guessed: BulkMapping,
): BulkMapping => {
  const asked = new Map(templateOf(template).fields.map((field) => [field.name, field]))
  const names = [...new Set([...asked.keys(), ...Object.keys(context)])]
  const fields = names.map((name) =>
    partOf(
      { name, field: asked.get(name), value: Object.hasOwn(context, name) ? context[name] : undefined },
      columns,
    ),
  )
  const behind = parameters.map(([name, value]) => partOf({ name, value }, columns))
  const more = guessed.parameters.filter(({ name }) => !behind.some((part) => part.name === name))
  return {
    template,
    fields: numbered(fields),
    parameters: numbered([...behind, ...more]),
    label: guessed.label,
  }
}

/** Columns that are in no link: people should know, for nobody wants to miss one, or to find one there. */
export const unusedColumns = (
  { fields, parameters, label }: BulkMapping,
  columns: readonly string[],
): readonly string[] => {
  const used = new Set([...fields, ...parameters].map(({ column }) => column))
  return columns.filter((column) => column !== label && !used.has(column))
}
