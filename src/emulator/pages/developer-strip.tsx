import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Strip } from '../../contract/portal-pages/page-views.ts'
import type { PageClient } from './page-client.ts'

const clockTime = (at: number): string => new Date(at).toLocaleTimeString('en-GB')

const faultKinds = [
  'expired_token',
  'limit429',
  'limit503',
  'error500',
  'html200',
  'latency',
  'drop',
] as const

type DeveloperStripProps = { readonly client: PageClient }

/** What a developer wants to see: queues, deliveries, the clock, faults. */
export const DeveloperStrip = ({ client }: DeveloperStripProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const queries = useQueryClient()
  const strip = useQuery({
    queryKey: ['strip'],
    queryFn: () => client.act('portal.strip', {}),
    refetchInterval: 2000,
  })
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => queries.invalidateQueries(),
  })
  if (strip.isError)
    return <footer className="strip strip-lost">The emulator does not answer: {strip.error.message}</footer>
  if (!strip.data) return <footer className="strip">…</footer>
  return (
    <footer className="strip" aria-label="Emulator">
      <div className="strip-line">
        <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? '▾' : '▸'} Emulator
        </button>
        <StripFacts strip={strip.data} />
      </div>
      {isOpen && (
        <div className="strip-panel">
          <StripControls client={client} strip={strip.data} onChange={change.mutate} />
          {change.isError && <p role="alert">{change.error.message}</p>}
          <StripTables strip={strip.data} />
        </div>
      )}
    </footer>
  )
}

const StripFacts = ({ strip }: { readonly strip: Strip }) => {
  const waiting = strip.bots.reduce((sum, bot) => sum + bot.queued, 0)
  const failed = strip.deliveries.filter(({ state }) => state === 'failed').length
  return (
    <>
      <span>clock {clockTime(strip.now)}</span>
      <span>{waiting} events queued</span>
      <span>
        {strip.deliveries.length} deliveries{failed > 0 ? `, ${failed} failed` : ''}
      </span>
      <span>request limits {strip.limits ? 'on' : 'off'}</span>
      {!strip.installed && <span className="strip-warning">app not installed: no events</span>}
      {strip.faults.length > 0 && (
        <span className="strip-warning">faults: {strip.faults.map(({ kind }) => kind).join(', ')}</span>
      )}
    </>
  )
}

type StripControlsProps = {
  readonly client: PageClient
  readonly strip: Strip
  readonly onChange: (act: () => Promise<unknown>) => void
}

const hours = 3_600_000

const StripControls = ({ client, strip, onChange }: StripControlsProps) => {
  const [kind, setKind] = useState<(typeof faultKinds)[number]>('limit503')
  const [method, setMethod] = useState('')
  const addFault = () => {
    const named = method.trim() === '' ? {} : { method: method.trim() }
    onChange(() =>
      client.act('portal.addFault', {
        kind,
        times: 3,
        ...named,
        ...(kind === 'latency' ? { latencyMs: 3000 } : {}),
      }),
    )
  }
  return (
    <div className="strip-controls">
      {[1, 23].map((count) => (
        <button
          key={count}
          type="button"
          onClick={() => onChange(() => client.act('portal.advanceClock', { ms: count * hours }))}
        >
          clock +{count} h
        </button>
      ))}
      <button
        type="button"
        onClick={() => onChange(() => client.act('portal.setLimits', { enabled: !strip.limits }))}
      >
        request limits {strip.limits ? 'off' : 'on'}
      </button>
      <label>
        fault{' '}
        <select
          value={kind}
          onChange={(event) => setKind(faultKinds.find((name) => name === event.target.value) ?? kind)}
        >
          {faultKinds.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        on{' '}
        <input
          value={method}
          placeholder="every method"
          onChange={(event) => setMethod(event.target.value)}
        />
      </label>
      <button type="button" onClick={addFault}>
        for the next 3 calls
      </button>
      <button
        type="button"
        disabled={strip.faults.length === 0}
        onClick={() => onChange(() => client.act('portal.clearFaults', {}))}
      >
        clear faults
      </button>
    </div>
  )
}

const StripTables = ({ strip }: { readonly strip: Strip }) => (
  <div className="strip-tables">
    <table>
      <caption>Bots</caption>
      <tbody>
        {strip.bots.map((bot) => (
          <tr key={bot.id}>
            <td>{bot.id}</td>
            <td>{bot.name}</td>
            <td>{bot.eventMode}</td>
            <td>{bot.queued} queued</td>
          </tr>
        ))}
      </tbody>
    </table>
    <table>
      <caption>Last deliveries</caption>
      <tbody>
        {strip.deliveries.slice(-20).map((delivery) => (
          <tr key={delivery.id}>
            <td>{clockTime(delivery.at)}</td>
            <td>{delivery.event}</td>
            <td>{delivery.state}</td>
            <td>{delivery.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <table>
      <caption>Last requests</caption>
      <tbody>
        {strip.requests.slice(-20).map((request) => (
          <tr key={request.id}>
            <td>{clockTime(request.at)}</td>
            <td>{request.method}</td>
            <td>{request.status}</td>
            <td>{request.error}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
