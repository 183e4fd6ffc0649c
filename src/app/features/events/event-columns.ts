import * as z from 'zod/mini'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { GridColumn } from '../../ui/row-grid.tsx'

export const columnKeys = ['time', 'type', 'bot', 'dialog', 'user', 'text', 'source'] as const
export type ColumnKey = (typeof columnKeys)[number]

const titles: Readonly<Record<ColumnKey, string>> = {
  time: 'Time',
  type: 'Type',
  bot: 'Bot',
  dialog: 'Dialog',
  user: 'User',
  text: 'Text',
  source: 'Source',
}

const widths: Readonly<Record<ColumnKey, string>> = {
  time: '104px',
  type: '158px',
  bot: 'minmax(70px, 0.5fr)',
  dialog: 'minmax(90px, 0.7fr)',
  user: 'minmax(90px, 0.7fr)',
  text: 'minmax(160px, 3fr)',
  source: '52px',
}

/** Narrower than this, a column folds away; those that are not named stay. */
const foldsBelow: Readonly<Partial<Record<ColumnKey, number>>> = { source: 860, bot: 780, dialog: 700 }

/** Narrower than this, a row is two lines instead of columns. */
export const foldedBelowPx = 560

/** Which columns somebody does not want, and how times are shown. */
export type ColumnChoice = { readonly hidden: readonly ColumnKey[]; readonly times: 'relative' | 'exact' }

export const titleOf = (key: ColumnKey): string => titles[key]

/** The columns there is room for, without those that are not wanted. */
export const columnsFor = (width: number, { hidden, times }: ColumnChoice): readonly GridColumn[] =>
  columnKeys
    .filter((key) => !hidden.includes(key) && (width < foldedBelowPx || width >= (foldsBelow[key] ?? 0)))
    .map((key) => ({
      key,
      title: titles[key],
      width: key === 'time' && times === 'exact' ? '170px' : widths[key],
    }))

const storage = createKeptStorage(() => localStorage)
const storageKey = 'b24-bot-console.event-columns'
const choiceSchema = z.object({
  hidden: z.array(z.enum(columnKeys)),
  times: z.enum(['relative', 'exact']),
})

/** What was chosen in this browser before. */
export const loadColumns = (): ColumnChoice => {
  try {
    return choiceSchema.parse(JSON.parse(storage.getItem(storageKey) ?? ''))
  } catch {
    return { hidden: [], times: 'relative' }
  }
}

export const keepColumns = (choice: ColumnChoice) => storage.setItem(storageKey, JSON.stringify(choice))
