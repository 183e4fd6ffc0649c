import * as z from 'zod/mini'
import { createStore } from 'zustand/vanilla'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import { createKeptStorage } from '../../ui/kept-storage.ts'

const savedFilterSchema = z.object({ name: z.string(), query: z.string() })
/** A query under a name. */
export type SavedFilter = z.infer<typeof savedFilterSchema>

type State = {
  readonly filters: readonly SavedFilter[]
  /** What was just deleted and where it stood, until something else is done. */
  readonly deleted: { readonly filter: SavedFilter; readonly index: number } | undefined
}

export const longestName = 60

const loaded = (text: string | null): readonly SavedFilter[] => {
  try {
    return z.array(savedFilterSchema).parse(JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}

/** Filters kept in the browser for one portal, in the order they were saved. */
export const createSavedFilters = (storage: KeptStorage, origin: string) => {
  const key = `b24-bot-console.event-filters ${origin}`
  const store = createStore<State>(() => ({ filters: loaded(storage.getItem(key)), deleted: undefined }))
  const set = (filters: readonly SavedFilter[], deleted?: State['deleted']) => {
    storage.setItem(key, JSON.stringify(filters))
    store.setState({ filters, deleted })
  }
  const others = (name: string) => store.getState().filters.filter((filter) => filter.name !== name)
  return {
    subscribe: store.subscribe,
    getState: store.getState,
    /** Under a name that is taken, it takes that one's place. */
    save: (filter: SavedFilter) => {
      const { filters } = store.getState()
      const isKnown = filters.some(({ name }) => name === filter.name)
      set(isKnown ? filters.map((old) => (old.name === filter.name ? filter : old)) : [...filters, filter])
    },
    /** Says whether it could: a name that is taken is not taken away. */
    rename: (from: string, to: string): boolean => {
      const { filters } = store.getState()
      if (from !== to && filters.some(({ name }) => name === to)) return false
      set(filters.map((filter) => (filter.name === from ? { ...filter, name: to } : filter)))
      return true
    },
    remove: (name: string) => {
      const { filters } = store.getState()
      const index = filters.findIndex((filter) => filter.name === name)
      const filter = filters[index]
      if (filter) set(others(name), { filter, index })
    },
    undo: () => {
      const { filters, deleted } = store.getState()
      if (deleted) set(filters.toSpliced(deleted.index, 0, deleted.filter))
    },
    /** What other tabs have saved meanwhile. */
    reload: () => store.setState({ filters: loaded(storage.getItem(key)), deleted: undefined }),
  }
}

export type SavedFilters = ReturnType<typeof createSavedFilters>

const storage = createKeptStorage(() => localStorage)
const made = new Map<string, SavedFilters>()

/** Those of a portal, in this browser. */
export const savedFiltersOf = (origin: string): SavedFilters => {
  const known = made.get(origin) ?? createSavedFilters(storage, origin)
  made.set(origin, known)
  return known
}
