import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'

/** Where the worker serves the demo, when it was built. */
const demoAddress = './demo/demo.html'
const healthSchema = z.object({ demo: z.boolean() })

let found = false
const listeners = new Set<() => void>()

/** The worker says itself whether it has the demo: asking for a page that is not there would be an error in the log. */
const look = async () => {
  const answer = await fetch('./healthz', { credentials: 'same-origin' })
  found = answer.ok && healthSchema.safeParse(await answer.json()).data?.demo === true
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  const isInFrame = window.parent !== window
  if (listeners.size === 0 && !found && !isInFrame) look().catch(() => undefined)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The demo's address, when this host has it beside the console. */
export const useDemoPage = (): string | undefined =>
  useSyncExternalStore(subscribe, () => found) ? demoAddress : undefined
