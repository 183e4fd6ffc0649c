import { useSyncExternalStore } from 'react'

const everyMs = (ms: number) => (listener: () => void) => {
  const timer = setInterval(listener, ms)
  return () => clearInterval(timer)
}
const subscribeSeconds = everyMs(1000)

/** Epoch milliseconds, to the second; redraws once a second while it is used. */
export const useNow = (): number =>
  useSyncExternalStore(subscribeSeconds, () => Math.floor(Date.now() / 1000) * 1000)
