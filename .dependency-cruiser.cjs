/** The import rules of the map in CONTRIBUTING.md. `scripts/architecture.test.ts` proves with seeded violations that each one bites. */

const tests = '\\.test\\.tsx?$'

/** Files of `folder` may import only what `allowed` names (and themselves). */
const only = (name, folder, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: folder, pathNot: [tests] },
  to: { pathNot: [folder, ...allowed] },
})

/** The folders of the worker that each hold one capability. */
const capabilities = '(pairing|portals|sites|links|tap|overview)'

const npm = (...names) => names.map((name) => `node_modules/${name}(/|$)`)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      comment: 'What runs must be a dependency, not a devDependency.',
      from: { path: '^src', pathNot: [tests, '^src/testing'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: ['node_modules/@types/'],
      },
    },
    {
      name: 'only-tests-import-testing',
      severity: 'error',
      from: { path: '^(src|e2e|bench|scripts)', pathNot: [tests, '^src/testing', '^e2e', '^bench'] },
      to: { path: '^src/testing' },
    },
    only(
      'contract-imports-zod',
      '^src/contract',
      npm('zod'),
      'The contract stands in the middle and knows nobody.',
    ),
    only('lib-imports-nothing', '^src/lib', [], 'Helpers that have never heard of a bot.'),
    only(
      'client-imports',
      '^src/client',
      ['^src/contract', '^src/lib', ...npm('zod')],
      'The client speaks contract.',
    ),
    only(
      'portal-imports',
      '^src/app/portal',
      ['^src/contract', '^src/lib', '^src/client', ...npm('@bitrix24/b24jssdk', 'zod', 'react', 'zustand')],
      'The host frame behind one small interface.',
    ),
    only(
      'queries-imports',
      '^src/app/queries',
      ['^src/contract', '^src/lib', '^src/client', '^src/app/portal', ...npm('@tanstack/react-query')],
      'Query options know data, not screens.',
    ),
    {
      name: 'features-imports',
      severity: 'error',
      comment:
        'A screen gets its data from queries and events; never the client, the SDK or another program.',
      from: { path: '^src/app/features', pathNot: [tests] },
      to: {
        path: [
          '^src/client',
          '^src/worker',
          '^src/emulator',
          '^src/app/shell',
          '^src/app/theme',
          'node_modules/@bitrix24/',
        ],
      },
    },
    {
      name: 'no-feature-imports-another',
      severity: 'error',
      from: { path: '^src/app/features/([^/]+)/' },
      to: { path: '^src/app/features/([^/]+)/', pathNot: '^src/app/features/$1/' },
    },
    {
      name: 'ui-knows-no-bot',
      severity: 'error',
      from: { path: '^src/app/ui', pathNot: [tests] },
      to: { path: '^src', pathNot: ['^src/app/ui', '^src/lib'] },
    },
    {
      name: 'app-worker-imports',
      severity: 'error',
      comment: 'What every screen that needs the companion worker shares: the gate in front of it.',
      from: { path: '^src/app/worker', pathNot: [tests] },
      to: {
        path: '^src',
        pathNot: ['^src/app/(worker|queries|portal|ui|messages)', '^src/(contract|lib)'],
      },
    },
    {
      name: 'events-imports',
      severity: 'error',
      from: { path: '^src/app/events', pathNot: [tests] },
      to: { path: '^src', pathNot: ['^src/app/events', '^src/contract', '^src/lib', '^src/client'] },
    },
    {
      name: 'messages-and-theme-imports',
      severity: 'error',
      from: { path: '^src/app/(messages|theme)', pathNot: [tests] },
      to: { path: '^src', pathNot: ['^src/app/(messages|theme)', '^src/contract', '^src/lib'] },
    },
    {
      name: 'app-is-one-program',
      severity: 'error',
      from: { path: '^src/app', pathNot: [tests] },
      to: { path: ['^src/(worker|emulator|demo|testing)'] },
    },
    {
      name: 'only-portal-knows-the-sdk',
      severity: 'error',
      from: { path: '^src', pathNot: ['^src/app/portal', tests] },
      to: { path: 'node_modules/@bitrix24/b24jssdk' },
    },
    {
      name: 'no-server-packages-in-the-browser',
      severity: 'error',
      from: { path: '^src/(app|client|demo|emulator/pages)/', pathNot: [tests] },
      to: { path: npm('hono', '@hono/node-server', 'selfsigned') },
    },
    {
      name: 'emulator-imports',
      severity: 'error',
      comment: 'The portal side: contract, lib and Hono alone, so that a mistake cannot hide on both sides.',
      from: { path: '^src/emulator', pathNot: [tests, '^src/emulator/main\\.ts$', '^src/emulator/pages/'] },
      to: {
        path: ['^src', '^node:', 'node_modules'],
        pathNot: ['^src/emulator', '^src/contract', '^src/lib', ...npm('hono', 'zod')],
      },
    },
    {
      name: 'emulator-without-node',
      severity: 'error',
      from: {
        path: '^src/(emulator|contract|lib|client|app|demo)',
        pathNot: [tests, '^src/emulator/main\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'emulator-reads-links-itself',
      severity: 'error',
      from: { path: '^src/emulator', pathNot: [tests] },
      to: { path: ['^src/contract/deep-link', '^src/client', '^src/app', '^src/worker'] },
    },
    {
      name: 'emulator-pages-imports',
      severity: 'error',
      from: { path: '^src/emulator/pages/', pathNot: [tests] },
      to: { path: '^src', pathNot: ['^src/emulator/pages/', '^src/contract', '^src/lib'] },
    },
    {
      name: 'pages-are-not-the-emulator',
      severity: 'error',
      comment: 'The pages run in the browser; the emulator on a server speaks to them by HTTP only.',
      from: { path: '^src/emulator', pathNot: ['^src/emulator/pages/', tests] },
      to: { path: '^src/emulator/pages/' },
    },
    {
      name: 'routes-imports',
      severity: 'error',
      comment: 'HTTP in and out; what it needs is handed to it.',
      from: { path: '^src/worker/routes', pathNot: [tests] },
      to: { path: '^src/(app|emulator|worker/(store|host|loops))' },
    },
    {
      name: 'worker-pages-imports',
      severity: 'error',
      comment: 'The hosted pages run in the browser of somebody outside: the smallest there can be.',
      from: { path: '^src/worker/pages', pathNot: [tests] },
      to: { path: ['^src', 'node_modules'], pathNot: ['^src/worker/pages', '^src/contract/pairing'] },
    },
    {
      name: 'worker-pages-stay-outside',
      severity: 'error',
      from: { path: '^src/worker', pathNot: ['^src/worker/pages/', tests] },
      to: { path: '^src/worker/pages/' },
    },
    {
      name: 'ports-are-interfaces',
      severity: 'error',
      from: { path: '^src/worker/ports', pathNot: [tests] },
      to: { path: ['^src', 'node_modules'], pathNot: ['^src/worker/ports', '^src/contract', ...npm('zod')] },
    },
    {
      name: 'capability-imports',
      severity: 'error',
      comment: 'Rules and the store interface they need: no HTTP, no SQL.',
      from: { path: `^src/worker/${capabilities}/`, pathNot: [tests] },
      to: {
        path: ['^src', 'node_modules'],
        pathNot: [
          `^src/worker/${capabilities}/`,
          '^src/worker/ports',
          '^src/(contract|lib|client)',
          ...npm('zod'),
        ],
      },
    },
    {
      name: 'no-capability-imports-another',
      severity: 'error',
      from: { path: `^src/worker/${capabilities}/` },
      to: { path: `^src/worker/${capabilities}/`, pathNot: '^src/worker/$1/' },
    },
    {
      name: 'store-imports',
      severity: 'error',
      from: { path: '^src/worker/store', pathNot: [tests] },
      to: { path: ['^src/client', '^src/worker/(routes|loops|host)', ...npm('hono')] },
    },
    {
      name: 'host-imports',
      severity: 'error',
      from: { path: '^src/worker/host', pathNot: [tests] },
      to: { path: '^src', pathNot: ['^src/worker/(host|ports)', '^src/(contract|lib)'] },
    },
    {
      name: 'loops-imports',
      severity: 'error',
      from: { path: '^src/worker/loops', pathNot: [tests] },
      to: { path: ['^src/worker/(store|routes|host)', ...npm('hono', 'kysely')] },
    },
    {
      name: 'worker-rooms-without-node',
      severity: 'error',
      comment: 'What only Node does lives in worker/host; the drivers in worker/store and main.ts.',
      from: { path: `^src/worker/(routes|ports|loops|${capabilities})/`, pathNot: [tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'worker-is-one-program',
      severity: 'error',
      from: { path: '^src/worker', pathNot: [tests] },
      to: { path: '^src/(app|emulator|demo|testing)' },
    },
    {
      name: 'demo-has-no-worker',
      severity: 'error',
      from: { path: '^src/demo', pathNot: [tests] },
      to: { path: '^src/(worker|testing)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist', '^node_modules/\\.'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
}
