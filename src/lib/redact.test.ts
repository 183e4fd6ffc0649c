import { expect, test } from 'vitest'
import { redact, redacted, redactText } from './redact.ts'

const hex64 = 'c0ffee'.padEnd(64, '0a')
const hex32 = 'abad1dea'.padEnd(32, '1b')
const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJtMToyIn0.c2lnbmF0dXJl-_x'
const base64Key = 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='

test.for([
  [`code ${hex64} opened`, `code ${redacted} opened`],
  [`BOT_CONTEXT=%7B%22pairCode%22%3A%22${hex64}%22%7D`, hex64],
  [`/online/?IM_DIALOG=7&BOT_CONTEXT=%7B%22link%22%3A%22${hex32}%22%7D&utm_source=a`, hex32],
  [`bx://v2/a.bitrix24.com/botContext/dialogId/7/context/%7B%22promo%22%3A%22s3cret%22%7D`, 's3cret'],
  [`x_${hex64}_y`, hex64],
  ['https://a.bitrix24.com/rest/1/s3cretc0de/user.get.json', 's3cretc0de'],
  ['https://a.bitrix24.com/rest/user.get?auth=s3cretc0de&x=1', 's3cretc0de'],
  ['POST body access_token=s3cretc0de&user=2', 's3cretc0de'],
  ['auth[access_token]=s3cretc0de', 's3cretc0de'],
  ['auth%5Bapplication_token%5D=s3cretc0de', 's3cretc0de'],
  ['{"refresh_token":"s3cretc0de","a":1}', 's3cretc0de'],
  ["{ botToken: 's3cretc0de' }", 's3cretc0de'],
  ['client_secret: s3cretc0de', 's3cretc0de'],
  ['Authorization: Bearer s3cretc0de', 's3cretc0de'],
  ['authorization: basic czNjcmV0YzBkZTo=', 'czNjcmV0YzBkZTo='],
  ['Set-Cookie: __Host-pairing=s3cretc0de; Secure', 's3cretc0de'],
  ['https://shop.example/back?code=s3cretc0de&state=a', 's3cretc0de'],
  ['/pair/shop?start=s3cretc0de', 's3cretc0de'],
  ['/back?code=secret_code-of_a_day', 'secret_code-of_a_day'],
  ['/back?code=secret_c0de', 'secret_c0de'],
  ['/hooks/s3cretc0de', 's3cretc0de'],
  ['/hooks/app/s3cretc0de', 's3cretc0de'],
  ['postgres://worker:s3cretc0de@db:5432/x', 's3cretc0de'],
  ['cannot reach postgres://worker:my s3cretc0de@db/x', 's3cretc0de'],
  ['cannot reach postgresql://worker:my/s3cretc0de@db/x', 's3cretc0de'],
  ['cannot reach postgres://worker:my@s3cretc0de@db/x', 's3cretc0de'],
  ['AUTH_ID=s3cretc0de&AUTH_EXPIRES=3600', 's3cretc0de'],
  ['DOMAIN=a&REFRESH_ID=s3cretc0de', 's3cretc0de'],
  ['{"AUTH_ID":"s3cretc0de"}', 's3cretc0de'],
  ['auth%5BAUTH_ID%5D=s3cretc0de', 's3cretc0de'],
  ['/back?x=%7B%22code%22%3A%22s3cretc0de%22%7D', 's3cretc0de'],
  ['/back?x=%257B%2522code%2522%253A%2522s3cretc0de%2522%257D', 's3cretc0de'],
  ['%7B%22auth%22%3A%22s3cretc0de%22%7D', 's3cretc0de'],
  ['%7B%22access_token%22%3a%22s3cretc0de%22%7D', 's3cretc0de'],
  ['Cookie: a=harmless; session=s3cretc0de', 's3cretc0de'],
  ['[["cookie","a=harmless; session=s3cretc0de"]]', 's3cretc0de'],
  [`token ${jwt} refused`, jwt],
  [`sealed v1.0a1b2c3d.s3cretc0de_-x`, 's3cretc0de'],
  [`pressed ${hex32}.${hex32}`, `.${hex32}`],
  [`key ${base64Key}`, base64Key],
] as const)('%s loses its secret', ([text, secret]) => {
  const clean = redactText(text)
  expect(clean).toContain(redacted)
  if (secret.includes(redacted)) expect(clean).toBe(secret)
  else expect(clean).not.toContain(secret)
})

