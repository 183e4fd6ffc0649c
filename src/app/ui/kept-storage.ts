/** What the console needs of a browser's storage. */
export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const createMemory = (): KeptStorage => {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

/**
 * The browser's storage, or this page's memory where it is forbidden or full: a browser that blocks third-party
 * data forbids it to every app in a portal's frame, and merely asking for it throws.
 */
export const createKeptStorage = (find: () => KeptStorage): KeptStorage => {
  const memory = createMemory()
  const first = <T>(act: (storage: KeptStorage) => T): T => {
    try {
      return act(find())
    } catch {
      return act(memory)
    }
  }
  return {
    getItem: (key) => first((storage) => storage.getItem(key)) ?? memory.getItem(key),
    setItem: (key, value) => first((storage) => storage.setItem(key, value)),
    removeItem: (key) => {
      memory.removeItem(key)
      first((storage) => storage.removeItem(key))
    },
  }
}
