/**
 * One line of the append-only log. Holds no secret: codes are shortened digests, people are ids.
 * `detail` values are plain words and numbers; a foreign text is put there only after `foreignWords`.
 */
export type AuditEntry = {
  /** Epoch milliseconds. */
  readonly at: number
  readonly memberId: string
  readonly pairingId: string | null
  /** Who did it: `user:2`, `site:shop`, `worker`, `admin:1`. */
  readonly actor: string
  /** What happened, as one word: `created`, `claimed`, `refused`, `siteAdded`… */
  readonly kind: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** A line of what the worker did by itself to a portal, but for what is said otherwise. */
export const auditLine = (
  line: Pick<AuditEntry, 'at' | 'memberId' | 'kind'> & Partial<AuditEntry>,
): AuditEntry => ({ pairingId: null, actor: 'worker', detail: {}, ...line })

/** As read back; ids grow with time. */
export type AuditRecord = AuditEntry & { readonly id: number }

export type AuditStore = {
  readonly append: (entries: readonly AuditEntry[]) => Promise<void>
  /** Newest first; `before` is an id to go on from. */
  readonly list: (query: {
    readonly memberId: string
    readonly pairingId?: string
    readonly before?: number
    readonly limit: number
  }) => Promise<readonly AuditRecord[]>
  /**
   * A pairing's lines, oldest first: each of its steps, whose number the rules bound, and the newest `refusals` of those
   * that say what was refused. `leftOut` is how many older ones of these there are.
   */
  readonly trace: (query: {
    readonly memberId: string
    readonly pairingId: string
    readonly refusals: number
  }) => Promise<{ readonly entries: readonly AuditRecord[]; readonly leftOut: number }>
  /** Deletes what is older than `before` (epoch milliseconds), never what is younger than 90 days; answers how many. */
  readonly purge: (before: number) => Promise<number>
}
