import { anyMap } from '../../contract/rest/wire-values.ts'
import type { Portal } from '../portal/portal.ts'

/** Where a saved link is kept: for everybody in the app's options, for one person in theirs, or in this browser. */
export type LibraryPlace = 'shared' | 'own' | 'browser'

/** All texts of one place by the link's id, `''` for one that was deleted, and how large the record is that holds them. */
export type StoredTexts = { readonly texts: ReadonlyMap<string, string>; readonly bytes: number }

/** One place where links are kept. It knows no compare-and-set; see `changeLinks` for what stands in for it. */
export type LibraryStore = {
  readonly readAll: (signal?: AbortSignal) => Promise<StoredTexts>
  /** Writes these and no others. */
  readonly write: (texts: ReadonlyMap<string, string>) => Promise<void>
}

/** What keeps a change from being kept, beside the portal's refusals. */
export class LibraryError extends Error {
  readonly code: 'full' | 'notKept' | 'browserRefused'

  constructor(code: LibraryError['code'], cause?: unknown) {
    super(`the library: ${code}`, { cause })
    this.name = 'LibraryError'
    this.code = code
  }
}

const prefix = 'link.'

/** Bytes it takes in a record: characters beyond ASCII take more than one, and quotes are escaped. */
export const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** Options of other names count for the size alone; what is no text is none of ours. */
const storedIn = (options: Readonly<Record<string, unknown>>): StoredTexts => ({
  texts: new Map(
    Object.entries(options).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value]] : [],
    ),
  ),
  bytes: sizeOf(options),
})

const optionsOf = (texts: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...texts].map(([id, text]) => [`${prefix}${id}`, text]))

const createOptionStore = ({ client }: Portal, whose: 'app' | 'user'): LibraryStore => ({
  readAll: async (signal) => {
    const options = await client.call(`${whose}.option.get`, {}, signal ? { signal } : {})
    return storedIn(anyMap.safeParse(options).data ?? {})
  },
  write: async (texts) => {
    await client.call(`${whose}.option.set`, { options: optionsOf(texts) })
  },
})

/** A storage that forbids or is full says so: a link that only seems to be kept is worse than none. */
const inBrowser = <T>(act: () => T): Promise<T> => {
  try {
    return Promise.resolve(act())
  } catch (error) {
    return Promise.reject(new LibraryError('browserRefused', error))
  }
}

const createBrowserStore = ({ origin, user }: Portal): LibraryStore => {
  const key = `b24-bot-console.library ${origin} ${user.id}`
  const read = (): Record<string, unknown> => {
    const text = localStorage.getItem(key)
    try {
      return anyMap.safeParse(JSON.parse(text ?? '{}')).data ?? {}
    } catch {
      return {} // somebody else wrote there; nothing of it can be a link
    }
  }
  return {
    readAll: () => inBrowser(() => storedIn(read())),
    write: (texts) =>
      inBrowser(() => localStorage.setItem(key, JSON.stringify({ ...read(), ...optionsOf(texts) }))),
  }
}

/** Only an app has options; over a webhook address and in the demo links stay in this browser. */
export const placesOf = ({ frame }: Portal): readonly LibraryPlace[] =>
  frame ? ['shared', 'own'] : ['browser']

/** Where somebody's new links go. What is shared, admins write and everybody else reads. */
export const homePlaceOf = ({ frame, isAdmin }: Portal): LibraryPlace =>
  frame ? (isAdmin ? 'shared' : 'own') : 'browser'

export const canWriteTo = ({ isAdmin }: Portal, place: LibraryPlace): boolean => place !== 'shared' || isAdmin

export const libraryStoreOf = (portal: Portal, place: LibraryPlace): LibraryStore =>
  place === 'browser'
    ? createBrowserStore(portal)
    : createOptionStore(portal, place === 'own' ? 'user' : 'app')
