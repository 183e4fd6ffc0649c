import { RestError } from '../../../../contract/rest/rest-error.ts'
import { sentence, type ShortDraftField, type ShortDraftProblems } from './read-short-draft.ts'

const fields: readonly string[] = [
  'name',
  'campaign',
  'slug',
  'botDialogId',
  'context',
  'parameters',
  'title',
  'text',
  'expiresAt',
  'maxUses',
] satisfies readonly ShortDraftField[]

const isField = (name: string): name is ShortDraftField => fields.includes(name)

/** The worker says it as `links.0.slug: what would be right; …`, and without the number for one that is there. */
const mistake = /^(?:links\.\d+\.)?(\w+): (.+)$/

/** What only the worker could know, at the field it is about. */
export const refusedFieldsOf = (error: unknown): ShortDraftProblems => {
  if (!(error instanceof RestError)) return {}
  if (error.code === 'SLUG_TAKEN')
    return { slug: 'Another link of this worker has this address. Choose another one.' }
  if (error.code !== 'LINK_INVALID' && error.code !== 'REQUEST_INVALID') return {}
  const found: ShortDraftProblems = {}
  for (const part of error.description.split('; ')) {
    const [, name = '', right = ''] = mistake.exec(part) ?? []
    if (isField(name)) found[name] ??= sentence(right)
  }
  return found
}
