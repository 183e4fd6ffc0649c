// `npm run bench`: builds the worker, the console it serves, the demo and what it is compared with as they would be deployed, then runs `bench/bench.ts`.
import { join } from 'node:path'
import { ensureDependencies, ensureNode, fail, root, run } from './ensure.mjs'

ensureNode()
ensureDependencies()
if (!run(process.execPath, ['scripts/build.mjs', 'worker', 'console', 'demo'])) fail('The build failed.')

const { build } = await import('esbuild')
await build({
  entryPoints: ['floor.ts', 'oidc-provider.mjs', 'better-auth.ts'].map((file) => join(root, 'bench', file)),
  outdir: join(root, 'node_modules/.cache/bench'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minifySyntax: true,
  external: ['@photostructure/sqlite', 'oidc-provider', 'better-auth', 'better-auth/*'],
  banner: {
    js: "import { createRequire as __b24cr } from 'node:module'; const require = __b24cr(import.meta.url);",
  },
})
if (!run(join(root, 'node_modules/.bin/tsx'), ['bench/bench.ts', ...process.argv.slice(2)]))
  process.exitCode = 1
