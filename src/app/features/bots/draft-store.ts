import * as z from 'zod/mini'
import { botTypes, eventModes } from '../../../contract/rest/enums.ts'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import type { BotDraft } from './bot-draft.ts'
import { backgroundNames, colorNames } from './bot-draft.ts'

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

/** One draft that outlives a reload. */
export type DraftStore = {
  /** `before` with what was typed over it; `before` itself when nothing was kept, or nothing that can be read. */
  readonly load: (before: BotDraft) => BotDraft
  /** Writes down what differs from `before`; forgets the draft when nothing does. */
  readonly save: (before: BotDraft, draft: BotDraft) => void
  readonly forget: () => void
}

const parsed = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return {}
  }
}

/** Drafts are told apart by name: `register`, `edit https://company.bitrix24.com 456`. */
export const createDraftStore = (storage: KeptStorage, name: string): DraftStore => {
  const key = `b24-bot-console.draft ${name}`
  const forget = () => storage.removeItem(key)
  return {
    load: (before) => {
      const kept = keptSchema.safeParse(parsed(storage.getItem(key)))
      if (!kept.success) return before
      const said = Object.entries(kept.data).filter(([, value]) => value !== undefined)
      return said.length > 0 ? { ...before, ...Object.fromEntries(said) } : before
    },
    save: (before, draft) => {
      const old = new Map<string, unknown>(Object.entries(before))
      const changes = Object.entries(keptSchema.parse(draft)).filter(
        ([field, value]) => old.get(field) !== value,
      )
      if (changes.length === 0) return forget()
      storage.setItem(key, JSON.stringify(Object.fromEntries(changes)))
    },
    forget,
  }
}
