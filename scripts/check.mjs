// `npm run check`: everything that needs no browser.
import { ensureDependencies, ensureNode } from './ensure.mjs'
import { fast, runAll } from './steps.mjs'

ensureNode()
ensureDependencies()
runAll(fast)
