/** Work that goes on by itself until it is stopped. */
export type Loop = {
  readonly start: () => void
  /** Resolves when what is under way is done; nothing new is begun. */
  readonly stop: () => Promise<void>
}
