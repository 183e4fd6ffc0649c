import * as z from 'zod/mini'
import { isSafeAddress } from '../contract/safe-address.ts'
import { logLevels } from './host/create-log.ts'
import { hostInAddress, listenHost } from './listen-host.ts'
import { webhookAddressOf } from './portals/portal-address.ts'

/** One CSP source: scheme, host (a leading `*.` allowed), optional port; nothing that could end the directive. */
const origin = z.string().check(z.regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i, 'is no origin'))

const listOf = <O>(schema: z.ZodMiniType<O, string>) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.split(/[\s,]+/).filter(Boolean)),
    ),
    z.array(schema),
  )

const whole = (least: number, most: number) => {
  const is = `is no whole number from ${least} to ${most}`
  return z.coerce.number(is).check(z.int(is), z.gte(least, is), z.lte(most, is))
}

const oneOf = <const T extends string>(...words: readonly T[]) =>
  z.enum(words, `is none of: ${words.join(', ')}`)

/** As browsers write it: no letter in capitals, no port that goes without saying, no slash at the end. */
const ownAddress = z.pipe(
  z.string().check(
    z.refine((text) => {
      if (!URL.canParse(text)) return false
      const url = new URL(text)
      return isSafeAddress(url) && url.pathname === '/' && url.search + url.hash + url.username === ''
    }, 'is no address like https://pair.company.com (http on loopback only, no path)'),
  ),
  z.transform((text: string) => new URL(text).origin),
)

const key = z
  .string()
  .check(z.regex(/^[A-Za-z0-9+/]{43}=$/, 'is not base64 of 32 bytes (openssl rand -base64 32 makes one)'))

const webhookAddress = z
  .string()
  .check(
    z.refine(
      (text) => webhookAddressOf(text) !== undefined,
      'is no address of an incoming webhook (https://portal/rest/1/code/)',
    ),
  )

const text = z.string().check(z.minLength(1, 'is empty'))
const oneLine = z.string().check(z.regex(/^\P{Cc}+$/u, 'has a line break or another control character'))

const host = z.pipe(
  z
    .string()
    .check(
      z.refine((text) => hostInAddress(text) !== undefined, 'is neither an IP address nor a name, alone'),
    ),
  z.transform(listenHost),
)

/** What the worker can do beside serving the console; each of them alone or with the others. */
export const capabilities = ['pairing', 'links'] as const
export type Capability = (typeof capabilities)[number]

/** Every setting there is; `docs/guides/running-the-worker.md` has a line for each, and a test that compares. */
export const environmentSchema = z.object({
  HOST: z._default(host, '127.0.0.1'),
  PORT: z._default(whole(0, 65_535), 8025),
  PUBLIC_URL: z.optional(ownAddress),
  TLS_CERT_FILE: z.optional(text),
  TLS_KEY_FILE: z.optional(text),
  CONSOLE_DIR: z._default(text, 'dist/console'),
  DEMO_DIR: z._default(text, 'dist/demo'),
  PAGES_DIR: z._default(text, 'dist/worker-pages'),
  PORTAL_ORIGINS: z.optional(listOf(origin)),
  CAPABILITIES: z.optional(listOf(oneOf(...capabilities))),
  DATABASE_URL: z.optional(
    z.string().check(z.regex(/^postgres(ql)?:\/\//, 'is no address of a PostgreSQL database')),
  ),
  DATABASE_FILE: z._default(text, '.data/worker.sqlite'),
  WORKER_KEYS: z.optional(listOf(key)),
  // It stands in an address.
  SETUP_CODE: z.optional(
    z.string().check(z.regex(/^[^\s/?#%\\]{16,}$/, 'has at least 16 characters, and no space / ? # % or \\')),
  ),
  CLIENT_ID: z.optional(text),
  CLIENT_SECRET: z.optional(text),
  OAUTH_SERVER: z._default(ownAddress, 'https://oauth.bitrix.info'),
  PORTAL_WEBHOOK: z.optional(webhookAddress),
  PORTAL_MEMBER_ID: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'is no member id'))),
  BOT_TOKEN: z.optional(z.string().check(z.regex(/^\S{16,40}$/, 'has 16 to 40 characters'))),
  BOT_CODE: z._default(
    z.string().check(z.regex(/^[a-z0-9_]{1,40}$/, 'has 1 to 40 of a-z, 0-9 and _')),
    'sign_in',
  ),
  BOT_NAME: z._default(oneLine, 'Sign-in'),
  BOT_TYPE: z._default(oneOf('bot', 'supervisor', 'personal', 'openline'), 'bot'),
  BOT_MODE: z._default(oneOf('fetch', 'webhook'), 'fetch'),
  SITES: z._default(z.string(), '[]'),
  TRUSTED_PROXIES: z._default(z.string(), ''),
  MINTS_PER_MINUTE: z._default(whole(1, 1_000_000), 600),
  STARTS_PER_MINUTE: z._default(whole(1, 1_000_000), 300),
  RESOLVES_PER_MINUTE: z._default(whole(1, 1_000_000), 6000),
  POLL_BUSY_MS: z._default(whole(200, 60_000), 5000),
  POLL_IDLE_MS: z._default(whole(200, 60_000), 30_000),
  REST_BURST: z._default(whole(1, 1_000_000), 50),
  REST_PER_SECOND: z._default(whole(1, 1_000_000), 2),
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16, 'has at least 16 characters'))),
  LOG_LEVEL: z._default(oneOf(...logLevels), 'info'),
})
export type Environment = z.output<typeof environmentSchema>
