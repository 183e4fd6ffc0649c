/** Tells whoever listens that a pairing has changed; says nothing about how. */
export type LiveFeed = {
  readonly changed: (pairingId: string) => void
  /** Calls `listener` after each change, also of other workers (then within about a second); answers how to stop. */
  readonly listen: (pairingId: string, listener: () => void) => () => void
}
