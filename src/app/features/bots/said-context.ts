import { createContext, useContext } from 'react'

const SaidContext = createContext<(said: string) => void>(() => undefined)

export const SaidProvider = SaidContext.Provider

/** Tells people in the list what came of something done in front of it. */
export const useSay = (): ((said: string) => void) => useContext(SaidContext)
