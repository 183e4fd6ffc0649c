// `npm run soak`: people sign in while the worker is killed at named points and at random moments; the record goes to
// docs/soak.md. A line that is broken ends with exit code 1.
import { rmSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { crashPoints, type CrashPoint } from '../src/testing/worker/crash-points.ts'
import { findBroken, runThroughCrash } from '../src/testing/worker/crash-run.ts'
import {
  bundleCrashChild,
  createCrashWorld,
  pause,
  type CrashWorld,
} from '../src/testing/worker/crash-world.ts'

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' } } })
const times = Number(values.times)
const file = join(resolve(import.meta.dirname, '..'), 'docs/soak.md')
const modes = ['webhook', 'fetch'] as const
/** A sign-in that nothing disturbs takes about this long. */
const longestMs = 1200

const anyOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(Math.random() * all.length)]

type Line = {
  readonly mode: string
  readonly point: string
  readonly kills: number
  readonly cards: number
  readonly outcome: string
  readonly broken: readonly string[]
}

/** The points that this way of getting events passes. */
const pointsOf = (mode: (typeof modes)[number]): readonly CrashPoint[] =>
  crashPoints.filter((point) => point !== (mode === 'webhook' ? 'stored/not confirmed' : 'commit/no 200'))

const startAgain = async (world: CrashWorld, point: CrashPoint | undefined) => {
  await world.stopChild()
  world.start(point)
  while (!(await world.isReady())) await pause(20)
}

/** One sign-in with one death at a random point, and in every other one with another at a random moment. */
const runOnce = async (world: CrashWorld, mode: (typeof modes)[number], as: number): Promise<Line> => {
  const isTimed = Math.random() < 0.5
  const point = isTimed && Math.random() < 0.5 ? undefined : anyOf(pointsOf(mode))
  await startAgain(world, point)
  const before = world.crashes()
  const timer = isTimed ? setTimeout(world.kill, Math.random() * longestMs) : undefined
  const name = [point ?? '', isTimed ? 'a random moment' : ''].filter(Boolean).join(', ')
  try {
    const run = await runThroughCrash(world, { as })
    const broken = await findBroken(world, run, as)
    return {
      mode,
      point: name,
      kills: world.crashes() - before,
      cards: run.cards.length,
      outcome: run.outcome,
      broken,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return {
      mode,
      point: name,
      kills: world.crashes() - before,
      cards: 0,
      outcome: 'stuck',
      broken: [reason],
    }
  } finally {
    clearTimeout(timer)
  }
}

const childFile = await bundleCrashChild()
const lines: Line[] = []
for (const mode of modes) {
  const world = await createCrashWorld({ childFile, mode, postsAgain: true })
  world.start()
  const { userIds } = (await world.control('seed-users', { count: 3 * times })) as { userIds: number[] } // by its schema
  for (let run = 0; world.crashes() < times / modes.length; run += 1) {
    const line = await runOnce(world, mode, userIds[run] ?? 2)
    lines.push(line)
    console.log(`${lines.length} ${line.mode}: ${line.point}: ${line.outcome} ${line.broken.join(', ')}`)
  }
  await world.close()
}

rmSync(childFile, { force: true })

const sum = (read: (line: Line) => number) => lines.reduce((total, line) => total + read(line), 0)
const broken = lines.filter((line) => line.broken.length > 0)
const points = [...new Set(lines.map(({ point }) => point))].toSorted()
const rows = points.map((point) => {
  const own = lines.filter((line) => line.point === point)
  const count = (isMeant: (line: Line) => boolean) => own.filter(isMeant).length
  return [
    point,
    own.length,
    own.reduce((total, { kills }) => total + kills, 0),
    count(({ outcome }) => outcome === 'signedIn'),
    count(({ outcome }) => outcome === 'answerLost'),
    count(({ cards }) => cards === 2),
    count((line) => line.broken.length > 0),
  ].join(' | ')
})
writeFileSync(
  file,
  `# Soak: the worker is killed, people sign in

Written by \`npm run soak\`: ${lines.length} sign-ins on two database files (half with webhooks, half by polling), each with a
\`kill -9\` at a named point, at a random moment, or both; the worker is started again on the same file. After each one: nothing
acknowledged is left undone, each step is written down at most once, the person is bound and signed for as who pressed, and no
more than two cards with the same buttons were sent.

${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}: **${sum(({ kills }) => kills)} kills, ${broken.length} broken**.

| killed at | sign-ins | kills | signed in | answer lost, began anew | card sent twice | broken |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
${broken.length === 0 ? '' : `\nBroken:\n\n${broken.map((line) => `- ${line.mode}, ${line.point}: ${line.broken.join(', ')}`).join('\n')}\n`}
"Answer lost": the result was spent at the moment of the kill, and whoever asked never heard it. It is handed to nobody else.
`,
)
console.log(
  `${lines.length} sign-ins, ${sum(({ kills }) => kills)} kills, ${broken.length} broken; see docs/soak.md`,
)
process.exitCode = broken.length === 0 ? 0 : 1
