// `npm run dev`: the console with hot reload inside the emulator, which restarts on change; the worker is not needed for it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies, ensureNode, ensurePorts, root } from './ensure.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.EMULATOR_PORT ?? '8024' },
    'console-port': { type: 'string', default: '5173' },
  },
})

ensureNode()
ensureDependencies()
const bin = (name) => join(root, 'node_modules/.bin', name)
await ensurePorts({ '--port': values.port, '--console-port': values['console-port'] })
const children = [
  [bin('vite'), ['--port', values['console-port'], '--strictPort']],
  [process.execPath, ['scripts/build.mjs', 'emulator-pages', '--watch']],
  [
    bin('tsx'),
    [
      'watch',
      'src/emulator/main.ts',
      '--port',
      values.port,
      '--limits',
      '--app-url',
      `http://127.0.0.1:${values['console-port']}/`,
    ],
  ],
].map(([command, args]) => spawn(command, args, { cwd: root, stdio: 'inherit' }))

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
for (const child of children) child.once('exit', stop)
console.log(`\n  Open http://127.0.0.1:${values.port}/   Stop: Ctrl+C\n`)
