import { useEffect } from 'react'

/** While it holds, the browser asks before the page is left or reloaded. */
export const useWarnBeforeUnload = (isAtRisk: boolean): void =>
  useEffect(() => {
    if (!isAtRisk) return undefined
    // One of its own for each caller: a shared one would be added once and taken away by whoever goes first.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtRisk])
