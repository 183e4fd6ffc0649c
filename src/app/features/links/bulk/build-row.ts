import { encodeWebLink } from '../../../../contract/deep-link/deep-link.ts'
import { lintBuilt } from '../../../../contract/deep-link/lint-built.ts'
import { withParameters } from '../../../../contract/links/link-parameters.ts'
import { createContextCheck, templateOf } from '../../../../contract/links/link-templates.ts'
import { valueOf, type BulkMapping, type MappedPart } from './bulk-mapping.ts'
import type { RowProblem, TableRow } from './table.ts'

/** Where the links lead. */
export type LinkTarget = { readonly portalOrigin: string; readonly botDialogId: string }

export type BuiltRow = {
  /** undefined when a cell is not what its field needs: half a context is no context. */
  readonly link: string | undefined
  readonly context: Readonly<Record<string, unknown>>
  /** The words under its code; '' for none. */
  readonly label: string
  readonly problems: readonly RowProblem[]
}

/** How a row stands: its worst problem; `good` has notes at most. */
export type RowLevel = 'good' | 'warned' | 'failed'

export const levelOf = (problems: readonly RowProblem[]): RowLevel =>
  problems.some(({ level }) => level === 'error')
    ? 'failed'
    : problems.some(({ level }) => level === 'warning')
      ? 'warned'
      : 'good'

/** A part with the place of its column looked up once for all rows. */
type Placed = { readonly part: MappedPart; readonly index: number }

/** Makes the links of a table's rows, one by one; the mapping has no faults. */
export const createRowBuilder = (
  columns: readonly string[],
  mapping: BulkMapping,
  target: LinkTarget,
): ((row: TableRow) => BuiltRow) => {
  const place = (part: MappedPart): Placed => ({
    part,
    index: part.column === null ? -1 : columns.indexOf(part.column),
  })
  const fields = mapping.fields.map(place)
  const parameters = mapping.parameters.map(place)
  const purpose = templateOf(mapping.template)
  const contextProblems = purpose.fields.length > 0 ? createContextCheck(purpose) : () => []
  const asJson = new Set(mapping.fields.flatMap(({ kind, column }) => (kind === 'JSON' ? [column] : [])))
  const labelIndex = mapping.label === null ? -1 : columns.indexOf(mapping.label)

  /** The values there are; what is missing or of the wrong kind goes to the problems. */
  const entriesOf = (placed: readonly Placed[], { cells }: TableRow, problems: RowProblem[]) => {
    const entries: [string, unknown][] = []
    for (const { part, index } of placed) {
      const cell = index < 0 ? part.constant : (cells[index] ?? '')
      if (cell.trim() === '') {
        if (part.isRequired) problems.push({ code: 'emptyRequired', level: 'error', at: part.name })
        continue
      }
      const read = valueOf(cell, part.kind)
      if ('fault' in read) problems.push({ code: read.fault, level: 'error', at: part.name })
      else entries.push([part.name, read.value])
    }
    return entries
  }

  return (row) => {
    const label = labelIndex < 0 ? '' : (row.cells[labelIndex] ?? '').trim()
    // A list that is wanted as a list does not become text.
    const problems = row.problems.filter(({ code, at }) => code !== 'nested' || !asJson.has(at ?? null))
    const context = Object.fromEntries(entriesOf(fields, row, problems))
    const isWhole = !problems.some(({ level }) => level === 'error')
    if (isWhole)
      for (const [at, says] of contextProblems(context))
        problems.push({ code: 'notAsAsked', level: 'error', at, says })
    const behind = entriesOf(parameters, row, problems).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    if (problems.some(({ level }) => level === 'error')) return { link: undefined, context, label, problems }
    const plain = encodeWebLink({ ...target, context })
    const link = behind.length === 0 ? plain : withParameters(plain, behind)
    problems.push(...lintBuilt(link, context))
    return { link, context, label, problems }
  }
}
