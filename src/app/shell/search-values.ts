/** A text of an address, if it is one. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined

/** A positive id of an address, if it is one. */
export const idOf = (value: unknown): number | undefined => {
  const id = Number(value)
  return Number.isInteger(id) && id > 0 ? id : undefined
}

/** A place of a list of an address, counted from 0, if it is one. */
export const placeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
