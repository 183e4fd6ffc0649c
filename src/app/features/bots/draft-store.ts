import * as z from 'zod/mini'
import { botTypes, eventModes } from '../../../contract/rest/enums.ts'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import type { BotDraft } from './bot-draft.ts'
import { backgroundNames, colorNames } from './bot-draft.ts'

/** What may be written down: token and webhook address are secrets and the picture is large. */
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

/** The rest, which only the tab's memory holds. */
export type UnwrittenPart = Partial<Pick<BotDraft, 'webhookUrl' | 'botToken' | 'avatar'>>
const unwritten = ['webhookUrl', 'botToken', 'avatar'] as const

/** One draft that outlives a reload, but for its secrets and its picture: those outlive the screen. */
export type DraftStore = {
  /** `before` with what was typed over it; `before` itself when nothing was kept, or nothing that can be read. */
  readonly load: (before: BotDraft) => BotDraft
  /** Keeps what differs from `before`; forgets the draft when nothing does. */
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

const read = (storage: KeptStorage, key: string): Partial<BotDraft> => {
  const kept = keptSchema.safeParse(parsed(storage.getItem(key)))
  if (!kept.success) return {}
  return Object.fromEntries(Object.entries(kept.data).filter(([, value]) => value !== undefined))
}

type DraftPlace = {
  readonly storage: KeptStorage
  readonly memory: Map<string, UnwrittenPart>
  /** Drafts are told apart by name: `register https://company.bitrix24.com 7`. */
  readonly name: string
}

/** The draft that is kept under a name. */
export const createDraftStore = ({ storage, memory, name }: DraftPlace): DraftStore => {
  const key = `b24-bot-console.draft ${name}`
  return {
    load: (before) => {
      const said = { ...read(storage, key), ...memory.get(key) }
      return Object.keys(said).length > 0 ? { ...before, ...said } : before
    },
    save: (before, draft) => {
      const old = new Map<string, unknown>(Object.entries(before))
      const isChanged = ([field, value]: readonly [string, unknown]) => old.get(field) !== value
      const written = Object.entries(keptSchema.parse(draft)).filter(isChanged)
      if (written.length > 0) storage.setItem(key, JSON.stringify(Object.fromEntries(written)))
      else storage.removeItem(key)
      const held = unwritten.map((field) => [field, draft[field]] as const).filter(isChanged)
      if (held.length > 0) memory.set(key, Object.fromEntries(held))
      else memory.delete(key)
    },
    forget: () => {
      storage.removeItem(key)
      memory.delete(key)
    },
  }
}
