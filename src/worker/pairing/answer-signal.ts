import type { Clock } from '../../client/timing.ts'
import { createRation } from '../../lib/create-ration.ts'
import { auditLine, type AuditStore } from '../ports/audit.ts'
import type { StoredArrival } from '../ports/inbox.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { ContextSignal, PressSignal } from '../ports/signal.ts'
import type { Advance } from './advance.ts'
import { buttonSecretsOf } from './button-secrets.ts'
import type { CardLimits, PairingStore } from './pairing-store.ts'

/** What a portal's admin has set, as far as an answer depends on it. */
export type AnswerSettings = CardLimits & { readonly isOn: boolean; readonly allowsExtranet: boolean }

type Origin = Pick<StoredArrival, 'memberId' | 'botId'>

/**
 * Unknown codes and buttons that are written down within a minute, of one person and of all of a portal; the rest is
 * only counted.
 */
const strayLinesPerMinute = { ofOne: 20, ofAll: 60 }

/** The second half of a pairing: what the portal's events do. */
export const createAnswering = (parts: {
  readonly pairings: PairingStore
  readonly audit: AuditStore
  readonly advance: Advance
  readonly secrets: Secrets
  readonly clock: Clock
  readonly settingsOf: (memberId: string) => Promise<AnswerSettings>
  /** For figures: somebody brought a code or a button that nobody knows. */
  readonly onStray: () => void
}) => {
  const { pairings, audit, advance, secrets, clock, settingsOf, onStray } = parts
  const linesOf = (limit: number) => createRation({ clock, limit, windowMs: 60_000 })
  const own = linesOf(strayLinesPerMinute.ofOne)
  const all = linesOf(strayLinesPerMinute.ofAll)
  const cuts = linesOf(1)

  /** A code or a button nobody knows: one audit line, bounded, and no sign to anybody outside. */
  const noteStray = async ({ memberId }: Origin, userId: number, event: string): Promise<void> => {
    onStray()
    const actor = `user:${userId}`
    const line = { at: clock.now(), memberId }
    if (own.take(`${memberId} ${actor}`) && all.take(memberId)) {
      const detail = { event, reason: 'unknownCode' }
      await audit.append([auditLine({ ...line, actor, kind: 'refused', detail })])
    } else if (cuts.take(memberId)) await audit.append([auditLine({ ...line, kind: 'notWritten' })])
  }

  const onContext = async (origin: Origin, signal: ContextSignal): Promise<void> => {
    const pairing = await pairings.find({ codeDigest: signal.codeDigest })
    if (!pairing || pairing.memberId !== origin.memberId) return noteStray(origin, signal.userId, 'context')
    const { isOn, allowsExtranet, cardsPerHour, coolDownMs } = await settingsOf(origin.memberId)
    const { confirm, decline } = buttonSecretsOf(secrets, pairing.id)
    await advance(
      pairing,
      {
        type: 'context',
        from: origin,
        signal,
        mayPair: signal.userKind === 'employee' || (allowsExtranet && signal.userKind === 'extranet'),
        isOn,
        confirmDigest: secrets.digest(confirm),
        declineDigest: secrets.digest(decline),
      },
      { actor: `user:${signal.userId}`, cardLimits: { cardsPerHour, coolDownMs } },
    )
  }

  const onPress = async (origin: Origin, signal: PressSignal): Promise<void> => {
    const pairing = await pairings.find({ id: signal.pairingId })
    if (!pairing || pairing.memberId !== origin.memberId) return noteStray(origin, signal.userId, 'pressed')
    const finishDigest = secrets.digest(buttonSecretsOf(secrets, pairing.id).finish)
    await advance(
      pairing,
      { type: 'pressed', from: origin, signal, finishDigest },
      { actor: `user:${signal.userId}`, detail: { messageId: signal.messageId, via: signal.via } },
    )
  }

  return {
    /** The portal refused the card for good: the pairing ends, and the page can say so. */
    cardRefused: async (pairingId: string, code: string): Promise<void> => {
      const pairing = await pairings.find({ id: pairingId })
      if (pairing) await advance(pairing, { type: 'cardRefused' }, { actor: 'worker', detail: { code } })
    },

    /** Works off one arrival; doing it again changes nothing. */
    receive: async (arrival: StoredArrival): Promise<void> => {
      const { signal } = arrival
      if (signal?.kind === 'context') await onContext(arrival, signal)
      if (signal?.kind === 'press') await onPress(arrival, signal)
    },

    /**
     * The portal told which message the card is; `lost` cards left before it without an answer. Answers when the
     * person was first asked (epoch milliseconds).
     */
    cardSent: async (pairingId: string, messageId: number, lost: number): Promise<number | undefined> => {
      const pairing = await pairings.find({ id: pairingId })
      if (!pairing) return undefined
      const advanced = await advance(
        pairing,
        { type: 'cardSent', messageId, lost },
        { actor: 'worker', detail: { messageId, lost } },
      )
      const { state } = advanced.pairing
      return state.name === 'pending' ? undefined : state.approver?.claimedAt
    },
  }
}
