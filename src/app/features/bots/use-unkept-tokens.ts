import { useSyncExternalStore } from 'react'
import { usePortal } from '../../portal/portal-context.tsx'

const none: readonly string[] = []
const noTokens = () => none
const neverChanges = () => () => undefined

/** The botTokens made in this tab that nobody has said to have kept; none where none are needed. */
export const useUnkeptTokens = (): readonly string[] => {
  const { botTokens } = usePortal()
  return useSyncExternalStore(botTokens?.subscribe ?? neverChanges, botTokens?.unkept ?? noTokens)
}
