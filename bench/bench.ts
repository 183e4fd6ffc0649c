// Complete pairing lifecycles over HTTP against the worker, a bare floor and two peers, in interleaved rounds; then the
// worker under the portal's real limits. See docs/performance.md for what each column means.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { contestantNames, startContestant, type ContestantName, type Running } from './contestants.ts'
import { runEvents } from './events.ts'
import { runUnderLimits } from './limits-round.ts'
import { runLinks } from './links.ts'
import { runLoad, type Figures } from './load.ts'
import type { PortalKind } from './portal.ts'
import { goalTable, peerTable, verdictOf, type Round, type Rounds } from './tables.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    ms: { type: 'string', default: '1500' },
    quick: { type: 'boolean', default: false },
    /** A folder for a processor profile of the worker, and nothing else. */
    profile: { type: 'string' },
    /** Names of contestants; `links` for what the browser does with many links, `events` for its event log. */
    only: { type: 'string', default: [...contestantNames, 'links', 'events'].join(',') },
  },
})
const rounds = values.quick ? 2 : Number(values.rounds)
const ms = values.quick ? 700 : Number(values.ms)
const warmMs = values.quick ? 1500 : 6000
const names = contestantNames.filter((name) => values.only.split(',').includes(name))

const start = (name: ContestantName, portal: PortalKind, args: readonly string[] = []) =>
  startContestant(name, { portal, users: portal === 'emulator' ? 1500 : 4000, args })

/** Each is started once, warmed up with every client, and then they take turns; one that has no turn does nothing. */
const runRounds = async (
  of: readonly ContestantName[],
  { portal, loads, count }: { portal: PortalKind; loads: readonly number[]; count: number },
): Promise<Rounds> => {
  const running = new Map<ContestantName, Running>()
  const all = new Map<ContestantName, Round[]>(of.map((name) => [name, []]))
  try {
    for (const name of of) running.set(name, await start(name, portal))
    for (const one of running.values()) await runLoad(one, { clients: 32, ms: warmMs })
    for (let round = 0; round < count; round += 1) {
      // Whoever begins a round ends the next one.
      for (const [name, one] of round % 2 === 0 ? running : [...running].toReversed()) {
        const at = new Map<number, Figures>()
        for (const clients of loads) at.set(clients, await runLoad(one, { clients, ms }))
        all.get(name)?.push({ coldStartMs: await coldStartOf(name, portal), at })
      }
      process.stderr.write(`round ${round + 1} of ${count}, load average ${loadavg()[0]?.toFixed(1)}\n`)
    }
    return all
  } finally {
    for (const one of running.values()) await one.stop()
  }
}

/** From the start of a process on a fresh database to its first good answer. */
const coldStartOf = async (name: ContestantName, portal: PortalKind): Promise<number> => {
  const running = await start(name, portal)
  await running.stop()
  return running.coldStartMs
}

if (values.profile !== undefined) {
  const running = await start('worker', 'plain', ['--cpu-prof', `--cpu-prof-dir=${values.profile}`])
  await runLoad(running, { clients: 8, ms: 10_000 })
  await running.stop()
  process.exit()
}

const startedAt = performance.now()
if (values.only.split(',').includes('links')) {
  console.log(
    `\nLinks in Chromium, ${rounds} interleaved rounds, medians, load average ${loadavg()[0]?.toFixed(1)}\n`,
  )
  console.log(await runLinks({ isQuick: values.quick, rounds }))
}
if (values.only.split(',').includes('events')) {
  console.log(
    `\nEvents in Chromium, ${rounds} interleaved rounds, medians, load average ${loadavg()[0]?.toFixed(1)}\n`,
  )
  console.log(await runEvents({ isQuick: values.quick, rounds }))
}
if (names.length === 0) process.exit()
const pairingNames = names.filter((name) => name === 'floor' || name === 'worker')
const all = await runRounds(names, { portal: 'plain', loads: [1, 8, 32], count: rounds })
console.log(`\nNode ${process.version}, ${rounds} interleaved rounds of ${ms} ms at each load, medians`)
console.log(`\nA portal that answers at once\n\n${goalTable(all, values.quick)}\n\n${peerTable(all)}`)

const emulated = { portal: 'emulator', loads: [8, 32], count: Math.min(rounds, 3) } as const
const withEmulator = await runRounds(pairingNames, emulated)
console.log(
  `\nThe emulator as the portal, ${emulated.count} rounds (it is what limits both)\n\n${goalTable(withEmulator, values.quick)}`,
)

const limited = await runUnderLimits()
console.log(
  `\nUnder the portal's limits (2 a second, 50 at once): 200 people within 10 s\n\n` +
    `seconds to the card  p50 ${limited.p50Seconds.toFixed(2)}, p95 ${limited.p95Seconds.toFixed(2)}` +
    `  target ≤ 5  ${verdictOf(limited.p95Seconds <= 5, values.quick)}\n` +
    `lost                 ${limited.lost}  target 0  ${verdictOf(limited.lost === 0, values.quick)}\n` +
    `REST requests        ${limited.restRequests}`,
)
console.log(`\n${Math.round((performance.now() - startedAt) / 1000)} s`)
