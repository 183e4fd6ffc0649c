// The checks of `npm run check` and `npm test`, in the order that fails fastest.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './ensure.mjs'

const bin = (name) => join(root, 'node_modules/.bin', name)
const reports = join(root, 'node_modules/.cache/reports')

const now = () => performance.now()

/** @returns {{ name: string, ok: boolean, passed: number, failed: number, skipped: number, again: number, seconds: number }} */
const finished = (name, startedAt, ok, counts) => ({
  name,
  ok,
  passed: counts?.passed ?? (ok ? 1 : 0),
  failed: counts ? Math.max(counts.failed, ok ? 0 : 1) : ok ? 0 : 1,
  skipped: counts?.skipped ?? 0,
  again: counts?.again ?? 0,
  seconds: Math.round((now() - startedAt) / 100) / 10,
})

const check =
  (name, command, ...args) =>
  () => {
    const startedAt = now()
    return finished(name, startedAt, run(bin(command), args))
  }

const tests = (name, command, args, env, countsOf) => () => {
  const startedAt = now()
  mkdirSync(reports, { recursive: true })
  const report = join(reports, `${command}.json`)
  rmSync(report, { force: true })
  const ok = run(bin(command), args(report), { env: { ...process.env, ...env(report) } })
  return finished(name, startedAt, ok, readCounts(report, countsOf))
}

const readCounts = (report, countsOf) => {
  try {
    return countsOf(JSON.parse(readFileSync(report, 'utf8')))
  } catch (error) {
    console.error(`✗ no report to count from: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numFailedTestSuites * (report.numFailedTests === 0 ? 1 : 0),
  skipped: report.numPendingTests + report.numTodoTests,
})

const playwrightCounts = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  again: stats.flaky,
})

export const fast = [
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check('types', 'tsc', '-p', 'tsconfig.json'),
  check('types of the isomorphic folders', 'tsc', '-p', 'tsconfig.isomorphic.json'),
  check('lint', 'eslint', '.'),
  check('architecture', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'e2e'),
  check('unused code', 'knip'),
  tests(
    'unit tests',
    'vitest',
    (report) => ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    () => ({}),
    vitestCounts,
  ),
]

export const build = () => {
  const startedAt = now()
  return finished('build', startedAt, run(process.execPath, ['scripts/build.mjs']))
}

export const endToEnd = (chromium) =>
  tests(
    'end-to-end tests',
    'playwright',
    () => ['test', '--config', 'e2e/playwright.config.ts'],
    (report) => ({ CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    playwrightCounts,
  )

/** Runs every step, also after a failure; prints a line for each and the sum of all runners last. */
export const runAll = (steps) => {
  const results = steps.map((step) => step())
  const sum = (field) => results.reduce((total, result) => total + result[field], 0)
  console.log('')
  for (const { name, ok, passed, failed, skipped, again, seconds } of results) {
    const twice = again > 0 ? `, ${again} of the passed at a second try: see "flaky" above` : ''
    console.log(
      `${ok ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped${twice} (${seconds} s)`,
    )
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  process.exitCode = results.every((result) => result.ok) ? 0 : 1
}
