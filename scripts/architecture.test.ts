import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[]
}

/** One seeded file per rule: who imports whom although the rule forbids it. */
const seeds: Record<string, [from: string, imported: string]> = {
  'no-cycles': ['src/lib/a.ts', './b.ts'],
  'no-unresolved': ['src/lib/c.ts', './not-there.ts'],
  'no-dev-dependency-in-src': ['src/demo/d.ts', 'fast-check'],
  'only-tests-import-testing': ['src/app/shell/e.ts', '../../testing/target.ts'],
  'contract-imports-zod': ['src/contract/f.ts', '../lib/target.ts'],
  'lib-imports-nothing': ['src/lib/g.ts', '../contract/target.ts'],
  'client-imports': ['src/client/h.ts', 'react'],
  'portal-imports': ['src/app/portal/i.ts', '../queries/target.ts'],
  'queries-imports': ['src/app/queries/j.ts', '../features/bots/target.ts'],
  'features-imports': ['src/app/features/bots/k.ts', '../../../client/target.ts'],
  'no-feature-imports-another': ['src/app/features/bots/l.ts', '../events/target.ts'],
  'ui-knows-no-bot': ['src/app/ui/m.ts', '../../contract/target.ts'],
  'app-worker-imports': ['src/app/worker/ai.ts', '../features/bots/target.ts'],
  'events-imports': ['src/app/events/n.ts', '../ui/target.ts'],
  'messages-and-theme-imports': ['src/app/messages/o.ts', '../ui/target.ts'],
  'app-is-one-program': ['src/app/shell/p.ts', '../../emulator/target.ts'],
  'only-portal-knows-the-sdk': ['src/app/shell/q.ts', '@bitrix24/b24jssdk'],
  'no-server-packages-in-the-browser': ['src/app/shell/ag.ts', '@hono/node-server'],
  'emulator-imports': ['src/emulator/r.ts', '../client/target.ts'],
  'emulator-without-node': ['src/emulator/s.ts', 'node:fs'],
  'emulator-reads-links-itself': ['src/emulator/t.ts', '../contract/deep-link/target.ts'],
  'emulator-pages-imports': ['src/emulator/pages/u.ts', '../../client/target.ts'],
  'pages-are-not-the-emulator': ['src/emulator/v.ts', './pages/target.ts'],
  'routes-imports': ['src/worker/routes/w.ts', '../store/target.ts'],
  'worker-pages-imports': ['src/worker/pages/ag.ts', '../pairing/target.ts'],
  'worker-pages-stay-outside': ['src/worker/routes/ah.ts', '../pages/target.ts'],
  'ports-are-interfaces': ['src/worker/ports/z.ts', '../pairing/target.ts'],
  'capability-imports': ['src/worker/pairing/aa.ts', 'hono'],
  'no-capability-imports-another': ['src/worker/pairing/ab.ts', '../links/target.ts'],
  'store-imports': ['src/worker/store/ac.ts', '../routes/target.ts'],
  'host-imports': ['src/worker/host/ad.ts', '../store/target.ts'],
  'loops-imports': ['src/worker/loops/ae.ts', '../routes/target.ts'],
  'worker-rooms-without-node': ['src/worker/routes/af.ts', 'node:fs'],
  'worker-is-one-program': ['src/worker/x.ts', '../app/ui/target.ts'],
  'demo-has-no-worker': ['src/demo/y.ts', '../worker/target.ts'],
}

/** What the map allows, so that a rule that forbids everything is noticed too. */
const allowed: [from: string, imported: string][] = [
  ['src/contract/ok.ts', 'zod/mini'],
  ['src/client/ok.ts', '../contract/target.ts'],
  ['src/app/portal/ok.ts', '@bitrix24/b24jssdk'],
  ['src/app/features/bots/ok.ts', '../../ui/target.ts'],
  ['src/emulator/ok.ts', 'hono'],
  ['src/emulator/pages/ok.ts', '../../contract/target.ts'],
  ['src/worker/pairing/ok.ts', '../ports/target.ts'],
  ['src/worker/routes/ok.ts', 'hono'],
  ['src/worker/host/ok.ts', 'node:fs'],
  ['src/demo/ok.ts', '../emulator/target.ts'],
  ['src/lib/ok.test.ts', '../testing/target.ts'],
]

const tree = mkdtempSync(join(tmpdir(), 'architecture-'))
let violations: { rule: string; from: string }[] = []

const write = (file: string, text: string) => {
  mkdirSync(join(tree, dirname(file)), { recursive: true })
  writeFileSync(join(tree, file), text)
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const file of ['package.json', 'tsconfig.json']) copyFileSync(join(root, file), join(tree, file))
  for (const [from, imported] of [...Object.values(seeds), ...allowed]) {
    if (imported.endsWith('target.ts')) write(join(dirname(from), imported), 'export const target = 1\n')
    write(from, `import * as imported from '${imported}'\nexport const used = imported\n`)
  }
  write('src/lib/b.ts', "export * from './a.ts'\n")
  const cruise = join(root, 'node_modules/.bin/depcruise')
  const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src']
  let report: string
  try {
    report = execFileSync(cruise, args, { cwd: tree, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  } catch (error) {
    report = String((error as { stdout: unknown }).stdout) // the exit code is the number of violations
  }
  const { summary } = JSON.parse(report) as {
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  violations = summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}, 60_000)

afterAll(() => rmSync(tree, { recursive: true }))

test('every rule has a seeded violation', () => {
  expect(Object.keys(seeds).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort())
})

for (const [rule, [from]] of Object.entries(seeds))
  test(`${rule} bites`, () => {
    expect(violations).toContainEqual({ rule, from })
  })

test('what the map allows passes', () => {
  const files = allowed.map(([from]) => from)
  expect(violations.filter(({ from }) => files.includes(from))).toEqual([])
})
