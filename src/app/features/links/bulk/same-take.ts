import type { TakeOptions } from './bulk-protocol.ts'

/** Whether both make the same file; what only a sheet of labels has counts for labels alone, the look for all but a CSV. */
export const isSameTake = (one: TakeOptions, other: TakeOptions): boolean =>
  one.as === other.as &&
  one.onlyGood === other.onlyGood &&
  (one.as === 'csv' || one.code === other.code) &&
  (one.as !== 'labels' || (one.labelSize === other.labelSize && one.part === other.part))
