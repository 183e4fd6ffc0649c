const page = Symbol('page of a list')

/** A page of a list whose envelope also tells how many there are in all, and where the next page starts. */
export type Paged<T> = {
  readonly [page]: true
  readonly result: T
  readonly total: number
  /** Absent on the last page. */
  readonly next: number | undefined
}

export const pageOf = <T>(result: T, total: number, next: number | undefined): Paged<T> => ({
  [page]: true,
  result,
  total,
  next,
})

export const isPaged = (value: unknown): value is Paged<unknown> =>
  typeof value === 'object' && value !== null && page in value
