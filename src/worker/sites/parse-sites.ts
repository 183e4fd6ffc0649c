import * as z from 'zod/mini'
import { sitePolicies } from '../../contract/pairing/pairing-words.ts'
import { findSiteProblems } from '../../contract/pairing/site-fields.ts'
import type { Secrets } from '../ports/secrets.ts'
import { hostOfSite } from './create-sites.ts'
import type { Site } from './site.ts'

const text = z.string('is missing, or no text')

const entrySchema = z.strictObject(
  {
    id: text,
    memberId: z.optional(text.check(z.minLength(1, 'is empty'))),
    name: text,
    returnAddresses: z.array(text, 'is missing, or no list'),
    policy: z._default(z.enum(sitePolicies, `is none of: ${sitePolicies.join(', ')}`), 'finish'),
    key: text,
  },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `has no field ${keys.join(', ')}` : 'is no site',
  },
)
type Entry = z.infer<typeof entrySchema>

const keyProblem = (key: string): string | undefined =>
  /^[\x21-\x7e]{32,200}$/.test(key)
    ? undefined
    : 'key: has 32 to 200 characters without spaces (openssl rand -hex 24 makes one)'

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The sites of the environment (`SITES`, a JSON list), or one line for each mistake; a line never repeats a key.
 * `memberId` is the portal of those that name none.
 */
export const parseSites = (
  text: string,
  parts: { readonly memberId: string | undefined; readonly digest: Secrets['digest'] },
): { readonly sites: readonly Site[]; readonly problems: readonly string[] } => {
  const list = parsedJson(text)
  if (!Array.isArray(list)) return { sites: [], problems: ['SITES: is no JSON list of sites'] }
  const problems: string[] = []
  const sites: Site[] = []
  const siteOf = ({ key, ...fields }: Entry, place: string): Site | undefined => {
    const memberId = fields.memberId ?? parts.memberId
    const keyDigest = parts.digest(key)
    const mistakes = [
      ...findSiteProblems(fields).map((problem) => `${problem.field}: ${problem.text}`),
      keyProblem(key),
      memberId === undefined ? 'memberId: is missing, and PORTAL_MEMBER_ID is not set' : undefined,
      sites.some(({ id }) => id === fields.id) ? 'id: another site has it' : undefined,
      sites.some(({ keyDigests }) => keyDigests.includes(keyDigest)) ? 'key: another site has it' : undefined,
    ].filter((mistake) => mistake !== undefined)
    problems.push(...mistakes.map((mistake) => `${place} ${mistake}`))
    if (mistakes.length > 0 || memberId === undefined) return undefined
    return {
      ...fields,
      memberId,
      host: hostOfSite(fields.returnAddresses),
      keyDigests: [keyDigest],
      isActive: true,
      origin: 'environment',
      createdAt: 0,
    }
  }
  for (const [index, item] of (list as unknown[]).entries()) {
    const place = `SITES[${index}]`
    const entry = entrySchema.safeParse(item)
    if (entry.success) {
      const site = siteOf(entry.data, place)
      if (site) sites.push(site)
    } else
      problems.push(
        ...entry.error.issues.map(({ path, message }) => `${place} ${path.join('.') || 'site'}: ${message}`),
      )
  }
  return { sites, problems }
}
