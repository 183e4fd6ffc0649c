import type { FinishView } from '../../contract/pairing/site-api.ts'
import type { Refusal } from '../../contract/pairing/pairing-words.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { TokenSigner } from '../ports/token-signer.ts'
import type { Advance } from './advance.ts'
import type { Pairing } from './pairing.ts'
import type { Standing } from './pairing-event.ts'
import { isOpen, step as realStep, type Step } from './pairing-machine.ts'
import type { PairingStore } from './pairing-store.ts'
import { isStillWanted, type AskingSite } from './still-wanted.ts'
import type { Clock } from '../../client/timing.ts'

/** Where the browser goes with the result. */
export type Collected =
  | { readonly kind: 'collected'; readonly redirect: string }
  | { readonly kind: 'refused'; readonly reason: Refusal }

export type Exchanged =
  | { readonly kind: 'token'; readonly token: string; readonly expiresInSeconds: number }
  /** For every code that is not exactly right: one and the same. */
  | { readonly kind: 'refused' }
  /** The portal could not be asked about the user; the code is still good. */
  | { readonly kind: 'unavailable' }

const tokenSeconds = 300

/** The end of a pairing: the browser fetches the result, the site exchanges it. */
export const createCollecting = (parts: {
  readonly pairings: PairingStore
  readonly advance: Advance
  readonly secrets: Secrets
  readonly clock: Clock
  readonly signer: TokenSigner
  readonly issuer: string
  /** The portal's own word on a user at this moment; throws when it cannot be had. */
  readonly standingOf: (user: { readonly memberId: string; readonly userId: number }) => Promise<Standing>
  readonly findSite: (siteId: string) => Promise<AskingSite | undefined>
  /** For tests that wire a guard out. */
  readonly step?: Step | undefined
}) => {
  const { pairings, advance, secrets, clock, signer, issuer, standingOf, findSite, step = realStep } = parts

  /** The registered address stays as it is, character by character; the answer stands behind it. */
  const redirectOf = ({ request }: Pairing, code: string): string => {
    const answer = new URLSearchParams({ code, state: request.state, iss: issuer })
    return `${request.returnTo}${request.returnTo.includes('?') ? '&' : '?'}${answer.toString()}`
  }

  /** The pairing whose finish secret this is, whatever its state. */
  const findByFinish = (secret: string): Promise<Pairing | undefined> =>
    pairings.find({ finishDigest: secrets.digest(secret) })

  /** A site that is closed gets nothing, even where what it had open has not been ended yet. */
  const endUnwanted = async (pairing: Pairing): Promise<Pairing> => {
    if (!isOpen(pairing.state) || isStillWanted(pairing, await findSite(pairing.siteId))) return pairing
    const event = { type: 'switchedOff', ending: 'siteClosed' } as const
    return (await advance(pairing, event, { actor: 'worker' })).pairing
  }

  /** Collects once; the browser is known by its cookie, and by the finish secret where the policy asks for it. */
  const collect = async (
    pairing: Pairing,
    by: { readonly cookieDigest: string | null; readonly finishSecret: string | null },
  ): Promise<Collected> => {
    const code = secrets.randomHex(32)
    const advanced = await advance(
      await endUnwanted(pairing),
      {
        type: 'collected',
        cookieDigest: by.cookieDigest,
        finishDigest: by.finishSecret === null ? null : secrets.digest(by.finishSecret),
        resultDigest: secrets.digest(code),
      },
      { actor: 'browser' },
    )
    if (advanced.kind === 'refused') return { kind: 'refused', reason: advanced.reason }
    if (advanced.pairing.state.name !== 'consumed') return { kind: 'refused', reason: 'wrongCookie' }
    return { kind: 'collected', redirect: redirectOf(advanced.pairing, code) }
  }

  /**
   * What the page behind "Finish" may show. Looked at without the cookie of the browser that started the pairing, it
   * ends the pairing: then somebody else started it.
   */
  const look = async (
    pairing: Pairing,
    cookieDigest: string | null,
    site: FinishView['site'],
  ): Promise<FinishView | { readonly startedElsewhere: boolean }> => {
    const wanted = await endUnwanted(pairing)
    const advanced = await advance(wanted, { type: 'finishLooked', cookieDigest }, { actor: 'browser' })
    const { state, expiresAt } = advanced.pairing
    if (advanced.kind === 'moved' && state.name === 'confirmed')
      return {
        siteId: pairing.siteId,
        pairingId: pairing.id,
        site,
        userName: state.approver.userName,
        expiresAt,
      }
    return { startedElsewhere: 'ending' in state && state.ending === 'startedElsewhere' }
  }

  /** Exchanges the result for a signed token, once, for the site that asked and only with its verifier. */
  const exchange = async (
    site: { readonly id: string; readonly memberId: string },
    by: { readonly code: string; readonly verifier: string },
  ): Promise<Exchanged> => {
    const pairing = await pairings.find({ resultDigest: secrets.digest(by.code) })
    if (!pairing) return { kind: 'refused' }
    const challenge = secrets.challengeOf(by.verifier)
    const { id: siteId, memberId } = site
    const event = { type: 'exchanged', siteId, memberId, challenge, standing: 'active' } as const
    const { state } = pairing
    const isWorthAsking = step(pairing, event, clock.now()).kind === 'moved' && state.name === 'consumed'
    let standing: Standing = 'active'
    if (isWorthAsking) {
      try {
        standing = await standingOf({ memberId, userId: state.approver.userId })
      } catch {
        return { kind: 'unavailable' } // nothing was spent: the site may ask again while the code lives
      }
    }
    const advanced = await advance(pairing, { ...event, standing }, { actor: `site:${siteId}` })
    if (advanced.kind === 'refused' || advanced.pairing.state.name !== 'consumed') return { kind: 'refused' }
    const { approver } = advanced.pairing.state
    const token = await signer.sign({
      audience: siteId,
      subject: `${memberId}:${approver.userId}`,
      nonce: pairing.request.nonce,
      name: approver.userName,
      lifetimeSeconds: tokenSeconds,
    })
    return { kind: 'token', token, expiresInSeconds: tokenSeconds }
  }

  return { findByFinish, collect, look, exchange }
}
export type Collecting = ReturnType<typeof createCollecting>
