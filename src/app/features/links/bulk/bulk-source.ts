import { createStore, useStore, type StoreApi } from 'zustand'
import type { ReadOptions } from './bulk-protocol.ts'
import { findKeptRows, keepRows, mostKept } from './kept-rows.ts'

/** Where the rows come from. A file stays on the disk and is read anew whenever it must be. */
export type BulkSource = { readonly name: string; readonly size: number; readonly data: Blob | string }

export const pastedSource = (text: string): BulkSource => ({
  name: 'Pasted rows',
  size: text.length,
  data: text,
})

/** What is left of a source after a reload. */
export const keptOf = ({ data }: BulkSource): 'kept' | 'file' | 'tooLarge' =>
  typeof data !== 'string' ? 'file' : data.length <= mostKept ? 'kept' : 'tooLarge'

type Rows = {
  /** What stands in the field and was not read yet. */
  readonly typed: string
  readonly source: BulkSource | undefined
  readonly options: ReadOptions
  /** Another one for every choice, so that each is read for itself. */
  readonly generation: number
}

let lastGeneration = 0

const createRows = (owner: string): StoreApi<Rows> => {
  const { typed, read } = findKeptRows(owner)
  lastGeneration += 1
  const store = createStore<Rows>(() => ({
    typed,
    source: read ? pastedSource(read.text) : undefined,
    options: read?.options ?? {},
    generation: lastGeneration,
  }))
  const keep = () => {
    const { typed, source, options } = store.getState()
    const text =
      source && keptOf(source) === 'kept' && typeof source.data === 'string' ? source.data : undefined
    keepRows(owner, { typed, read: text === undefined ? null : { text, options } })
  }
  // A task of its own: with a million characters keeping takes as long as everything else that a paste causes.
  let due: ReturnType<typeof setTimeout> | undefined
  store.subscribe(() => {
    clearTimeout(due)
    due = setTimeout(keep)
  })
  return store
}

/** Outlive the screen, so that a look at another part of the links costs no rows. */
const stores = new Map<string, StoreApi<Rows>>()

/** The rows of one person on one portal; others' are not shown here. */
export const bulkRowsOf = (owner: string): StoreApi<Rows> => {
  const store = stores.get(owner) ?? createRows(owner)
  stores.set(owner, store)
  return store
}

export const useBulkSource = (owner: string) => {
  const store = bulkRowsOf(owner)
  const { typed, source, options, generation } = useStore(store)
  const set = (next: Partial<Rows>) => {
    lastGeneration += 1
    store.setState({ ...next, generation: lastGeneration })
  }
  return {
    typed,
    source,
    options,
    generation,
    type: (text: string) => store.setState({ typed: text }),
    /** Reads what stands in the field. */
    readTyped: (text: string) => set({ typed: '', source: pastedSource(text), options: {} }),
    choose: (next: BulkSource | undefined) => set({ source: next, options: {} }),
    readAs: (next: ReadOptions) => set({ options: next }),
    readAgain: () => set({}),
  }
}
