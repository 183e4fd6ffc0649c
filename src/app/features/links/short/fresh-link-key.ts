import { createContext, useContext } from 'react'

/** A key told in this tab and not yet written down by anybody. Held in memory and nowhere else. */
export type FreshLinkKey = {
  readonly value: string | undefined
  readonly set: (key: string | undefined) => void
}

const FreshLinkKeyContext = createContext<FreshLinkKey | undefined>(undefined)

export const FreshLinkKeyProvider = FreshLinkKeyContext.Provider

/** Only what is drawn inside the short links may ask. */
export const useFreshLinkKey = (): FreshLinkKey => {
  const key = useContext(FreshLinkKeyContext)
  if (!key) throw new Error('useFreshLinkKey outside the short links')
  return key
}
