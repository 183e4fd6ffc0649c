// `npm run zip`: the static local app, ready to upload to a portal: index.html and install.html at the archive's root.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildInputs, ensureDependencies, ensureNode, fail, isStale, root, run } from './ensure.mjs'

ensureNode()
ensureDependencies()
const { BlobReader, BlobWriter, ZipWriter } = await import('@zip.js/zip.js')
const sources = ['src', 'public', 'index.html', 'install.html', ...buildInputs]
if (isStale('dist/console/index.html', sources) && !run(process.execPath, ['scripts/build.mjs', 'console']))
  fail('The build failed; its output above says why.')

const folder = join(root, 'dist/console')
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .sort()

const zip = new ZipWriter(new BlobWriter('application/zip'), {
  level: 9,
  lastModDate: new Date(Date.UTC(2026, 0, 1)),
})
for (const file of files) await zip.add(file, new BlobReader(new Blob([readFileSync(join(folder, file))])))
const archive = join(root, 'dist/b24-bot-console.zip')
writeFileSync(archive, Buffer.from(await (await zip.close()).arrayBuffer()))
console.log(`dist/b24-bot-console.zip: ${files.length} files`)