test.for([
  `pairing ${hex32} of portal ${hex32} confirmed`,
  'portal answered 503 (QUERY_LIMIT_EXCEEDED) after 12.5 ms',
  'https://a.bitrix24.com/online/?IM_DIALOG=7',
  'imbot.v2.Bot.get https://a.bitrix24.com/rest/imbot.v2.Bot.get',
  'http://127.0.0.1:8025',
  'refused with code: ACCESS_DENIED',
  'refused with code: expired_token, trying again',
  'https://a.bitrix24.com:8443/x?mail=ada@b.example',
  'AUTH_EXPIRES=3600&DOMAIN=a',
])('%s stays as it is', (text) => {
  expect(redactText(text)).toBe(text)
})

test('a property is judged by its name as well', () => {
  const names = [
    'accessToken',
    'application_token',
    'botToken',
    'clientSecret',
    'password',
    'authorization',
    'cookie',
    'set-cookie',
    'verifier',
    'nonce',
    'apiKey',
    'WORKER_KEYS',
    'pairCode',
    'auth',
    'AUTH_ID',
    'REFRESH_ID',
    'code',
    'd',
  ]
  for (const name of names) expect(redact({ [name]: 'canary' })).toEqual({ [name]: redacted })
  expect(redact({ auth: { a: 'canary' }, tokens: ['canary'] })).toEqual({ auth: redacted, tokens: redacted })
  const harmless = {
    pairingId: hex32,
    botId: 7,
    kid: 'k1',
    decision: 'confirm',
    hasToken: true,
    token: null,
    code: 'BOT_NOT_FOUND',
  }
  expect(redact(harmless)).toEqual(harmless)
})

test('a pair of name and value is judged by its name, too', () => {
  expect(
    redact({
      headers: [
        ['Cookie', 'canary'],
        ['x-api-key', 'canary'],
        ['host', 'db'],
      ],
      AUTH_EXPIRES: 3600,
    }),
  ).toEqual({
    headers: [
      ['Cookie', redacted],
      ['x-api-key', redacted],
      ['host', 'db'],
    ],
    AUTH_EXPIRES: 3600,
  })
  const headers = new Headers({ authorization: 'canary', accept: 'text/html' })
  expect(redact(headers)).toEqual([
    ['accept', 'text/html'],
    ['authorization', redacted],
  ])
  expect(redact(['no token was given', 'trying again'])).toEqual(['no token was given', 'trying again'])
})

test('why a portal refuses can be read', () => {
  for (const code of ['expired_token', 'insufficient_scope', 'NO_AUTH_FOUND', 'ECONNRESET', 429])
    expect(redact({ code })).toEqual({ code })
  for (const code of ['secret', 'expired_t0ken', 'Expired_token', '_token', 'a_', 'a_b'.repeat(14)])
    expect(redact({ code })).toEqual({ code: redacted })
  expect(redact({ token: 'expired_token' })).toEqual({ token: redacted })
})

test('errors with causes, lists, maps, addresses and circles are walked through', () => {
  const cause = Object.assign(new Error(`refused ${hex64}`), { config: { url: '/rest/1/s3cretc0de/x' } })
  const error = new Error('call failed: access_token=s3cretc0de', { cause })
  const circle: Record<string, unknown> = { error, list: [new URL('https://a.example/?auth=s3cretc0de')] }
  circle.self = circle
  circle.map = new Map<string, unknown>([
    ['accessToken', 's3cretc0de'],
    ['at', new Date(0)],
  ])
  circle.all = new AggregateError([error], 's')
  circle.headers = new Headers({ 'x-a': 'Bearer s3cretc0de' })
  circle.bytes = new TextEncoder().encode('s3cretc0de')
  const clean = JSON.stringify(redact(circle))
  expect(clean).not.toContain('s3cretc0de')
  expect(clean).not.toContain(hex64)
  expect(clean).toContain('call failed')
  expect(clean).toContain('[circular]')
  expect(clean).toContain('redact.test.ts')
})

test('something very deep ends', () => {
  const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), hex64)
  expect(JSON.stringify(redact(deep))).toContain('[deep]')
})

test('a text of any kind is looked through in no time', () => {
  for (const word of [
    'a',
    'token',
    'x_',
    'secretsecret',
    'eyJ',
    'eyJ-',
    '://a:',
    '%20',
    '%22',
    '%2522',
    '25',
    'postgres://a:',
    'cookie=',
    'cookie:',
    'cookie: a',
    'code',
    '0123456789abcdef',
  ]) {
    const text = word.repeat(200_000 / word.length)
    const startedAt = performance.now()
    redactText(text)
    // Looked through once for each letter, it would take half a minute.
    expect(performance.now() - startedAt).toBeLessThan(2000)
  }
})
