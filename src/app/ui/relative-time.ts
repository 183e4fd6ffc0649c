/** The language the console's own texts are in; a time in another one would stand among them like a foreign word. */
const language = 'en'

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
const exact = new Intl.DateTimeFormat(language, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

const steps: readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** "5 minutes ago"; `at` and `now` are epoch milliseconds. */
export const formatRelativeTime = (at: number, now: number): string => {
  const seconds = Math.round((at - now) / 1000)
  const [size, unit] = steps.find(([size]) => Math.abs(seconds) >= size) ?? [1, 'second']
  return relative.format(Math.round(seconds / size), unit)
}

/** Date and time to the second in this computer's zone, which is named; a portal does not tell an app its own; `at` is epoch milliseconds. */
export const formatExactTime = (at: number): string => exact.format(at)
