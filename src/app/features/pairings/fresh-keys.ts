import { createContext, useContext } from 'react'

/** Keys told in this tab and not yet written down by anybody, by site. Held in memory and nowhere else. */
export type FreshKeys = {
  readonly keys: ReadonlyMap<string, string>
  readonly add: (siteId: string, key: string) => void
  readonly forget: (siteId: string) => void
}

const FreshKeysContext = createContext<FreshKeys | undefined>(undefined)

export const FreshKeysProvider = FreshKeysContext.Provider

/** Only what is drawn inside the sites may ask. */
export const useFreshKeys = (): FreshKeys => {
  const keys = useContext(FreshKeysContext)
  if (!keys) throw new Error('useFreshKeys outside the sites')
  return keys
}
