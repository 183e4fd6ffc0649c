import { isLoopbackHost } from '../contract/safe-address.ts'
import { parseTrustedProxies } from './host/trusted-proxies.ts'
import { hostInAddress } from './listen-host.ts'
import { capabilities, environmentSchema } from './settings-schema.ts'
import { parseSites } from './sites/parse-sites.ts'

/** The environment as it is, but for empty values. */
export type SetValues = Readonly<Record<string, string | undefined>>

const wordsOf = (text = ''): readonly string[] => text.split(/[\s,]+/).filter(Boolean)
const isBlank = (value: string | undefined): boolean => value?.trim() === ''

/** What is named, or everything as soon as there is a key to seal secrets with. */
const switchedOn = ({ CAPABILITIES, WORKER_KEYS }: SetValues): readonly string[] => {
  if (CAPABILITIES === undefined) return wordsOf(WORKER_KEYS).length > 0 ? capabilities : []
  const named = wordsOf(CAPABILITIES)
  return capabilities.filter((capability) => named.includes(capability))
}

/** Why the worker cannot tell by itself at which address browsers and portals find it. */
const whyNoOwnAddress = ({ HOST = '127.0.0.1', PORT, TRUSTED_PROXIES }: SetValues): string | undefined => {
  if (!isLoopbackHost(hostInAddress(HOST) ?? '') || TRUSTED_PROXIES !== undefined)
    return 'browsers and portals must know the address this worker has for them'
  return PORT !== undefined && Number(PORT) === 0
    ? 'with PORT=0 nobody knows the address beforehand'
    : undefined
}

/** Settings that belong together and are only half there; one whose value is wrong is there. */
const missing = (set: SetValues): readonly string[] => {
  const together = (...names: readonly string[]): readonly string[] => {
    const lacking = names.filter((name) => set[name] === undefined)
    if (lacking.length === 0 || lacking.length === names.length) return []
    return [`${lacking.join(', ')}: is missing; ${names.join(', ')} belong together`]
  }
  const isStateful = switchedOn(set).length > 0
  const why = isStateful && set.PUBLIC_URL === undefined ? whyNoOwnAddress(set) : undefined
  return [
    ...together('TLS_CERT_FILE', 'TLS_KEY_FILE'),
    ...together('CLIENT_ID', 'CLIENT_SECRET'),
    ...together('PORTAL_WEBHOOK', 'PORTAL_MEMBER_ID', 'BOT_TOKEN'),
    ...(isStateful && wordsOf(set.WORKER_KEYS).length === 0 && !isBlank(set.WORKER_KEYS)
      ? ['WORKER_KEYS: is missing; secrets are sealed with it (openssl rand -base64 32 makes one)']
      : []),
    ...(why === undefined ? [] : [`PUBLIC_URL: is missing; ${why}`]),
  ]
}

const linesThrownBy = (step: () => unknown): readonly string[] => {
  try {
    step()
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : []
  }
}

/** Settings that have a grammar of their own. */
const grammarProblems = (set: SetValues): readonly string[] => {
  const { TRUSTED_PROXIES = '', SITES = '[]', PORTAL_MEMBER_ID: memberId } = set
  return [
    ...linesThrownBy(() => parseTrustedProxies(TRUSTED_PROXIES)),
    // The digest only tells here whether two keys are the same.
    ...(switchedOn(set).includes('pairing')
      ? parseSites(SITES, { memberId, digest: (key) => key }).problems
      : []),
  ]
}

/** Everything that is wrong with the environment, all of it at once, a line each and without the value. */
export const findSettingsProblems = (set: SetValues): readonly string[] => {
  const blank = Object.keys(environmentSchema.shape).filter((name) => isBlank(set[name]))
  const filled = Object.fromEntries(Object.entries(set).filter(([name]) => !blank.includes(name)))
  const parsed = environmentSchema.safeParse(filled)
  return [
    ...blank.map((name) => `${name}: is nothing but spaces`),
    ...(parsed.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? []),
    ...missing(set),
    ...grammarProblems(filled),
  ]
}
