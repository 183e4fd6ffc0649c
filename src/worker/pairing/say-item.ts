import type { MethodName, Params } from '../../contract/rest/methods.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import type { Secrets } from '../ports/secrets.ts'
import { buttonSecretsOf } from './button-secrets.ts'
import { askingCard, decidedCard } from './card.ts'
import type { PairingStore } from './pairing-store.ts'

type SendMethod = Extract<MethodName, 'imbot.v2.Chat.Message.send' | 'imbot.v2.Chat.Message.update'>

/** One call to the portal; undefined where there is nothing to say any more. */
export type Said = {
  [M in SendMethod]: { readonly method: M; readonly params: Params<M> }
}[SendMethod]

/**
 * The words of an outbox item, made at the moment it leaves: from the record as it is now. A card whose pairing is no
 * longer waiting is not sent at all.
 */
export const createSayItem =
  (parts: {
    readonly pairings: Pick<PairingStore, 'find'>
    readonly findSite: (
      siteId: string,
    ) => Promise<{ readonly name: string; readonly host: string } | undefined>
    readonly secrets: Secrets
    readonly issuer: string
  }) =>
  async (item: OutboxItem): Promise<Said | undefined> => {
    const pairing = await parts.pairings.find({ id: item.pairingId })
    if (!pairing) return undefined
    const { botId, state } = pairing
    if (state.name === 'pending' || !state.approver) return undefined
    const site = (await parts.findSite(pairing.siteId)) ?? {
      name: pairing.siteId,
      host: new URL(pairing.request.returnTo).host,
    }
    const cardParts = { site, secrets: buttonSecretsOf(parts.secrets, pairing.id), issuer: parts.issuer }
    if (item.kind === 'edit') {
      const fields = decidedCard(pairing, state.approver, cardParts)
      if (!fields || item.messageId === null) return undefined
      return { method: 'imbot.v2.Chat.Message.update', params: { botId, messageId: item.messageId, fields } }
    }
    // A card whose id is known is there: it was only not settled.
    if (state.name !== 'awaiting_confirm' || state.approver.cardIds.length > 0) return undefined
    return {
      method: 'imbot.v2.Chat.Message.send',
      params: {
        botId,
        dialogId: String(state.approver.userId),
        fields: askingCard(pairing, state.approver, cardParts),
      },
    }
  }
