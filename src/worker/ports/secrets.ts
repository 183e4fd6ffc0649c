/** What the rules need of cryptography; `worker/host` does it with Node's. All texts are lower-case hex unless said. */
export type Secrets = {
  /** That many random bytes of a CSPRNG. */
  readonly randomHex: (bytes: number) => string
  /** SHA-256 of a secret that has enough entropy of its own; what is stored in its place. */
  readonly digest: (secret: string) => string
  /** base64url of SHA-256, as PKCE's S256 has it. */
  readonly challengeOf: (verifier: string) => string
  /** Whether two texts are equal, in a time that does not tell where they differ. */
  readonly isEqual: (left: string, right: string) => boolean
  /** HMAC-SHA-256 under the worker's root: always the same for the same words, unknown to everybody else. */
  readonly derive: (purpose: string, ...words: readonly string[]) => string
  /** The same under each key of WORKER_KEYS instead, newest first: what comes from it changes with them. */
  readonly deriveFromKeys: (purpose: string) => readonly string[]
  /** Encrypts and authenticates under the worker's newest key. */
  readonly seal: (text: string) => string
  /** What was sealed with any of the worker's keys; throws when it was not. */
  readonly open: (sealed: string) => string
}

/** Encrypts what is kept, under the worker's own keys. */
export type Sealer = Pick<Secrets, 'seal' | 'open' | 'deriveFromKeys'> & {
  /** Whether it was sealed with the newest key, so that the older ones are not needed for it. */
  readonly isNewest: (sealed: string) => boolean
}
