// `npm run dev`: the console with hot reload inside the emulator, which restarts on change.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies, ensureNode, root } from './ensure.mjs'

ensureNode()
ensureDependencies()
const bin = (name) => join(root, 'node_modules/.bin', name)
const consolePort = process.env.CONSOLE_PORT ?? '5173'
const children = [
  [bin('vite'), ['--port', consolePort, '--strictPort']],
  [process.execPath, ['scripts/build.mjs', 'emulator-pages', '--watch']],
  [
    bin('tsx'),
    [
      'watch',
      'src/emulator/main.ts',
      '--port',
      process.env.EMULATOR_PORT ?? '8024',
      '--app-url',
      `http://127.0.0.1:${consolePort}/`,
    ],
  ],
].map(([command, args]) => spawn(command, args, { cwd: root, stdio: 'inherit' }))

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
for (const child of children) child.once('exit', stop)
