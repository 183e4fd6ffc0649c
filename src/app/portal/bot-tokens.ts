import { createStore } from 'zustand/vanilla'

/** The botTokens somebody gave for this tab. Held in memory and nowhere else: a reload forgets them. */
export type BotTokens = {
  readonly list: () => readonly string[]
  /** Adds a token unless it is known. */
  readonly add: (botToken: string) => void
  readonly remove: (botToken: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** An empty list of tokens. */
export const createBotTokens = (): BotTokens => {
  const store = createStore<readonly string[]>(() => [])
  return {
    list: store.getState,
    add: (botToken) =>
      store.setState((known) => (known.includes(botToken) ? known : [...known, botToken]), true),
    remove: (botToken) => store.setState((known) => known.filter((token) => token !== botToken), true),
    subscribe: store.subscribe,
  }
}
