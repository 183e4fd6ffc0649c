import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Portal } from './portal.ts'

const PortalContext = createContext<Portal | undefined>(undefined)

export const PortalProvider = PortalContext.Provider

/** The connected portal; only what is drawn inside the connected console may ask. */
export const usePortal = (): Portal => {
  const portal = useContext(PortalContext)
  if (!portal) throw new Error('usePortal outside the connected console')
  return portal
}

const noTokens: readonly string[] = []

/** The botTokens that would take a bot with them if this page forgot them; none where none are needed. */
export const useTokensAtRisk = (): readonly string[] => {
  const { botTokens } = usePortal()
  return useSyncExternalStore(
    botTokens?.subscribe ?? (() => () => undefined),
    botTokens?.atRisk ?? (() => noTokens),
  )
}

/** The botTokens given in this tab; always empty where none are needed. */
export const useBotTokens = (): readonly string[] => {
  const { botTokens } = usePortal()
  return useSyncExternalStore(
    botTokens?.subscribe ?? (() => () => undefined),
    botTokens?.list ?? (() => noTokens),
  )
}
