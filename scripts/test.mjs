// `npm test`: on a fresh clone it installs what is missing, then runs every check and every test.
import { ensureChromium, ensureDependencies, ensureNode, ensurePhp, say } from './ensure.mjs'
import { build, endToEnd, fast, runAll } from './steps.mjs'

ensureNode()
ensureDependencies()
const chromium = ensureChromium()
if (!ensurePhp()) say('no php on PATH: the comparisons with real PHP are skipped')
runAll([...fast, build, endToEnd(chromium)])
