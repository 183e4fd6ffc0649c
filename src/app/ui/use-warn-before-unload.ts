import { useEffect } from 'react'

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

/** While it holds, the browser asks before the page is left or reloaded. */
export const useWarnBeforeUnload = (isAtRisk: boolean): void =>
  useEffect(() => {
    if (!isAtRisk) return undefined
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtRisk])
