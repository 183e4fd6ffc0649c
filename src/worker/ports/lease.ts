/** One holder at a time among all workers that share a database. */
export type LeaseStore = {
  /** Takes or prolongs the lease for `holdMs` from now, by the database's clock; false while somebody else holds it. */
  readonly acquire: (lease: {
    readonly name: string
    readonly holder: string
    readonly holdMs: number
  }) => Promise<boolean>
  readonly release: (lease: { readonly name: string; readonly holder: string }) => Promise<void>
}
