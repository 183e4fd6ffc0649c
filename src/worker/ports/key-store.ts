/** A signing key as it is kept; `sealed` holds the private half. */
export type StoredKey = {
  readonly kid: string
  /** Public JWK as JSON text. */
  readonly publicJwk: string
  readonly sealed: string
  readonly createdAt: number
}

export type KeyStore = {
  readonly list: () => Promise<readonly StoredKey[]>
  /** Adds a key unless one as young or younger than `unlessSince` is there; several workers may start at once. */
  readonly add: (key: StoredKey, unlessSince: number) => Promise<boolean>
  /** The same private half under another of the worker's keys. */
  readonly reseal: (kid: string, sealed: string) => Promise<void>
  readonly remove: (kid: string) => Promise<void>
  /** Keeps the sealed root of all derived secrets unless there is one already; answers the one that is kept. */
  readonly keepRoot: (sealed: string) => Promise<string>
  readonly resealRoot: (sealed: string) => Promise<void>
}
