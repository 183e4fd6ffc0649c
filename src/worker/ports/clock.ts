/** Where the time comes from, for the rooms that know no client; `Clock` of `src/client/timing.ts` is one. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number
}
