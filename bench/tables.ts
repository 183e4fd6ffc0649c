import type { ContestantName } from './contestants.ts'
import type { Figures } from './load.ts'
import { median } from './statistics.ts'

/** What one contestant has shown in one round, at each number of clients. */
export type Round = { readonly coldStartMs: number; readonly at: ReadonlyMap<number, Figures> }
export type Rounds = ReadonlyMap<ContestantName, readonly Round[]>

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

const short = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

type Goal = {
  readonly name: string
  readonly read: (round: Round) => number | undefined
  /** `ratio`: worker by floor; `difference`: worker minus floor. */
  readonly by: 'ratio' | 'difference'
  readonly target: number
  readonly isMost: boolean
}

/** The lines of the issue, in its order. */
const goals: readonly Goal[] = [
  ...[1, 8, 32].map((clients): Goal => ({
    name: `lifecycles/s at ${clients}`,
    read: ({ at }) => at.get(clients)?.perSecond,
    by: 'ratio',
    target: clients === 1 ? 0 : clients === 8 ? 0.85 : 1,
    isMost: false,
  })),
  ...[8, 32].map((clients): Goal => ({
    name: `CPU ms each at ${clients}`,
    read: ({ at }) => at.get(clients)?.cpuMs,
    by: 'ratio',
    target: 1.4,
    isMost: true,
  })),
  ...[8, 32].map((clients): Goal => ({
    name: `p99 ms at ${clients}`,
    read: ({ at }) => at.get(clients)?.p99Ms,
    by: 'ratio',
    target: 1.5,
    isMost: true,
  })),
  {
    name: 'memory MB at 32',
    read: ({ at }) => at.get(32)?.memoryMb,
    by: 'difference',
    target: 40,
    isMost: true,
  },
  { name: 'cold start ms', read: ({ coldStartMs }) => coldStartMs, by: 'ratio', target: 3, isMost: true },
]

/** Whether a target is reached; a quick run is too short to say. */
export const verdictOf = (isReached: boolean, isQuick: boolean): string =>
  isQuick ? 'quick: no verdict' : isReached ? 'reached' : 'NOT reached'

/** Worker against floor: medians, the median of the rounds' ratios, and whether the target is reached. */
export const goalTable = (rounds: Rounds, isQuick: boolean): string => {
  const [floor = [], worker = []] = [rounds.get('floor'), rounds.get('worker')]
  const rowOf = ({ name, read, by, target, isMost }: Goal): readonly string[] | undefined => {
    const pairs = worker.flatMap((round, index) => {
      const [mine, theirs] = [read(round), floor[index] && read(floor[index])]
      return mine === undefined || theirs === undefined ? [] : [[mine, theirs] as const]
    })
    if (pairs.length === 0) return undefined
    const found = median(pairs.map(([mine, theirs]) => (by === 'ratio' ? mine / theirs : mine - theirs)))
    const sign = by === 'ratio' ? '×' : 'MB'
    const isReached = isMost ? found <= target : found >= target
    return [
      name,
      short(median(pairs.map(([, theirs]) => theirs))),
      short(median(pairs.map(([mine]) => mine))),
      `${short(found)} ${sign}`,
      target === 0 ? '–' : `${isMost ? '≤' : '≥'} ${target} ${sign}`,
      target === 0 ? '' : verdictOf(isReached, isQuick),
    ]
  }
  const rows = goals.map(rowOf).filter((row) => row !== undefined)
  return table([['', 'floor', 'worker', 'worker to floor', 'target', ''], ...rows])
}

/** Everybody beside each other, as multiples of better-auth too. */
export const peerTable = (rounds: Rounds): string => {
  const loads = [1, 8, 32]
  const middle = (name: ContestantName, read: (figures: Figures) => number, clients: number): number =>
    median((rounds.get(name) ?? []).flatMap(({ at }) => at.get(clients) ?? []).map(read))
  const each = (clients: readonly number[], read: (clients: number) => string) =>
    clients.map(read).join(' / ')
  const rowOf = (name: ContestantName): readonly string[] => {
    const perSecond = (of: ContestantName, clients: number) =>
      middle(of, (figures) => figures.perSecond, clients)
    return [
      name,
      each(loads, (clients) => short(perSecond(name, clients))),
      each(loads, (clients) => short(perSecond(name, clients) / perSecond('better-auth', clients))),
      each([8, 32], (clients) => short(middle(name, (figures) => figures.p99Ms, clients))),
      each([8, 32], (clients) => short(middle(name, (figures) => figures.cpuMs, clients))),
      short(middle(name, (figures) => figures.memoryMb, 32)),
      short(median((rounds.get(name) ?? []).map(({ coldStartMs }) => coldStartMs))),
    ]
  }
  return table([
    [
      '',
      'lifecycles/s at 1 / 8 / 32',
      '× better-auth',
      'p99 ms at 8 / 32',
      'CPU ms at 8 / 32',
      'MB at 32',
      'cold ms',
    ],
    ...[...rounds.keys()].map(rowOf),
  ])
}
