import { chatColors } from '../../../contract/rest/enums.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { isOurs } from '../../queries/bot-queries.ts'
import { draftFieldNames } from './draft-field-names.ts'
import type { BotDraft } from './bot-draft.ts'
import { draftOf } from './bot-draft.ts'

/** One field of a registered bot beside what was filled in. */
export type Difference = {
  readonly field: keyof BotDraft
  readonly label: string
  readonly theirs: string
  readonly yours: string
  /** `keep`: an update cannot change it; `unknown`: the portal does not tell what it is now. */
  readonly kind: 'changes' | 'keep' | 'unknown'
}

const wordOf = (value: BotDraft[keyof BotDraft]): string => {
  if (value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : value.name
}

const compared = [
  'name',
  'lastName',
  'workPosition',
  'color',
  'gender',
  'type',
  'eventMode',
  'isHidden',
  'isReactionsEnabled',
  'isSupportOpenline',
  'backgroundId',
] as const

/** The fields an update may leave out because nobody filled them in. */
const sentOnlyWhenSaid: readonly string[] = ['lastName', 'workPosition', 'color', 'gender', 'backgroundId']

/** What registering would have set and the registered bot has not: field by field, in the form's order. */
export const differencesOf = (existing: KnownBot, draft: BotDraft): readonly Difference[] => {
  const theirs = draftOf(existing)
  const differences = compared
    .filter((field) => draft[field] !== theirs[field])
    .filter((field) => !(sentOnlyWhenSaid.includes(field) && draft[field] === ''))
    .map((field): Difference => {
      const hex = existing.user?.color
      const theirColor = hex && !Object.values<string>(chatColors).includes(hex) ? hex : wordOf(theirs.color)
      return {
        field,
        label: draftFieldNames[field],
        theirs: field === 'color' ? theirColor : wordOf(theirs[field]),
        yours: wordOf(draft[field]),
        kind: field === 'type' ? 'keep' : 'changes',
      }
    })
  const unknown = (['avatar', 'webhookUrl'] as const)
    .filter((field) => (field === 'avatar' || draft.eventMode === 'webhook') && wordOf(draft[field]) !== '–')
    .map((field): Difference => ({
      field,
      label: draftFieldNames[field],
      theirs: 'unknown',
      yours: wordOf(draft[field]),
      kind: 'unknown',
    }))
  return [...differences, ...unknown]
}

/** Whether a registered bot is ours and just what somebody filled in. */
export const isAsFilledIn = (existing: KnownBot, draft: BotDraft): boolean =>
  // Only its owner is told how a bot gets its events.
  isOurs(existing) && differencesOf(existing, draft).length === 0

/** The draft an update is made from: what was left empty stays as it is. */
export const updateDraftOf = (existing: KnownBot, draft: BotDraft): BotDraft => {
  const theirs = draftOf(existing)
  return {
    ...draft,
    lastName: draft.lastName || theirs.lastName,
    workPosition: draft.workPosition || theirs.workPosition,
    backgroundId: draft.backgroundId || theirs.backgroundId,
  }
}
