import { createContext, useContext } from 'react'
import type { Library } from '../../../queries/library-queries.ts'
import type { LibraryChanges } from './use-library-changes.ts'

const LibraryContext = createContext<{ library: Library; changes: LibraryChanges } | undefined>(undefined)

export const LibraryProvider = LibraryContext.Provider

/** The library of the screen around; only what is drawn in it may ask. */
export const useShownLibrary = () => {
  const shown = useContext(LibraryContext)
  if (!shown) throw new Error('useShownLibrary outside the library’s screen')
  return shown
}
