import type { SiteFields, SiteProblem } from '../../contract/pairing/site-fields.ts'
import { findSiteProblems, siteLimits } from '../../contract/pairing/site-fields.ts'
import type { Clock } from '../../client/timing.ts'
import { auditLine, type AuditEntry } from '../ports/audit.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { KeyChange, SiteStore } from './site-store.ts'
import type { Site } from './site.ts'

const siteIdPattern = /^[a-z0-9-]{1,32}$/

/** Who changes something, and where. */
export type SiteEditor = { readonly memberId: string; readonly actor: string }

type Refused =
  | { readonly kind: 'invalid'; readonly problems: readonly SiteProblem[] }
  | { readonly kind: 'taken' | 'unknown' | 'readOnly' | 'keyCount' }
export type SiteChanged = { readonly kind: 'changed'; readonly site: Site } | Refused
/** `key` is told once; only its digest is kept. */
export type SiteKeyed = { readonly kind: 'keyed'; readonly site: Site; readonly key: string } | Refused

/** All sites of this worker: those of the environment, which nobody here can change, and those admins made. */
export type Sites = {
  readonly find: (siteId: string) => Promise<Site | undefined>
  /** The active site whose API key this is. */
  readonly findByKey: (key: string) => Promise<Site | undefined>
  readonly list: (memberId: string) => Promise<readonly Site[]>
  /** Sites that admins made and that one of the environment with the same id has put out of work. */
  readonly listShadowed: () => Promise<readonly Site[]>
  readonly add: (editor: SiteEditor, fields: SiteFields) => Promise<SiteKeyed>
  readonly replace: (editor: SiteEditor, fields: SiteFields) => Promise<SiteChanged>
  readonly remove: (editor: SiteEditor, siteId: string) => Promise<SiteChanged>
  /** A second key beside the first, so that the site's program can change over; then the first is removed. */
  readonly addKey: (editor: SiteEditor, siteId: string) => Promise<SiteKeyed>
  readonly removeKey: (editor: SiteEditor, siteId: string, keyId: string) => Promise<SiteChanged>
}

/** Tells keys apart and opens nothing: the beginning of a key's digest. */
export const keyIdOf = (keyDigest: string): string => keyDigest.slice(0, 12)

/** Host (with its port) of the first return address; what the card shows. */
export const hostOfSite = (returnAddresses: readonly string[]): string =>
  new URL(returnAddresses[0] ?? '').host

/** Which of the fields an admin may set differ, for the audit log. */
const changedFields = (before: Site, after: Site): string =>
  (['name', 'returnAddresses', 'policy', 'isActive'] as const)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .join(' ')

