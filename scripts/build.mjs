// Everything that runs: the console, the demo, the portal's pages (Vite), the worker and the emulator (esbuild).
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ensureDependencies, ensureNode, root } from './ensure.mjs'

ensureNode()
ensureDependencies()
const [{ build: bundle }, { build: viteBuild }] = await Promise.all([import('esbuild'), import('vite')])

const only = process.argv.slice(2).filter((argument) => argument !== '--watch')
const watch = process.argv.includes('--watch') ? {} : null
const wanted = (name) => only.length === 0 || only.includes(name)

const site = ({ outDir, input, output, ...options }) =>
  viteBuild({
    root,
    logLevel: 'warn',
    ...options,
    build: {
      outDir,
      manifest: outDir === 'dist/console',
      watch,
      rollupOptions: { input, ...(output ? { output } : {}) },
    },
  })

const program = (name) =>
  bundle({
    entryPoints: [join(root, `src/${name}/main.ts`)],
    outfile: join(root, `dist/${name}.mjs`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    legalComments: 'none',
    // Holds a compiled part that is found beside its own files; pg would look for one that nobody needs.
    external: name === 'worker' ? ['@photostructure/sqlite', 'pg-native'] : [],
    banner: {
      js: "import { createRequire as __b24cr } from 'node:module'; const require = __b24cr(import.meta.url);",
    },
  })

/** What the worker's own pages run in the browser. */
const workerPages = () =>
  bundle({
    entryPoints: [
      'start-page.ts',
      'pair-page.ts',
      'finish-page.ts',
      'landing-page.ts',
      'pages.css',
      'landing-page.css',
    ].map((file) => join(root, 'src/worker/pages', file)),
    outdir: join(root, 'dist/worker-pages'),
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'esm',
    legalComments: 'none',
  })

const gzipped = (file) => gzipSync(readFileSync(join(root, 'dist/console', file)), { level: 9 }).length

/** The entry, what it imports, and the parts that are loaded before the bots list can be seen in a portal. */
const firstScreen = () => {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/console/.vite/manifest.json'), 'utf8'))
  const lazy = Object.keys(manifest).filter((key) => /b24jssdk|features\/bots\/bots-screen/.test(key))
  const files = new Set()
  const visit = (key) => {
    const { file, css = [], imports = [] } = manifest[key]
    for (const name of [file, ...css]) files.add(name)
    for (const next of imports) if (!files.has(manifest[next].file)) visit(next)
  }
  for (const key of ['index.html', ...lazy]) visit(key)
  return [...files]
}

if (wanted('console')) {
  await site({ outDir: 'dist/console', input: ['index.html', 'install.html'] })
  const files = firstScreen()
  const kilobytes = (files.reduce((sum, file) => sum + gzipped(file), 0) / 1000).toFixed(1)
  console.log(`console: first screen with the SDK ${kilobytes} kB gzip in ${files.length} files (limit 260)`)
  rmSync(join(root, 'dist/console/.vite'), { recursive: true })
}
if (wanted('demo')) await site({ outDir: 'dist/demo', input: ['demo.html'] })
if (wanted('emulator-pages'))
  await site({
    outDir: 'dist/emulator-pages',
    input: { 'app-page': 'src/emulator/pages/app-page.tsx', 'chat-page': 'src/emulator/pages/chat-page.tsx' },
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: 'chunk-[hash].js',
      assetFileNames: 'portal[extname]',
    },
    publicDir: false,
  })
if (wanted('worker') || wanted('worker-pages')) await workerPages()
for (const name of ['worker', 'emulator']) if (wanted(name)) await program(name)
if (only.length === 0) writeFileSync(join(root, 'dist/.built'), new Date().toISOString())
