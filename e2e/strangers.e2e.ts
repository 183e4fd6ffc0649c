import { execFile, spawn, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { expect, test } from './portal.ts'
import { freePort, startProgram } from './programs.ts'

const run = promisify(execFile)
const script = (name: string) => join(import.meta.dirname, 'strangers', name)

/** The certificate a server shows, as the file a Node program is told to trust. */
const certificateOf = (port: number): Promise<string> =>
  new Promise((found, failed) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      found(new X509Certificate(socket.getPeerCertificate().raw).toString())
      socket.end()
    })
    socket.once('error', failed)
  })

test('a program over B24Hook runs unchanged, over TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
  const port = await freePort()
  const emulator = await startProgram('emulator', ['--port', String(port), '--tls'], {
    sign: /control token/,
  })
  try {
    const certificate = join(folder, 'ca.pem')
    writeFileSync(certificate, await certificateOf(port))
    const webhook = `https://127.0.0.1:${port}/rest/1/sandbox/`
    const { stdout } = await run(process.execPath, [script('sdk-hook.mjs'), webhook], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
    })
    const said = JSON.parse(stdout) as Record<string, unknown>
    expect(said).toEqual({
      code: 'sdk_hook_bot',
      messageId: said.messageId,
      refused: 'BOT_NOT_FOUND',
      admin: true,
    })
    expect(said.messageId).toBeGreaterThan(0)
  } finally {
    await emulator.stop()
    rmSync(folder, { recursive: true })
  }
})

test('a program over B24OAuth runs unchanged and refreshes its expired token by itself', async ({
  portal,
}) => {
  const tokens = await portal.control<{ accessToken: string; refreshToken: string }>('tokens', {})
  const { memberId } = await portal.control<{ memberId: string }>('state')
  const { clientId, clientSecret } = (await import('../src/emulator/seed-credentials.ts')).consoleApp
  await portal.control('clock', { advanceMs: 2 * 3_600_000 })
  const auth = {
    applicationToken: 'none',
    userId: 1,
    memberId,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    expires: Math.floor(Date.now() / 1000) + 3600,
    expiresIn: 3600,
    scope: 'im,imbot,user',
    domain: new URL(portal.origin).host,
    clientEndpoint: `${portal.origin}/rest/`,
    serverEndpoint: `${portal.origin}/rest/`,
    status: 'L',
    issuer: 'request',
  }
  const { stdout } = await run(process.execPath, [
    script('sdk-oauth.mjs'),
    JSON.stringify({ auth, secret: { clientId, clientSecret } }),
  ])
  expect(JSON.parse(stdout)).toEqual({
    code: 'sdk_oauth_bot',
    listed: ['sdk_oauth_bot'],
    refreshes: 1,
    isNewToken: true,
  })
})

const hasPhp = spawnSync('php', ['--version']).status === 0

test('a PHP handler over php -S takes the webhook and answers in the chat', async ({ portal }) => {
  test.skip(!hasPhp, 'no php on this machine')
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
  const [settings, log] = [join(folder, 'settings.json'), join(folder, 'events.log')]
  const port = await freePort()
  const botToken = createHash('sha256').update('php').digest('hex').slice(0, 40)
  writeFileSync(
    settings,
    JSON.stringify({
      webhook: portal.webhook,
      botToken,
      log,
      applicationToken: `custom${botToken}`.slice(0, 50),
    }),
  )
  const php = spawn('php', ['-S', `127.0.0.1:${port}`, script('handler.php')], {
    env: { ...process.env, HANDLER_SETTINGS: settings },
    stdio: 'ignore',
  })
  try {
    const handler = `http://127.0.0.1:${port}/handler.php`
    await expect
      .poll(() =>
        fetch(handler).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
    const fields = {
      code: 'php_bot',
      botToken,
      eventMode: 'webhook',
      webhookUrl: handler,
      properties: { name: 'PHP Bot' },
    }
    const registered = await fetch(`${portal.webhook}imbot.v2.Bot.register.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fields }),
    })
    const { result } = (await registered.json()) as { result: { bot: { id: number } } }
    await portal.control('say', { as: 2, dialogId: String(result.bot.id), text: 'hello & [b]you[/b] + 100%' })
    const texts = async () => {
      const query = `messages?as=2&dialogId=${result.bot.id}`
      const { messages } = await portal.control<{ messages: { text: string }[] }>(query)
      return messages.map(({ text }) => text)
    }
    await expect.poll(texts).toContain('PHP heard: hello & [b]you[/b] + 100%')
    expect(existsSync(log)).toBe(true)
    const events = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; post: { event_handler_id?: string } })
      .filter(({ event }) => event !== '')
    expect(events.length).toBeGreaterThan(0)
    for (const { post } of events) expect(post.event_handler_id).toMatch(/^\d+$/)
    const { deliveries } = await portal.control<{ deliveries: { status: number }[] }>('deliveries')
    expect(deliveries.every(({ status }) => status === 200)).toBe(true)
  } finally {
    php.kill('SIGTERM')
    rmSync(folder, { recursive: true })
  }
})
