/** The ways of a visitor on the page, in the order of a bar. */
export const wayNames = ['app', 'browser', 'copied'] as const

/** Each way's part of the bar. */
export const wayColors = {
  app: 'var(--c-link)',
  browser: 'var(--c-primary)',
  copied: 'var(--c-text-3)',
} as const satisfies Readonly<Record<(typeof wayNames)[number], string>>
