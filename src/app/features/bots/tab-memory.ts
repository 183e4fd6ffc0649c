import type { Portal } from '../../portal/portal.ts'

/** What this tab remembers until the connection is left or the page is reloaded; nothing here is written down. */
export const createTabMemory = <T>() => {
  const memories = new WeakMap<Portal, Map<string, T>>()
  return (portal: Portal): Map<string, T> => {
    const memory = memories.get(portal) ?? new Map<string, T>()
    memories.set(portal, memory)
    return memory
  }
}
