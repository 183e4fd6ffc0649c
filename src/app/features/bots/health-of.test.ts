import { expect, test } from 'vitest'
import { sampleBot } from '../../../testing/sample-bot.ts'
import { healthOf } from './health-of.ts'

const lookedAt = Date.parse('2026-11-20T12:00:00Z')
const { bot } = sampleBot()
const waiting = (...dates: readonly string[]) => ({
  items: dates.map((date, index) => ({ eventId: index, type: 'ONIMBOTV2MESSAGEADD', date, data: {} })),
  hasMore: false,
})

test.each([
  ['nobody looked', undefined, 'grey', /not known: Nobody has looked/],
  ['nothing waits', waiting(), 'green', /no events wait/],
  ['one came just now', waiting('2026-11-20T11:58:00Z'), 'green', /1 event waits: .*2 minutes ago/],
  [
    'the oldest waits for hours',
    waiting('2026-11-20T11:59:00Z', '2026-11-20T09:00:00Z'),
    'orange',
    /2 events wait: .*3 hours ago/,
  ],
  ['the oldest is nearly lost', waiting('2026-11-19T13:00:00Z'), 'red', /lost after 24 hours/],
  [
    'more wait than one look shows',
    { ...waiting('2026-11-20T11:59:00Z'), hasMore: true },
    'green',
    /or more/,
  ],
  ['its date cannot be read', waiting('yesterday'), 'orange', /does not say since when/],
])('%s', (_case, peeked, tone, words) => {
  const health = healthOf({ bot, peeked, lookedAt })
  expect(health.tone).toBe(tone)
  expect(`${health.says}: ${health.reason}`).toMatch(words)
})

test('a bot that is posted to, or is somebody else’s, is not judged', () => {
  const { eventMode: _told, ...short } = bot
  expect(healthOf({ bot: { ...bot, eventMode: 'webhook' }, peeked: waiting(), lookedAt }).tone).toBe('grey')
  expect(healthOf({ bot: short, peeked: waiting(), lookedAt }).tone).toBe('grey')
})
