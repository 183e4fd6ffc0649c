import type { LinkFinding } from '../../../../contract/deep-link/link-finding.ts'
import { templateOf } from '../../../../contract/links/link-templates.ts'
import type { ContextField, LinkDraft } from './draft-schema.ts'
import { isReshaped, mendHalves, mendJson, mendName } from './mend-names.ts'

/** What one click changes, and what is said when it has. */
export type Repair = { readonly label: string; readonly patch: Partial<LinkDraft>; readonly said: string }

export type Advice = {
  readonly finding: LinkFinding
  readonly repair: Repair | undefined
  /** As JSON, where a click brings a text in place of the value. */
  readonly arrives?: string
}

/** A number or a boolean as the text that a click makes of it. */
const clickedText = ({ kind, value }: ContextField): string =>
  JSON.stringify(kind === 'number' ? String(Number(value)) : value === 'yes' ? 'Y' : 'N')

const withField = (draft: LinkDraft, id: number, of: Partial<ContextField>): Partial<LinkDraft> => ({
  fields: draft.fields.map((field) => (field.id === id ? { ...field, ...of } : field)),
})

const repairOfField = (draft: LinkDraft, field: ContextField, { code }: LinkFinding): Repair | undefined => {
  const { id, name, kind, value } = field
  if (code === 'reshaped') {
    const to = mendName(
      name,
      draft.fields.map((one) => one.name),
    )
    return {
      label: `Rename to “${to}”`,
      patch: withField(draft, id, { name: to }),
      said: `“${name}” is now “${to}”.`,
    }
  }
  if (code === 'halfCharacter')
    return {
      label: 'Replace it by �',
      patch: withField(draft, id, { name: mendHalves(name), value: mendHalves(value) }),
      said: `Half a character in “${name}” is replaced.`,
    }
  const isAsked = templateOf(draft.template).fields.some((one) => one.name === name)
  if (code === 'becomesText' && kind === 'number' && !isAsked)
    return {
      label: 'Make it a text',
      patch: withField(draft, id, { kind: 'text' }),
      said: `“${name}” is a text now.`,
    }
  return undefined
}

/** What is to be said at a row of the form, with what one click can mend there. */
export const adviceForField = (
  draft: LinkDraft,
  field: ContextField,
  findings: readonly LinkFinding[],
): readonly Advice[] => {
  const reshaped: readonly LinkFinding[] =
    field.name !== '' && isReshaped(field.name)
      ? [{ code: 'reshaped', level: 'warning', at: field.name }]
      : []
  const own = findings.filter(({ at }) => at === field.name)
  return [...reshaped, ...own].map((finding) => ({
    finding,
    repair: repairOfField(draft, field, finding),
    ...(finding.code === 'becomesText' && { arrives: clickedText(field) }),
  }))
}

const jsonMends = {
  reshaped: { label: 'Rename', mend: { names: true }, said: 'Names are mended.' },
  halfCharacter: { label: 'Replace by �', mend: { text: mendHalves }, said: 'Half characters are replaced.' },
  vanishes: { label: 'Leave them out', mend: { drops: true }, said: 'What never arrives is left out.' },
} as const

const isMended = (code: string): code is keyof typeof jsonMends => Object.hasOwn(jsonMends, code)

/** What is to be said of a context typed as JSON; each repair stands once and mends all of its kind. */
export const adviceForJson = (draft: LinkDraft, findings: readonly LinkFinding[]): readonly Advice[] => {
  const offered = new Set<string>()
  return findings.map((finding) => {
    const { code } = finding
    if (!isMended(code) || offered.has(code)) return { finding, repair: undefined }
    offered.add(code)
    const { label, mend, said } = jsonMends[code]
    const json = JSON.stringify(mendJson(JSON.parse(draft.json), mend), null, 2)
    return { finding, repair: { label, patch: { json }, said } }
  })
}
