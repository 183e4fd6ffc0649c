import type { Clock } from '../../client/timing.ts'
import type { Refusal } from '../../contract/pairing/pairing-words.ts'
import { createRation } from '../../lib/create-ration.ts'
import type { AuditStore } from '../ports/audit.ts'
import type { LiveFeed } from '../ports/live-feed.ts'
import type { Pairing } from './pairing.ts'
import type { PairingEvent } from './pairing-event.ts'
import { step as realStep, type Step } from './pairing-machine.ts'
import type { CardLimits, PairingStore } from './pairing-store.ts'

/** What a stored step came to. */
type Advanced =
  /** `what` is the step's word; undefined when all was well and nothing had to change. */
  | { readonly kind: 'moved'; readonly pairing: Pairing; readonly what: string | undefined }
  | { readonly kind: 'refused'; readonly pairing: Pairing; readonly reason: Refusal }

type Detail = Readonly<Record<string, string | number | boolean | null>>

export type Advance = (
  pairing: Pairing,
  event: PairingEvent,
  by: { readonly actor: string; readonly detail?: Detail; readonly cardLimits?: CardLimits },
) => Promise<Advanced>

const endingOf = ({ state }: Pairing): Detail => ('ending' in state ? { ending: state.ending } : {})

/** How often a step is decided anew when somebody else was faster. */
const tries = 8

/**
 * Refusals of one kind of event, by one actor, that this process writes down for a pairing; the rest is only counted. So
 * nobody can fill the log, nor hide behind their own noise what somebody else tried.
 */
const refusedLines = 20

/** The same for all pairings of a site within a minute, whoever starts as many as they like. */
const siteLinesPerMinute = 60

/** Events that are told whatever the time: they close what has ended. */
const isTimeless = (event: PairingEvent, reason: Refusal | undefined): boolean =>
  reason !== undefined || ['cardSent', 'cardRefused', 'timePassed', 'switchedOff'].includes(event.type)

/**
 * Decides a step and stores it with its audit line and what is to be said, in one transaction; decided again on the
 * newest record when another worker was faster. A refusal leaves one audit line at most and nothing else.
 */
export const createAdvance = (parts: {
  readonly pairings: Pick<PairingStore, 'apply' | 'find'>
  readonly audit: Pick<AuditStore, 'append'>
  readonly clock: Clock
  readonly feed: Pick<LiveFeed, 'changed'>
  /** Called after something was put into the outbox. */
  readonly onWish: () => void
  /** For figures: what was done, or `refused` and why. */
  readonly onOutcome?: (what: string, reason: Refusal | undefined) => void
  /** For tests that wire a guard out. */
  readonly step?: Step | undefined
}): Advance => {
  const { pairings, audit, clock, feed, onWish, onOutcome, step = realStep } = parts
  const lines = createRation({ clock, limit: refusedLines, windowMs: Infinity })
  const siteLines = createRation({ clock, limit: siteLinesPerMinute, windowMs: 60_000 })
  const cuts = createRation({ clock, limit: 1, windowMs: Infinity })
  return async (first, event, { actor, detail = {}, cardLimits }) => {
    let pairing = first
    const lineOf = (kind: string, more: Detail = {}) => ({
      at: clock.now(),
      memberId: pairing.memberId,
      pairingId: pairing.id,
      actor,
      kind,
      detail: { ...detail, ...more },
    })
    const refuse = async (reason: Refusal): Promise<Advanced> => {
      // That its time is not over yet, or that somebody else was faster, is nobody's attempt.
      const isAttempt = event.type !== 'timePassed' && event.type !== 'switchedOff'
      const key = `${pairing.id} ${event.type} ${actor}`
      const hasRoom = () =>
        lines.take(key) && siteLines.take(`${pairing.memberId} ${pairing.siteId} ${actor}`)
      if (isAttempt && hasRoom()) await audit.append([lineOf('refused', { event: event.type, reason })])
      else if (isAttempt && cuts.take(key)) await audit.append([lineOf('notWritten', { event: event.type })])
      onOutcome?.('refused', reason)
      return { kind: 'refused', pairing, reason }
    }
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const outcome = step(pairing, event, clock.now())
      if (outcome.kind === 'refused') return refuse(outcome.reason)
      if (outcome.kind === 'unchanged') return { kind: 'moved', pairing, what: undefined }
      const { to, wishes, what, reason } = outcome
      const applied = await pairings.apply({
        from: pairing,
        to,
        beforeExpiry: !isTimeless(event, reason),
        audit: [lineOf(what, reason ? { event: event.type, reason } : endingOf(to))],
        outbox: wishes,
        ...(cardLimits && what === 'claimed' ? { cardLimits } : {}),
      })
      if (applied === 'tooManyCards' || applied === 'coolingDown') return refuse(applied)
      if (applied === 'applied') {
        feed.changed(to.id)
        onOutcome?.(what, reason)
        if (wishes.length > 0) onWish()
        return reason ? { kind: 'refused', pairing: to, reason } : { kind: 'moved', pairing: to, what }
      }
      const newest = await pairings.find({ id: pairing.id })
      // Same version and still not written: the database's clock says that its time is over.
      if (!newest || newest.version === pairing.version) return refuse('expired')
      pairing = newest
    }
    throw new Error(`pairing ${pairing.id} changed ${tries} times during one step`)
  }
}
