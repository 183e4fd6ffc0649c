/** Registering a bot and updating one instead: only one of them at a time, whatever screen began it. */
export const registeringKey = ['registering'] as const
