import type { AuditView, PairingView, SiteView } from '../../contract/pairing/console-api.ts'
import type { AuditRecord } from '../ports/audit.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { keyIdOf } from '../sites/create-sites.ts'
import type { Site } from '../sites/site.ts'

/** What admins see of a pairing: who, where, when; never a secret's digest, and nothing of the site's own words but the claimed name. */
export const viewOfPairing = (pairing: Pairing, sites: readonly Site[]): PairingView => {
  const { id, state, siteId, policy, request, createdAt, expiresAt } = pairing
  const starter = state.starter
  const approver = state.name === 'pending' ? null : state.approver
  const consumed = state.name === 'consumed' ? state : null
  const ended = state.name === 'declined' || state.name === 'expired' ? state : null
  return {
    id,
    state: state.name,
    site: { id: siteId, name: sites.find((site) => site.id === siteId)?.name ?? null },
    policy,
    purpose: request.purpose,
    claimedName: request.claimedName,
    starter: starter && { ip: starter.ip, browser: starter.browser, openedAt: starter.openedAt },
    approver: approver && {
      userId: approver.userId,
      userName: approver.userName,
      claimedAt: approver.claimedAt,
    },
    createdAt,
    expiresAt,
    confirmedAt: state.name === 'confirmed' ? state.confirmedAt : null,
    consumedAt: consumed?.consumedAt ?? null,
    exchangedAt: consumed?.exchangedAt ?? null,
    ending: ended && { why: ended.ending, at: ended.endedAt },
  }
}

export const viewOfAudit = ({ id, at, pairingId, actor, kind, detail }: AuditRecord): AuditView => ({
  id,
  at,
  pairingId,
  actor,
  kind,
  detail: { ...detail },
})

export const viewOfSite = (site: Site): SiteView => ({
  id: site.id,
  name: site.name,
  returnAddresses: [...site.returnAddresses],
  policy: site.policy,
  isActive: site.isActive,
  host: site.host,
  origin: site.origin,
  createdAt: site.createdAt,
  keyIds: site.keyDigests.map(keyIdOf),
})
