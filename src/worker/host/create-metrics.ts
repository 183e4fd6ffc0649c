import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for Prometheus: names, states and counts; never an id, an address or a name of a person. */
export type Metrics = {
  readonly pairingStep: (step: string) => void
  readonly refused: (reason: string) => void
  readonly arrival: (mode: 'webhook' | 'fetch', outcome: 'stored' | 'dropped') => void
  readonly cardAfter: (seconds: number) => void
  readonly request: (route: string, status: number, seconds: number) => void
  /** The text a scraper reads. */
  readonly print: () => Promise<{ readonly text: string; readonly type: string }>
}

/** `gauges` are asked at each scrape. */
export const createMetrics = (
  gauges: Readonly<Record<string, { readonly help: string; readonly read: () => number | Promise<number> }>>,
): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const steps = new Counter({
    name: 'pairing_steps_total',
    help: 'Steps of pairings',
    labelNames: ['step'],
    registers,
  })
  const refusals = new Counter({
    name: 'pairing_refused_total',
    help: 'Refused steps by reason',
    labelNames: ['reason'],
    registers,
  })
  const arrivals = new Counter({
    name: 'event_arrivals_total',
    help: 'Events by the way they came and what became of them',
    labelNames: ['mode', 'outcome'],
    registers,
  })
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
    pairingStep: (step) => steps.inc({ step }),
    refused: (reason) => refusals.inc({ reason }),
    arrival: (mode, outcome) => arrivals.inc({ mode, outcome }),
    cardAfter: (seconds) => cards.observe(seconds),
    request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    print: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  }
}
