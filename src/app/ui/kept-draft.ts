import * as z from 'zod/mini'
import { createKeptStorage } from './kept-storage.ts'

/** A tab has drafts of its own; another one with the same form open must not write over them. */
const storage = createKeptStorage(() => sessionStorage)

const parsedJson = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

/** What was typed and not sent, until this tab is closed. */
export type KeptDraft<T> = {
  /** The draft, or `before` where none is kept or it cannot be read any more. */
  readonly load: (before: T) => T
  /** Keeps it; forgets it once it is what it began with. */
  readonly save: (draft: T, before: T) => void
  readonly forget: () => void
}

/** The draft kept under a name: `site shop https://company.bitrix24.com 1`. */
export const createKeptDraft = <S extends z.ZodMiniType>(name: string, schema: S): KeptDraft<z.output<S>> => {
  const key = `b24-bot-console.draft ${name}`
  return {
    load: (before) => {
      const kept = schema.safeParse(parsedJson(storage.getItem(key)))
      return kept.success ? kept.data : before
    },
    save: (draft, before) => {
      const text = JSON.stringify(draft)
      if (text === JSON.stringify(before)) storage.removeItem(key)
      else storage.setItem(key, text)
    },
    forget: () => storage.removeItem(key),
  }
}
