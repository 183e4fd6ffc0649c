/** What may be done with a short link now; only an active one leads anywhere. */
export const shortLinkStates = ['active', 'expired', 'usedUp', 'revoked'] as const
