/** What went wrong, in a few words for a log line; never the whole error, which may hold more than words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')
