import { BlobReader, Uint8ArrayWriter, ZipReader, type FileEntry } from '@zip.js/zip.js'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { consoleIn, expect, test } from './portal.ts'
import { startStaticServer } from './static-server.ts'
import { registerAndOpen, ways } from './ways.ts'

const root = resolve(import.meta.dirname, '..')

test('until the installation is finished no event comes; then the console opens', async ({
  page,
  portal,
}) => {
  await portal.control('settings', { installed: false })
  await page.goto(`${portal.origin}/`)
  const app = consoleIn(page)
  await expect(app.getByRole('list', { name: 'Checks' })).toContainText('imbot')

  const { accessToken } = await portal.control<{ accessToken: string }>('tokens', {})
  const call = async (method: string, params: object) => {
    const response = await fetch(`${portal.origin}/rest/${method}.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...params, auth: accessToken }),
    })
    return ((await response.json()) as { result: { bot: { id: number }; events: unknown[] } }).result
  }
  const { bot } = await call('imbot.v2.Bot.register', {
    fields: { code: 'early_bot', properties: { name: 'Early' } },
  })
  const queued = async () => (await call('imbot.v2.Event.get', { botId: bot.id })).events.length
  await portal.control('say', { as: 2, dialogId: String(bot.id), text: 'too early' })
  expect(await queued()).toBe(0)

  await app.getByRole('button', { name: 'Finish the installation' }).click()
  await expect(page).toHaveURL(/install_finished=Y/)
  await expect(consoleIn(page).getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
  await portal.control('say', { as: 2, dialogId: String(bot.id), text: 'now' })
  expect(await queued()).toBeGreaterThan(0)
})

/** The archive as the portal unpacks it. */
const unpack = async (archive: string, folder: string): Promise<string[]> => {
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(archive)])))
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory)
  for (const entry of entries) {
    const file = join(folder, entry.filename)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await entry.getData(new Uint8ArrayWriter()))
  }
  await reader.close()
  return entries.map(({ filename }) => filename)
}

test('the archive runs from a bare static server in the portal’s iframe and fetches nothing from elsewhere', async ({
  page,
  portal,
}) => {
  const zipped = spawnSync(process.execPath, ['scripts/zip.mjs'], { cwd: root, encoding: 'utf8' })
  expect(zipped.status, zipped.stderr).toBe(0)
  const folder = mkdtempSync(join(tmpdir(), 'static-app-'))
  const files = await unpack(join(root, 'dist/b24-bot-console.zip'), folder)
  expect(files).toEqual(expect.arrayContaining(['index.html', 'install.html']))
  const server = await startStaticServer(folder)
  try {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (![server.origin, portal.origin].includes(new URL(request.url()).origin)) foreign.push(request.url())
    })
    await portal.control('settings', { appUrl: `${server.origin}/index.html`, installed: false })
    await page.goto(`${portal.origin}/`)
    await consoleIn(page).getByRole('button', { name: 'Finish the installation' }).click()
    const [frame] = ways
    if (!frame) throw new Error('no frame way')
    await expect(consoleIn(page).getByRole('heading', { name: 'Bots', exact: true })).toBeVisible()
    await registerAndOpen(frame, consoleIn(page), { code: 'zip_bot', name: 'Zip' })
    expect(foreign.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([])
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
})

test('the first screen with the SDK is at most 260 kB gzip', async ({ page, portal }) => {
  const { gzipSync } = await import('node:zlib')
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    const isOurs =
      response.url().startsWith(portal.workerOrigin) && /\.(js|css|html)(\?|$)|\/(\?|$)/.test(response.url())
    if (isOurs)
      sizes.push(
        response.body().then(
          (body) => gzipSync(body, { level: 9 }).length,
          () => 0,
        ),
      )
  })
  await page.goto(`${portal.origin}/`)
  await expect(consoleIn(page).getByRole('heading', { name: 'No bots yet' })).toBeVisible()
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  test.info().annotations.push({ type: 'first screen', description: `${(total / 1000).toFixed(1)} kB gzip` })
  console.log(`first screen in the frame: ${(total / 1000).toFixed(1)} kB gzip in ${sizes.length} files`)
  expect(total).toBeGreaterThan(100_000)
  expect(total).toBeLessThanOrEqual(260_000)
})
