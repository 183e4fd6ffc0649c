import { expect, test } from 'vitest'
import { createMetrics } from './create-metrics.ts'

test('the figures a scraper reads', async () => {
  let waiting = 3
  const metrics = createMetrics({ outbox_waiting: { help: 'Cards that wait', read: () => waiting } })
  metrics.pairingStep('claimed')
  metrics.pairingStep('claimed')
  metrics.refused('otherUser')
  metrics.arrival('webhook', 'stored')
  metrics.cardAfter(0.3)
  metrics.request('/pair/:site', 200, 0.01)
  const { text, type } = await metrics.print()
  expect(type).toContain('text/plain')
  for (const line of [
    'pairing_steps_total{step="claimed"} 2',
    'pairing_refused_total{reason="otherUser"} 1',
    'event_arrivals_total{mode="webhook",outcome="stored"} 1',
    'card_delay_seconds_bucket{le="0.5"} 1',
    'http_request_seconds_count{route="/pair/:site",status="200"} 1',
    'outbox_waiting 3',
  ])
    expect(text.split('\n')).toContain(line)
  waiting = 0
  expect((await metrics.print()).text).toContain('outbox_waiting 0')
})

test('two workers in one process count for themselves', async () => {
  const [one, other] = [createMetrics({}), createMetrics({})]
  one.pairingStep('claimed')
  expect((await other.print()).text).not.toContain('claimed')
})
