import * as z from 'zod/mini'
import { createKeptDraft } from '../../../ui/kept-draft.ts'
import { separators } from './table.ts'

/** Characters of a pasted text that are kept: a tab's storage holds some five million, for all that is in it. */
export const mostKept = 2_000_000

const keptRowsSchema = z.object({
  typed: z.string(),
  /** A pasted text that was read, and how. */
  read: z.nullable(
    z.object({
      text: z.string(),
      options: z.object({
        separator: z.optional(z.enum(separators)),
        areQuotesPlain: z.optional(z.boolean()),
      }),
    }),
  ),
})
type KeptRows = z.infer<typeof keptRowsSchema>

const noRows: KeptRows = { typed: '', read: null }
const keptIn = (owner: string) => createKeptDraft(`bulk rows ${owner}`, keptRowsSchema)

/** What was pasted, until this tab is closed; a file is chosen again. */
export const findKeptRows = (owner: string): KeptRows => keptIn(owner).load(noRows)
export const keepRows = (owner: string, rows: KeptRows): void => {
  const kept = keptIn(owner)
  kept.forget() // a storage too full for the new rows would go on with the old ones
  kept.save(rows, noRows)
}
