import * as z from 'zod/mini'

/** Hosts of the cloud; a self-hosted portal is named in `PORTAL_ORIGINS`. */
const cloudPortals = [
  'com',
  'eu',
  'de',
  'fr',
  'it',
  'pl',
  'es',
  'uk',
  'in',
  'jp',
  'cn',
  'id',
  'vn',
  'ru',
  'by',
  'kz',
  'tr',
]
  .map((zone) => `https://*.bitrix24.${zone}`)
  .concat('https://*.bitrix24.com.br', 'https://*.bitrix24.com.tr', 'https://*.bitrix24.mx')

/** One CSP source: scheme, host (a leading `*.` allowed), optional port; nothing that could end the directive. */
const origin = z.string().check(z.regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i, 'is no origin'))

const environmentSchema = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)), 8025),
  CONSOLE_DIR: z._default(z.string(), 'dist/console'),
  DEMO_DIR: z._default(z.string(), 'dist/demo'),
  PORTAL_ORIGINS: z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text: string) => text.split(/[\s,]+/).filter(Boolean)),
      ),
      z.array(origin),
    ),
  ),
})

export type WorkerSettings = {
  readonly host: string
  readonly port: number
  readonly consoleDir: string
  readonly demoDir: string
  readonly portalOrigins: readonly string[]
}

/** The worker's settings from the environment; a value that cannot be is refused by name. */
export const readWorkerSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): WorkerSettings => {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    )
  const { HOST, PORT, CONSOLE_DIR, DEMO_DIR, PORTAL_ORIGINS } = parsed.data
  return {
    host: HOST,
    port: PORT,
    consoleDir: CONSOLE_DIR,
    demoDir: DEMO_DIR,
    portalOrigins: PORTAL_ORIGINS ?? cloudPortals,
  }
}
