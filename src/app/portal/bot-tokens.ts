import { createStore } from 'zustand/vanilla'

type TokenState = {
  readonly given: readonly string[]
  readonly tried: readonly string[]
  readonly unkept: readonly string[]
  /** `tried` and `unkept` as one list, so that it stays the same object until one of them changes. */
  readonly atRisk: readonly string[]
}

/** The botTokens of this tab. Held in memory and nowhere else: a reload forgets them. */
export type BotTokens = {
  /** Those whose bots are listed. */
  readonly list: () => readonly string[]
  /** Adds a token unless it is known. */
  readonly add: (botToken: string) => void
  readonly remove: (botToken: string) => void
  /** Before a bot is registered with it: until the portal refuses, a bot may be there that answers to this token alone. */
  readonly beginTry: (botToken: string) => void
  /** The portal refused: no bot has this token. */
  readonly endTry: (botToken: string) => void
  /** A bot was registered with it, so it is one of the list, and nobody has written it down yet. */
  readonly registered: (botToken: string) => void
  /** Those tried without an answer, and those of the list: whose bot might be ours. */
  readonly known: () => readonly string[]
  /** Those made in this tab that nobody said to have kept. */
  readonly unkept: () => readonly string[]
  /** Those that would take a bot with them if this page forgot them: unkept ones, and open attempts. */
  readonly atRisk: () => readonly string[]
  /** Somebody wrote it down. */
  readonly keep: (botToken: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

const having = (tokens: readonly string[], token: string): readonly string[] =>
  tokens.includes(token) ? tokens : [...tokens, token]

const lacking = (tokens: readonly string[], token: string): readonly string[] =>
  tokens.includes(token) ? tokens.filter((other) => other !== token) : tokens

/** An empty list of tokens. */
export const createBotTokens = (): BotTokens => {
  const store = createStore<TokenState>(() => ({ given: [], tried: [], unkept: [], atRisk: [] }))
  const change = (step: (state: TokenState) => Omit<TokenState, 'atRisk'>) => {
    const before = store.getState()
    const after = step(before)
    const isSame =
      after.given === before.given && after.tried === before.tried && after.unkept === before.unkept
    if (!isSame) store.setState({ ...after, atRisk: after.tried.reduce(having, after.unkept) })
  }
  return {
    list: () => store.getState().given,
    known: () => store.getState().given.reduce(having, store.getState().tried),
    unkept: () => store.getState().unkept,
    atRisk: () => store.getState().atRisk,
    add: (token) => change((state) => ({ ...state, given: having(state.given, token) })),
    remove: (token) =>
      change(({ given, tried, unkept }) => ({
        given: lacking(given, token),
        tried: lacking(tried, token),
        unkept: lacking(unkept, token),
      })),
    beginTry: (token) => change((state) => ({ ...state, tried: having(state.tried, token) })),
    endTry: (token) => change((state) => ({ ...state, tried: lacking(state.tried, token) })),
    registered: (token) =>
      change(({ given, tried, unkept }) => ({
        given: having(given, token),
        tried: lacking(tried, token),
        unkept: given.includes(token) ? unkept : having(unkept, token),
      })),
    keep: (token) => change((state) => ({ ...state, unkept: lacking(state.unkept, token) })),
    subscribe: store.subscribe,
  }
}
