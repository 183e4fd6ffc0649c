import type { SitePolicy } from '../../contract/pairing/pairing-words.ts'

/** Somebody outside who may ask for pairings. */
export type Site = {
  /** In addresses and as `aud`: lower-case letters, digits and dashes, 1 to 32. */
  readonly id: string
  /** The portal whose users it may ask. */
  readonly memberId: string
  /** What the card calls it, with `host` beside it. */
  readonly name: string
  /** Host of its first return address. */
  readonly host: string
  /** Compared character by character. */
  readonly returnAddresses: readonly string[]
  readonly policy: SitePolicy
  /** Digests of its API keys, oldest first: one, or two while a key is being changed. */
  readonly keyDigests: readonly string[]
  readonly isActive: boolean
  /** `environment` sites are the operator's: the console shows them and cannot change them. */
  readonly origin: 'environment' | 'console'
  readonly createdAt: number
}
