/** What a time in a query is read against. */
export type QueryClock = {
  /** Epoch milliseconds. */
  readonly now: number
  /** The name of a time zone: `Europe/Berlin`. */
  readonly timeZone: string
}

const minuteMs = 60_000
const unitMs = { s: 1000, m: minuteMs, h: 60 * minuteMs, d: 24 * 60 * minuteMs, w: 7 * 24 * 60 * minuteMs }
const isUnit = (text: string): text is keyof typeof unitMs => Object.hasOwn(unitMs, text)

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** The zone's clock at a moment, as if it stood in UTC. */
const clockAt = (at: number, timeZone: string): number => {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second)
  return seconds + (((at % 1000) + 1000) % 1000)
}

/** The moment at which the zone's clock shows this; where it skips an hour, the moment after. */
const momentOf = (clock: number, timeZone: string): number => {
  const guess = clock - (clockAt(clock, timeZone) - clock)
  return guess - (clockAt(guess, timeZone) - clock)
}

const isoPattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?(z|[+-]\d\d:?\d\d)?$/i
const clockPattern = /^(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/
const agoPattern = /^(\d{1,6})(s|m|h|d|w)$/i

type Clock = { hour: number; minute: number; second: number; ms: number }

const clockOf = (parts: readonly (string | undefined)[]): Clock | undefined => {
  const [hour = 0, minute = 0, second = 0] = parts.slice(0, 3).map((part) => Number(part ?? 0))
  const ms = Number((parts[3] ?? '0').padEnd(3, '0'))
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second, ms } : undefined
}

const dayStart = (at: number): number => at - (((at % unitMs.d) + unitMs.d) % unitMs.d)
const msOf = ({ hour, minute, second, ms }: Clock): number =>
  hour * unitMs.h + minute * unitMs.m + second * 1000 + ms

const offsetMsOf = (zone: string): number => {
  if (/^z$/i.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * unitMs.h + minutes * unitMs.m)
}

const parseIso = (match: RegExpExecArray, timeZone: string): number | undefined => {
  const [, year, month, day, ...rest] = match
  const clock = clockOf(rest)
  const zone = rest[4]
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // The 30th of February is no day, whatever the calendar makes of it.
  if (!clock || date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1)
    return undefined
  const local = date.getTime() + msOf(clock)
  return zone === undefined ? momentOf(local, timeZone) : local - offsetMsOf(zone)
}

/** `14:00` (today), `2026-11-20`, `2026-11-20T14:00`, `2h` (ago) as epoch milliseconds; undefined for anything else. */
export const parseQueryTime = (text: string, { now, timeZone }: QueryClock): number | undefined => {
  const ago = agoPattern.exec(text)
  const unit = ago?.[2]?.toLowerCase() ?? ''
  if (ago && isUnit(unit)) return now - Number(ago[1]) * unitMs[unit]
  const iso = isoPattern.exec(text)
  if (iso) return parseIso(iso, timeZone)
  const clock = clockPattern.exec(text)
  const today = clock && clockOf(clock.slice(1))
  return today ? momentOf(dayStart(clockAt(now, timeZone)) + msOf(today), timeZone) : undefined
}

const earliest = Date.UTC(1000, 0, 1)
const latest = Date.UTC(9999, 11, 31)

/** A moment in the zone's words, short where its end is zeros: `2026-11-20T14:00`; what it parses to is the same moment. */
export const formatQueryTime = (at: number, clock: QueryClock): string => {
  const held = Math.min(latest, Math.max(earliest, Math.round(at) || 0))
  const iso = new Date(clockAt(held, clock.timeZone)).toISOString().slice(0, -1)
  const short = iso.replace(/(:00)?\.000$/, '').replace(/T00:00$/, '')
  // An hour that the zone's clock shows twice needs the zone said.
  return parseQueryTime(short, clock) === held ? short : new Date(held).toISOString()
}
