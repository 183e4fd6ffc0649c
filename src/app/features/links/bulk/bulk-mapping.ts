import * as z from 'zod/mini'
import { isTakenName } from '../../../../contract/links/link-parameters.ts'
import { isExactNumber } from '../../../../contract/exact-number.ts'
import { findJsonLosses } from '../../../../contract/json-losses.ts'
import { depthTrouble } from '../build/json-trouble.ts'

export const fieldKinds = ['text', 'number', 'yes or no', 'JSON'] as const
export type FieldKind = (typeof fieldKinds)[number]

const partSchema = z.object({
  /** Tells the parts apart while their names change. */
  id: z.int(),
  name: z.string().check(z.maxLength(200)),
  /** Name of the column the values come from; null: every row has `constant`. */
  column: z.nullable(z.string()),
  constant: z.string().check(z.maxLength(20_000)),
  kind: z.enum(fieldKinds),
  /** Nothing in it is a mistake; otherwise that only leaves the part out. */
  isRequired: z.boolean(),
})
export type MappedPart = z.infer<typeof partSchema>

/** Which column becomes what. */
export const bulkMappingSchema = z.object({
  /** Id of the purpose whose rules every context keeps; '' for none. */
  template: z._default(z.string(), ''),
  fields: z.array(partSchema).check(z.maxLength(200)),
  /** UTM and others, behind the context. */
  parameters: z.array(partSchema).check(z.maxLength(30)),
  /** Column with the words under a code, which name its file too; null: the row's number. */
  label: z.nullable(z.string()),
})
export type BulkMapping = z.infer<typeof bulkMappingSchema>

export const emptyMapping: BulkMapping = { template: '', fields: [], parameters: [], label: null }

/** What a cell says when it is read as yes or no. */
const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['y', true],
  ['1', true],
  ['no', false],
  ['false', false],
  ['n', false],
  ['0', false],
])

/** Whether a mapping made for another file may be used for this one: it finds every column it names. */
export const fits = ({ fields, parameters, label }: BulkMapping, columns: readonly string[]): boolean => {
  const named = [...fields, ...parameters].flatMap(({ column }) => (column === null ? [] : [column]))
  return (
    named.length > 0 && [...named, ...(label === null ? [] : [label])].every((name) => columns.includes(name))
  )
}

export type MappingFault = 'noName' | 'sameName' | 'takenName' | 'noColumn' | 'badConstant' | 'noValue'

const numberText = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

type ReadCell =
  | { readonly value: unknown }
  | {
      readonly fault:
        'notANumber' | 'tooPrecise' | 'rewritten' | 'notYesOrNo' | 'notJson' | 'alteredNumber' | 'nameTwice'
    }

const jsonOf = (text: string): ReadCell => {
  if (depthTrouble(text) !== undefined) return { fault: 'notJson' }
  try {
    const value: unknown = JSON.parse(text)
    for (const { kind } of findJsonLosses(text))
      return { fault: kind === 'number' ? 'alteredNumber' : 'nameTwice' }
    return { value }
  } catch {
    return { fault: 'notJson' }
  }
}

/** A cell as the value of a field; a fault when it is none of this kind. */
export const valueOf = (cell: string, kind: FieldKind): ReadCell => {
  if (kind === 'text') return { value: cell }
  if (kind === 'JSON') return jsonOf(cell)
  const text = cell.trim()
  if (kind === 'yes or no') {
    const value = yesOrNo.get(text.toLowerCase())
    return value === undefined ? { fault: 'notYesOrNo' } : { value }
  }
  const value = Number(text)
  if (!numberText.test(text) || !Number.isFinite(value)) return { fault: 'notANumber' }
  if (!isExactNumber(text) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    return { fault: 'tooPrecise' }
  // A number that is written in another way is rather a code: 007, 1.50, +49.
  return String(value) === text ? { value } : { fault: 'rewritten' }
}

/** Every row counts: a code with a zero before it may come late. */
const guessKind = (rows: readonly (readonly string[])[], index: number): FieldKind => {
  const isEach = (fits: (cell: string) => boolean) =>
    rows.every(({ [index]: cell = '' }) => cell === '' || fits(cell))
  if (isEach(() => false)) return 'text'
  if (isEach((cell) => 'value' in valueOf(cell, 'number'))) return 'number'
  return isEach((cell) => /^(yes|no|true|false)$/i.test(cell)) ? 'yes or no' : 'text'
}

const isLabel = (column: string): boolean => /^(label|caption|title|file ?name|file)$/i.test(column)
const isParameter = (column: string): boolean => /^utm_\w+$/i.test(column)

/** A mapping to begin with: `utm_…` stands behind the context, a label is a label, everything else is a field. */
export const guessMapping = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): BulkMapping => {
  const label = columns.find(isLabel) ?? null
  const parts = columns.map((column, index): MappedPart => {
    const kind = guessKind(rows, index)
    return { id: index + 1, name: column, column, constant: '', kind, isRequired: false }
  })
  return {
    template: '',
    fields: parts.filter(({ name }) => !isParameter(name) && name !== label),
    parameters: parts.filter(({ name }) => isParameter(name)).map((part) => ({ ...part, kind: 'text' })),
    label,
  }
}

const faultOf = (
  part: MappedPart,
  names: readonly string[],
  columns: readonly string[],
): MappingFault | undefined => {
  if (part.name.trim() === '') return 'noName'
  if (names.filter((name) => name === part.name).length > 1) return 'sameName'
  if (part.column !== null) return columns.includes(part.column) ? undefined : 'noColumn'
  if (part.constant.trim() === '') return part.isRequired ? 'noValue' : undefined
  return 'fault' in valueOf(part.constant, part.kind) ? 'badConstant' : undefined
}

/** What keeps a mapping from being used, by the id of the part; `parameters` have ids of their own. */
export const mappingFaults = (
  { fields, parameters }: BulkMapping,
  columns: readonly string[],
): {
  readonly fields: ReadonlyMap<number, MappingFault>
  readonly parameters: ReadonlyMap<number, MappingFault>
} => {
  const faultsOf = (parts: readonly MappedPart[], of: (part: MappedPart) => MappingFault | undefined) =>
    new Map(
      parts.flatMap((part) => {
        const fault = of(part)
        return fault === undefined ? [] : [[part.id, fault] as const]
      }),
    )
  const fieldNames = fields.map(({ name }) => name)
  const parameterNames = parameters.map(({ name }) => name)
  return {
    fields: faultsOf(fields, (part) => faultOf(part, fieldNames, columns)),
    parameters: faultsOf(parameters, (part) =>
      isTakenName(part.name) ? 'takenName' : faultOf(part, parameterNames, columns),
    ),
  }
}
