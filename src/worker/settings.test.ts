import { describe, expect, test } from 'vitest'
import { readWorkerSettings, SettingsError } from './settings.ts'

const key = Buffer.alloc(32, 7).toString('base64')

const linesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readWorkerSettings(environment)
  } catch (error) {
    if (error instanceof SettingsError) return error.lines
  }
  return []
}

test('an empty environment gives loopback, port 8025 and no capability', () => {
  const settings = readWorkerSettings({})
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 8025, publicUrl: 'http://127.0.0.1:8025' })
  expect(settings).toMatchObject({ consoleDir: 'dist/console', capabilities: [], work: undefined })
  expect(settings.portalOrigins).toBeUndefined()
})

test.each([
  ['HTTPS://Pair.Company.com', 'https://pair.company.com'],
  ['https://pair.company.com:443/', 'https://pair.company.com'],
  ['https://pair.company.com:8443', 'https://pair.company.com:8443'],
  ['http://127.0.0.1:80', 'http://127.0.0.1'],
])('PUBLIC_URL %s is kept as browsers write it: %s', (given, publicUrl) => {
  expect(readWorkerSettings({ PUBLIC_URL: given }).publicUrl).toBe(publicUrl)
})

test.each([
  [{ HOST: '[::1]' }, '::1', 'http://[::1]:8025'],
  [{ HOST: '::1' }, '::1', 'http://[::1]:8025'],
  [{ HOST: 'localhost', PORT: '80' }, 'localhost', 'http://localhost'],
  [{ PORT: '443', TLS_CERT_FILE: 'c', TLS_KEY_FILE: 'k' }, '127.0.0.1', 'https://127.0.0.1'],
  [{ PORT: '80', TLS_CERT_FILE: 'c', TLS_KEY_FILE: 'k' }, '127.0.0.1', 'https://127.0.0.1:80'],
])('without PUBLIC_URL, %j pairs people at what it listens on', (environment, host, publicUrl) => {
  const settings = readWorkerSettings({ WORKER_KEYS: key, ...environment })
  expect(settings).toMatchObject({ host, publicUrl })
  expect(new URL(publicUrl).origin).toBe(publicUrl)
})

test('a port that is known only later will do where another address is named, or none is needed', () => {
  const PUBLIC_URL = 'https://pair.company.com'
  expect(readWorkerSettings({ WORKER_KEYS: key, PORT: '0', PUBLIC_URL })).toMatchObject({ port: 0 })
  expect(readWorkerSettings({ PORT: '0' })).toMatchObject({ port: 0 })
})

test('portals are listed with commas or spaces', () => {
  const settings = readWorkerSettings({ PORTAL_ORIGINS: 'http://127.0.0.1:8024, https://portal.example' })
  expect(settings.portalOrigins).toEqual(['http://127.0.0.1:8024', 'https://portal.example'])
})

test('pairing is switched on by name, and has its defaults', () => {
  const { work, capabilities } = readWorkerSettings({ CAPABILITIES: 'pairing', WORKER_KEYS: key })
  expect(capabilities).toEqual(['pairing'])
  expect(work).toMatchObject({
    has: ['pairing'],
    databaseUrl: undefined,
    databaseFile: '.data/worker.sqlite',
    workerKeys: [key],
    app: undefined,
    portal: undefined,
    oauthServer: 'https://oauth.bitrix.info',
    bot: { code: 'sign_in', name: 'Sign-in', type: 'bot', mode: 'fetch' },
    restBucket: { capacity: 50, drainPerSecond: 2 },
  })
})

test('with a key to seal with, everything is on; what is named is on alone', () => {
  expect(readWorkerSettings({ WORKER_KEYS: key }).work?.has).toEqual(['pairing', 'links'])
  expect(readWorkerSettings({ WORKER_KEYS: key, CAPABILITIES: '' }).work?.has).toEqual(['pairing', 'links'])
  const links = readWorkerSettings({ WORKER_KEYS: key, CAPABILITIES: 'links', SITES: 'no json' })
  expect([links.capabilities, links.work?.resolvesPerMinute]).toEqual([['links'], 6000])
})

