import * as z from 'zod/mini'
import { botTypes, eventModes } from '../../../contract/rest/enums.ts'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import type { BotDraft } from './bot-draft.ts'
import { backgroundNames, colorNames, emptyDraft } from './bot-draft.ts'

const key = 'b24-bot-console.register-draft'

/** Token and webhook address are secrets and the picture is large: none of them is written down. */
const keptSchema = z.partial(
  z.object({
    code: z.string(),
    name: z.string(),
    lastName: z.string(),
    workPosition: z.string(),
    color: z.enum(['', ...colorNames]),
    gender: z.enum(['', 'M', 'F']),
    type: z.enum(botTypes),
    eventMode: z.enum(eventModes),
    isHidden: z.boolean(),
    isReactionsEnabled: z.boolean(),
    isSupportOpenline: z.boolean(),
    backgroundId: z.enum(['', ...backgroundNames]),
  }),
)

const parsed = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return {}
  }
}

/** The draft left behind, or an empty one when there is none or it cannot be read. */
export const loadDraft = (storage: KeptStorage): BotDraft => {
  const kept = keptSchema.safeParse(parsed(storage.getItem(key)))
  if (!kept.success) return emptyDraft
  const said = Object.entries(kept.data).filter(([, value]) => value !== undefined)
  return { ...emptyDraft, ...Object.fromEntries(said) }
}

export const saveDraft = (storage: KeptStorage, draft: BotDraft) =>
  storage.setItem(key, JSON.stringify(keptSchema.parse(draft)))

export const forgetDraft = (storage: KeptStorage) => storage.removeItem(key)
