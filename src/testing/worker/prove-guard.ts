import { afterAll, expect, test } from 'vitest'
import type { PairingEvent, PairingEventType } from '../../worker/pairing/pairing-event.ts'
import { step } from '../../worker/pairing/pairing-machine.ts'
import { decodeForm, encodeForm } from '../../lib/form-codec.ts'
import { createSignInWorld, type SignInWorld, type WorldOptions } from './sign-in-world.ts'

type Row = { readonly guard: string; readonly attack: string; with?: string; without?: string }

const rows: Row[] = []
let isPrinted = false

const printRows = () => {
  const heads = { guard: 'guard', attack: 'attack', without: 'without the guard', with: 'with it' }
  const columns = ['guard', 'attack', 'without', 'with'] as const
  const widths = columns.map((column) =>
    Math.max(...[heads, ...rows].map((row) => [...(row[column] ?? '-')].length)),
  )
  const line = (row: Partial<Record<(typeof columns)[number], string>>) =>
    `| ${columns.map((column, index) => (row[column] ?? '-').padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  process.stdout.write(`\n${[line(heads), rule, ...rows.map(line)].join('\n')}\n\n`)
}

/**
 * One guard, proven twice: the attack comes to nothing, and it comes to something once that guard is wired out. Both
 * outcomes are what was observed; a table of them is printed when the file is through.
 */
export const proveGuard = (proof: {
  /** `S14: only a button counts`. */
  readonly guard: string
  readonly attack: string
  /** The attack against the worker as it is, and against one without the guard; each answers what it came to. */
  readonly with: () => Promise<string>
  readonly without: () => Promise<string>
  readonly held: string | RegExp
  readonly broken: string | RegExp
  readonly timeoutMs?: number
}): void => {
  const { guard, attack, held, broken, timeoutMs = 30_000 } = proof
  const row: Row = { guard, attack }
  rows.push(row)
  if (!isPrinted) afterAll(printRows)
  isPrinted = true
  const see = (observed: string, expected: string | RegExp) =>
    typeof expected === 'string' ? expect(observed).toBe(expected) : expect(observed).toMatch(expected)
  test(
    `${guard} (${attack})`,
    async () => {
      row.with = await proof.with()
      see(row.with, held)
    },
    timeoutMs,
  )
  test(
    `${guard}, its twin: without it, ${attack} succeeds`,
    async () => {
      row.without = await proof.without()
      see(row.without, broken)
    },
    timeoutMs,
  )
}

/** The same over a whole worker; `without` are the options that wire the guard out. */
export const proveInWorld = (proof: {
  readonly guard: string
  readonly attack: string
  readonly run: (world: SignInWorld) => Promise<string>
  readonly options?: WorldOptions
  readonly without: WorldOptions
  readonly held: string | RegExp
  readonly broken: string | RegExp
}): void => {
  const { run, options = {}, without, ...rest } = proof
  proveGuard({
    ...rest,
    with: async () => run(await createSignInWorld(options)),
    without: async () => run(await createSignInWorld({ ...options, ...without })),
  })
}

type EventOf<T extends PairingEventType> = Extract<PairingEvent, { readonly type: T }>

/** The rules, before which an event of one kind is changed: they see what they would wish to see. */
export const laundered = <T extends PairingEventType>(
  type: T,
  change: (event: EventOf<T>, pairing: Parameters<typeof step>[0]) => EventOf<T>,
): Pick<WorldOptions, 'step'> => ({
  // The type of an event says which member of the union it is.
  step: (pairing, event, now) =>
    step(pairing, event.type === type ? change(event as EventOf<T>, pairing) : event, now),
})

/** As if the portal itself had said something else in its deliveries of one kind. */
export const rewrittenDeliveries = (
  name: string,
  rewrite: (data: Record<string, Record<string, unknown>>) => void,
): Pick<WorldOptions, 'launder'> => ({
  launder: async (request) => {
    if (!new URL(request.url).pathname.startsWith('/hooks/')) return request
    const text = await request.clone().text()
    const form = decodeForm(text)
    if (form.event !== name) return request
    rewrite(form.data as Record<string, Record<string, unknown>>) // as the portal posts it
    return new Request(request.url, { method: 'POST', headers: request.headers, body: encodeForm(form) })
  },
})
