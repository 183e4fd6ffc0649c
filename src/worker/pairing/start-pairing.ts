import type { Clock } from '../../client/timing.ts'
import { encodeAppLink, encodeWebLink } from '../../contract/deep-link/deep-link.ts'
import type { CreatePairingBody, StarterView } from '../../contract/pairing/site-api.ts'
import type { AuditStore } from '../ports/audit.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Advance } from './advance.ts'
import { lifetimes, type Pairing } from './pairing.ts'
import { isOpen } from './pairing-machine.ts'
import type { PairingStore } from './pairing-store.ts'

/** What starting needs to know of a site and of its portal. */
export type StartingSite = {
  readonly id: string
  readonly memberId: string
  readonly policy: Pairing['policy']
  readonly returnAddresses: readonly string[]
}
export type StartingPortal = { readonly memberId: string; readonly botId: number }

export type Created =
  | { readonly kind: 'created'; readonly pairing: Pairing; readonly startToken: string }
  | { readonly kind: 'refused'; readonly error: 'invalid_return_to' }

/** The browser that opens the start address, as far as it can be told. */
export type Browser = { readonly ip: string | null; readonly name: string }

/** A record as its own browser knows it: with the secrets that are in its cookie. */
export type Held = {
  readonly pairing: Pairing
  readonly pairCode: string
  readonly cookieDigest: string
}

const hex64 = /^[0-9a-f]{64}$/

/** The value of the starter's cookie: its own secret, and the code whose link the page must show again after a reload. */
const cookieValueOf = (held: { readonly secret: string; readonly pairCode: string }): string =>
  `${held.secret}.${held.pairCode}`

export const readCookieValue = (
  value: string | undefined,
): { readonly secret: string; readonly pairCode: string } | undefined => {
  const [secret = '', pairCode = '', ...more] = (value ?? '').split('.')
  return hex64.test(secret) && hex64.test(pairCode) && more.length === 0 ? { secret, pairCode } : undefined
}

/** The links that open the bot with the code, and the state, for the page of the browser that started it. */
export const viewOf = (
  { pairing, pairCode }: Pick<Held, 'pairing' | 'pairCode'>,
  of: { readonly site: Omit<StarterView['site'], 'home'>; readonly portalOrigin: string },
): StarterView => {
  const { state, policy, expiresAt, botId } = pairing
  const link = { portalOrigin: of.portalOrigin, botDialogId: String(botId), context: { pairCode } }
  return {
    id: pairing.id,
    state: state.name,
    isAsked: state.name !== 'pending' && (state.approver?.cardIds.length ?? 0) > 0,
    ...('ending' in state ? { ending: state.ending } : {}),
    policy,
    site: { ...of.site, home: new URL(pairing.request.returnTo).origin },
    expiresAt,
    webLink: encodeWebLink(link),
    appLink: encodeAppLink(link),
    chatLink: `${of.portalOrigin}/online/?IM_DIALOG=${botId}`,
  }
}

/** The first half of a pairing: what the site's backend and the starting browser do. */
export const createStarting = (parts: {
  readonly pairings: PairingStore
  readonly audit: AuditStore
  readonly advance: Advance
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  /** Whether the site is there and switched on. */
  readonly isSiteOn: (siteId: string) => Promise<boolean>
}) => {
  const { pairings, advance, secrets, clock, log, isSiteOn } = parts

  /** Mints a pairing for a site. The return address must be a registered one, character by character. */
  const create = async (
    site: StartingSite,
    portal: StartingPortal,
    body: CreatePairingBody,
  ): Promise<Created> => {
    if (!site.returnAddresses.includes(body.return_to)) return { kind: 'refused', error: 'invalid_return_to' }
    const startToken = secrets.randomHex(32)
    const at = clock.now()
    const pairing: Pairing = {
      id: secrets.randomHex(16),
      version: 1,
      memberId: portal.memberId,
      botId: portal.botId,
      siteId: site.id,
      policy: site.policy,
      request: {
        state: body.state,
        nonce: body.nonce,
        challenge: body.code_challenge,
        returnTo: body.return_to,
        purpose: body.purpose,
        claimedName: body.initiator ?? null,
      },
      startDigest: secrets.digest(startToken),
      createdAt: at,
      expiresAt: at + lifetimes.open,
      state: { name: 'pending', starter: null },
    }
    const line = { at, memberId: site.memberId, pairingId: pairing.id, actor: `site:${site.id}` }
    await pairings.insert(pairing, [{ ...line, kind: 'created', detail: { purpose: body.purpose } }])
    return { kind: 'created', pairing, startToken }
  }

  /** Opens the start address, once: binds the browser and mints the code of the link. What this browser had open there ends. */
  const open = async (
    siteId: string,
    startToken: string,
    browser: Browser,
    cookie?: string,
  ): Promise<(Held & { readonly cookie: string }) | undefined> => {
    if (!hex64.test(startToken)) return undefined
    const found = await pairings.find({ startDigest: secrets.digest(startToken) })
    if (!found || found.siteId !== siteId || !(await isSiteOn(siteId))) return undefined
    const [pairCode, secret] = [secrets.randomHex(32), secrets.randomHex(32)]
    const cookieDigest = secrets.digest(secret)
    const advanced = await advance(
      found,
      {
        type: 'opened',
        codeDigest: secrets.digest(pairCode),
        cookieDigest,
        ip: browser.ip,
        browser: browser.name,
      },
      { actor: 'browser', detail: { ip: browser.ip, browser: browser.name } },
    )
    if (advanced.kind === 'refused') return undefined
    // One cookie for each site: the older one could not be finished any more, and would look like somebody else's.
    try {
      const older = await findHeld(siteId, cookie)
      if (older && isOpen(older.pairing.state)) await end(older, 'replaced')
    } catch (error) {
      // The new one is open by now; the older one ends by its time.
      log.error('an older pairing could not be ended', { error, pairingId: found.id })
    }
    return { pairing: advanced.pairing, pairCode, cookieDigest, cookie: cookieValueOf({ secret, pairCode }) }
  }

  /** The pairing a starter's cookie belongs to; undefined for every cookie that is not exactly that. */
  const findHeld = async (siteId: string, cookie: string | undefined): Promise<Held | undefined> => {
    const read = readCookieValue(cookie)
    if (!read) return undefined
    const pairing = await pairings.find({ codeDigest: secrets.digest(read.pairCode) })
    if (!pairing || pairing.siteId !== siteId) return undefined
    const cookieDigest = secrets.digest(read.secret)
    const isOwn = secrets.isEqual(pairing.state.starter?.cookieDigest ?? '', cookieDigest)
    return isOwn ? { pairing, pairCode: read.pairCode, cookieDigest } : undefined
  }

  const end = async ({ pairing, cookieDigest }: Held, ending: 'cancelled' | 'replaced'): Promise<boolean> => {
    const advanced = await advance(pairing, { type: 'cancelled', cookieDigest, ending }, { actor: 'browser' })
    return advanced.kind === 'moved'
  }

  /** Ends the pairing from the browser that started it, and no newer one that the cookie may belong to by now. */
  const cancel = async (
    siteId: string,
    by: { readonly cookie: string | undefined; readonly pairingId: unknown },
  ): Promise<boolean> => {
    const held = await findHeld(siteId, by.cookie)
    return held && held.pairing.id === by.pairingId ? end(held, 'cancelled') : false
  }

  return { create, open, findHeld, cancel }
}
export type Starting = ReturnType<typeof createStarting>
