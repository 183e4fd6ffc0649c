const dayMs = 86_400_000

const formats = [
  { below: 60_000, format: new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' }) },
  {
    below: dayMs,
    format: new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  },
  {
    below: 30 * dayMs,
    format: new Intl.DateTimeFormat('en', {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  },
]
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** A moment as exactly as a chart over so many milliseconds needs it. */
export const formatSpanTime = (at: number, overMs: number): string =>
  (formats.find(({ below }) => overMs < below)?.format ?? dates).format(at)
