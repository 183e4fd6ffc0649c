// `npm run soak`: a hundred sign-ins while the worker is killed; see bench/soak.ts.
import { join } from 'node:path'
import { ensureDependencies, ensureNode, root, run } from './ensure.mjs'

ensureNode()
ensureDependencies()
if (!run(join(root, 'node_modules/.bin/tsx'), ['bench/soak.ts', ...process.argv.slice(2)]))
  process.exitCode = 1