describe('one clear line for each mistake, without the value', () => {
  test.each([
    [{ PORT: '99999' }, /^PORT: is no whole number from 0 to 65535$/],
    [{ PORT: 'x' }, /^PORT: is no whole number/],
    [{ BOT_MODE: 'push' }, /^BOT_MODE: is none of: fetch, webhook$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: is none of: debug, info, warn, error, silent$/],
    [{ BOT_CODE: 'Sign In' }, /^BOT_CODE: has 1 to 40 of a-z, 0-9 and _$/],
    [
      {
        PORTAL_WEBHOOK: 'https://portal.example/rest/secret/',
        PORTAL_MEMBER_ID: 'm',
        BOT_TOKEN: 'x'.repeat(20),
      },
      /^PORTAL_WEBHOOK: is no address of an incoming webhook/,
    ],
    [{ PORTAL_ORIGINS: "https://a.example;script-src'*'" }, /^PORTAL_ORIGINS: is no origin$/],
    [{ CAPABILITIES: 'pairing' }, /^WORKER_KEYS: is missing/],
    [{ CAPABILITIES: 'everything' }, /^CAPABILITIES: is none of: pairing, links$/],
    [{ WORKER_KEYS: 'short-secret' }, /^WORKER_KEYS: is not base64 of 32 bytes/],
    [{ PUBLIC_URL: 'http://pair.company.com' }, /^PUBLIC_URL: is no address/],
    [{ PUBLIC_URL: 'https://pair.company.com/path' }, /^PUBLIC_URL: is no address/],
    [{ TRUSTED_PROXIES: '127.0.0.1', CAPABILITIES: 'pairing', WORKER_KEYS: key }, /^PUBLIC_URL: is missing/],
    [{ HOST: '0.0.0.0', CAPABILITIES: 'pairing', WORKER_KEYS: key }, /^PUBLIC_URL: is missing/],
    [{ HOST: '::', WORKER_KEYS: key }, /^PUBLIC_URL: is missing/],
    [{ PORT: '0', WORKER_KEYS: key }, /^PUBLIC_URL: is missing; with PORT=0/],
    [{ HOST: '127.0.0.1:8025' }, /^HOST: is neither an IP address nor a name, alone$/],
    [{ BOT_NAME: '   ' }, /^BOT_NAME: is nothing but spaces$/],
    [{ PORT: ' ' }, /^PORT: is nothing but spaces$/],
    [{ CAPABILITIES: 'pairing', WORKER_KEYS: ' ' }, /^WORKER_KEYS: is nothing but spaces$/],
    [{ CLIENT_ID: 'local.1' }, /^CLIENT_SECRET: is missing/],
    [{ PORTAL_WEBHOOK: 'https://a.example/rest/1/secret-code/' }, /^PORTAL_MEMBER_ID, BOT_TOKEN: is missing/],
    [{ DATABASE_URL: 'mysql://secret' }, /^DATABASE_URL: is no address of a PostgreSQL database$/],
    [{ TLS_CERT_FILE: 'cert.pem' }, /^TLS_KEY_FILE: is missing/],
    [{ SETUP_CODE: 'short' }, /^SETUP_CODE: /],
    [{ SETUP_CODE: 'sixteen/and/more/letters' }, /^SETUP_CODE: /],
    [{ BOT_NAME: 'Sign\nin' }, /^BOT_NAME: has a line break/],
  ])('%j', (environment, line) => {
    const lines = linesOf(environment)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(line)
    expect(lines[0]).not.toMatch(/secret(?!s)/)
  })
  test('what is missing or half there is told beside what is wrong', () => {
    expect(linesOf({ PORT: 'abc', CAPABILITIES: 'pairing' })).toEqual([
      expect.stringMatching(/^PORT: is no whole number/),
      expect.stringMatching(/^WORKER_KEYS: is missing/),
    ])
    const lines = linesOf({
      CAPABILITIES: 'pairing,nothing',
      WORKER_KEYS: 'x',
      HOST: '0.0.0.0',
      CLIENT_ID: 'local.1',
      BOT_TOKEN: 'short',
    })
    expect(lines.map((line) => line.replace(/:.*/, '')).toSorted()).toEqual([
      'BOT_TOKEN',
      'CAPABILITIES',
      'CLIENT_SECRET',
      'PORTAL_WEBHOOK, PORTAL_MEMBER_ID',
      'PUBLIC_URL',
      'WORKER_KEYS',
    ])
  })

  test('several mistakes are told at once, those of SITES and TRUSTED_PROXIES as well', () => {
    expect(linesOf({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'x' })).toHaveLength(3)
    const site = { id: 'shop', name: 'Shop', returnAddresses: ['https://shop.example/'], key: 'secret' }
    const lines = linesOf({
      PORT: 'x',
      CAPABILITIES: 'pairing',
      SITES: JSON.stringify([site]),
      TRUSTED_PROXIES: '10.0.0.0/8, nginx, 10.0.0.0/99',
    })
    expect(lines).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^WORKER_KEYS: is missing/),
      expect.stringMatching(/^PUBLIC_URL: is missing/),
      'TRUSTED_PROXIES: "nginx" is no address and no range like 10.0.0.0/8.',
      'TRUSTED_PROXIES: "10.0.0.0/99" is no address and no range like 10.0.0.0/8.',
      expect.stringMatching(/^SITES\[0\] key: /),
      'SITES[0] memberId: is missing, and PORTAL_MEMBER_ID is not set',
    ])
    expect(lines.join()).not.toContain('"secret"')
    expect(linesOf({ CAPABILITIES: 'pairing', SITES: '{' })).toEqual([
      expect.stringMatching(/^WORKER_KEYS: is missing/),
      'SITES: is no JSON list of sites',
    ])
  })
  test('sites are not looked at where nobody signs in', () => {
    expect(linesOf({ SITES: '{' })).toEqual([])
  })
})
