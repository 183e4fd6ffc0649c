import { create } from 'zustand'
import type { ReadOptions } from './bulk-protocol.ts'

/** Where the rows come from. A file stays on the disk and is read anew whenever it must be. */
export type BulkSource = { readonly name: string; readonly size: number; readonly data: Blob | string }

type Chosen = {
  readonly source: BulkSource | undefined
  readonly options: ReadOptions
  /** Whom it was chosen for: another portal's rows are not shown here. */
  readonly owner: string
  /** Counts every choice, so that each is read for itself. */
  readonly generation: number
}

/** Outlives the screen, so that a look at another part of the links costs no rows; gone with the page. */
const useChosen = create<Chosen>(() => ({ source: undefined, options: {}, owner: '', generation: 0 }))

export const useBulkSource = (owner: string) => {
  const chosen = useChosen()
  const isOurs = chosen.owner === owner
  const set = (next: Pick<Chosen, 'source' | 'options'>) =>
    useChosen.setState(({ generation }) => ({ ...next, owner, generation: generation + 1 }))
  const source = isOurs ? chosen.source : undefined
  const options = isOurs ? chosen.options : {}
  return {
    source,
    options,
    generation: chosen.generation,
    choose: (next: BulkSource | undefined) => set({ source: next, options: {} }),
    readAs: (next: ReadOptions) => set({ source, options: next }),
    readAgain: () => set({ source, options }),
  }
}
