import { useSyncExternalStore } from 'react'

const demoAddress = 'demo.html'
let found = false
const listeners = new Set<() => void>()

const look = async () => {
  const answer = await fetch(demoAddress, { credentials: 'same-origin' })
  const page = answer.ok ? await answer.text() : ''
  // A server may answer every path with the console itself; only the demo says that it is one.
  if (!page.includes('name="b24-bot-console-demo"')) return
  found = true
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  if (listeners.size === 0 && !found) look().catch(() => undefined)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The demo's address, when this host has the page beside the console. */
export const useDemoPage = (): string | undefined =>
  useSyncExternalStore(subscribe, () => found) ? demoAddress : undefined
