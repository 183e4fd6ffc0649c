/** ISO 8601 to the second with the portal's offset, as every date of the portal is written. */
export const isoDate = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00')
