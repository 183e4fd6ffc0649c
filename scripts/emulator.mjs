// `npm run emulator -- --port 8024`: the portal alone, for anybody's bot.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildInputs, ensureDependencies, ensureNode, fail, isStale, root, run, say } from './ensure.mjs'

ensureNode()
ensureDependencies()
for (const [output, part] of [
  ['dist/emulator.mjs', 'emulator'],
  ['dist/emulator-pages/app-page.js', 'emulator-pages'],
]) {
  if (!isStale(output, ['src/emulator', 'src/contract', 'src/lib', ...buildInputs])) continue
  say(`building ${part}`)
  if (!run(process.execPath, ['scripts/build.mjs', part]))
    fail('The build failed; its output above says why.')
}
const pages = join(root, 'dist/emulator-pages')
const args = [join(root, 'dist/emulator.mjs'), '--pages', pages, ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
child.once('exit', (code) => (process.exitCode = code ?? 1))