/** The sites over their store; every change is audited with it. */
export const createSites = (parts: {
  readonly store: SiteStore
  /** Made by `parseSites`. */
  readonly environment: readonly Site[]
  readonly secrets: Pick<Secrets, 'randomHex' | 'digest'>
  readonly clock: Clock
}): Sites => {
  const { store, environment, secrets, clock } = parts

  const entry = (editor: SiteEditor, kind: string, detail: AuditEntry['detail']) => [
    auditLine({ ...editor, at: clock.now(), kind, detail }),
  ]

  const newKey = () => {
    const key = `site_${secrets.randomHex(24)}`
    return { key, digest: secrets.digest(key) }
  }

  const isShadowed = ({ id }: Pick<Site, 'id'>) => environment.some((site) => site.id === id)

  const find: Sites['find'] = async (siteId) => {
    // Ids come out of addresses: what is none is asked of no database.
    if (!siteIdPattern.test(siteId)) return undefined
    return environment.find((site) => site.id === siteId) ?? (await store.find(siteId))
  }

  /** The site if this admin may change it; another portal's is as unknown as none. */
  const findOwn = async (
    { memberId }: SiteEditor,
    siteId: string,
  ): Promise<{ readonly kind: 'own'; readonly site: Site } | Refused> => {
    const site = await find(siteId)
    if (site?.memberId !== memberId) return { kind: 'unknown' }
    return site.origin === 'environment' ? { kind: 'readOnly' } : { kind: 'own', site }
  }

  /** The site as it is now; somebody else may have changed something else of it. */
  const asStored = async (siteId: string, outcome: KeyChange): Promise<SiteChanged> => {
    if (outcome !== 'changed') return { kind: outcome }
    const site = await store.find(siteId)
    return site ? { kind: 'changed', site } : { kind: 'unknown' }
  }

  return {
    find,
    findByKey: async (key) => {
      const digest = secrets.digest(key)
      const own = environment.find(({ keyDigests }) => keyDigests.includes(digest))
      if (own) return own
      const site = await store.findByKey(digest)
      return site?.isActive && !isShadowed(site) ? site : undefined
    },
    list: async (memberId) => [
      ...environment.filter((site) => site.memberId === memberId),
      ...(await store.list(memberId)).filter((site) => !isShadowed(site)),
    ],
    listShadowed: async () => {
      const found = await Promise.all(environment.map(({ id }) => store.find(id)))
      return found.filter((site) => site !== undefined)
    },
    add: async (editor, fields) => {
      const problems = findSiteProblems(fields)
      if (problems.length > 0) return { kind: 'invalid', problems }
      if (isShadowed(fields)) return { kind: 'taken' }
      const { key, digest } = newKey()
      const site: Site = {
        ...fields,
        memberId: editor.memberId,
        host: hostOfSite(fields.returnAddresses),
        keyDigests: [digest],
        origin: 'console',
        createdAt: clock.now(),
      }
      const detail = { site: site.id, host: site.host, policy: site.policy }
      const isAdded = await store.add(site, entry(editor, 'siteAdded', detail))
      return isAdded ? { kind: 'keyed', site, key } : { kind: 'taken' }
    },
    replace: async (editor, fields) => {
      const found = await findOwn(editor, fields.id)
      if (found.kind !== 'own') return found
      const problems = findSiteProblems(fields)
      if (problems.length > 0) return { kind: 'invalid', problems }
      const site = { ...found.site, ...fields, host: hostOfSite(fields.returnAddresses) }
      const detail = { site: site.id, changed: changedFields(found.site, site), isActive: site.isActive }
      const isChanged = await store.replace(site, entry(editor, 'siteChanged', detail))
      return asStored(fields.id, isChanged ? 'changed' : 'unknown')
    },
    remove: async (editor, siteId) => {
      const found = await findOwn(editor, siteId)
      if (found.kind !== 'own') return found
      const audit = entry(editor, 'siteRemoved', { site: siteId, host: found.site.host })
      const isRemoved = await store.remove(found.site, audit)
      return isRemoved ? { kind: 'changed', site: found.site } : { kind: 'unknown' }
    },
    addKey: async (editor, siteId) => {
      const found = await findOwn(editor, siteId)
      if (found.kind !== 'own') return found
      const { key, digest } = newKey()
      const wanted = { id: siteId, memberId: editor.memberId, digest, atMost: siteLimits.keys }
      const audit = entry(editor, 'siteKeyAdded', { site: siteId, key: keyIdOf(digest) })
      const changed = await asStored(siteId, await store.addKey(wanted, audit))
      return changed.kind === 'changed' ? { kind: 'keyed', site: changed.site, key } : changed
    },
    removeKey: async (editor, siteId, keyId) => {
      const found = await findOwn(editor, siteId)
      if (found.kind !== 'own') return found
      const digest = found.site.keyDigests.find((one) => keyIdOf(one) === keyId)
      if (digest === undefined) return { kind: 'unknown' }
      const audit = entry(editor, 'siteKeyRemoved', { site: siteId, key: keyId })
      const unwanted = { id: siteId, memberId: editor.memberId, digest }
      return asStored(siteId, await store.removeKey(unwanted, audit))
    },
  }
}
