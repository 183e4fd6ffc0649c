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
  let tokens: readonly string[] = []
  const listeners = new Set<() => void>()
  const replace = (next: readonly string[]) => {
    tokens = next
    for (const listener of listeners) listener()
  }
  return {
    list: () => tokens,
    add: (botToken) => {
      if (!tokens.includes(botToken)) replace([...tokens, botToken])
    },
    remove: (botToken) => replace(tokens.filter((token) => token !== botToken)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
