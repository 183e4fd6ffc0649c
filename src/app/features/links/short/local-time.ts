const two = (part: number): string => String(part).padStart(2, '0')

/** A moment as a field for date and time writes it, in this computer's zone: `2026-11-20T18:00`. */
export const formatLocalTime = (at: number): string => {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment of such a text; undefined when it is none. */
export const parseLocalTime = (text: string): number | undefined => {
  const at = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** This computer's zone: `Europe/Berlin`. */
export const localZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone
