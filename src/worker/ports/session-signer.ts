/** Signs what a console's session says, so that no store of sessions is needed. */
export type SessionSigner = {
  /** A text that only this worker (and those that share its keys) can have made; good until `expiresAt` (epoch milliseconds). */
  readonly sign: (claims: Readonly<Record<string, unknown>>, expiresAt: number) => Promise<string>
  /** What was signed, or undefined when it was not, was changed, or its time is over. */
  readonly verify: (signed: string) => Promise<unknown>
}
