import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for Prometheus: names, states and counts; never an id, an address or a name of a person. `gauges` are asked at each scrape. */
export const createMetrics = (
  gauges: Readonly<Record<string, { readonly help: string; readonly read: () => number | Promise<number> }>>,
) => {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, ...labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers })
  const steps = counter('pairing_steps_total', 'Steps of pairings', 'step')
  const refusals = counter('pairing_refused_total', 'Refused steps by reason', 'reason')
  const arrivals = counter(
    'event_arrivals_total',
    'Events by the way they came and what became of them',
    'mode',
    'outcome',
  )
  const cards = new Histogram({
    name: 'card_delay_seconds',
    help: 'From the context event to the portal’s answer that the card is there',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers,
  })
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  for (const [name, { help, read }] of Object.entries(gauges))
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  return {
    pairingStep: (step: string) => steps.inc({ step }),
    refused: (reason: string) => refusals.inc({ reason }),
    arrival: (mode: 'webhook' | 'fetch', outcome: 'stored' | 'dropped') => arrivals.inc({ mode, outcome }),
    cardAfter: (seconds: number) => cards.observe(seconds),
    request: (route: string, status: number, seconds: number) =>
      requests.observe({ route, status: String(status) }, seconds),
    /** The text a scraper reads. */
    print: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
