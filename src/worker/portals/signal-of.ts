import type { BotEvent } from '../../contract/events/bot-event.ts'
import { answerCommand } from '../../contract/pairing/answer-command.ts'
import type { User } from '../../contract/rest/entities.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { ContextSignal, Signal } from '../ports/signal.ts'

/** Exactly what a link of ours carries: our codes are lower-case, and nothing on the way changes that. */
const pairCodePattern = /^[0-9a-f]{64}$/
const answerPattern = /^([0-9a-f]{32})\.([0-9a-f]{32,64})$/

/** How employees sign in to a portal: its own password, the vendor's network, a directory. Everything else is from outside. */
const isOwnAuth = (externalAuthId: string | undefined): boolean =>
  ['', 'default', 'socservices'].includes(externalAuthId ?? '') || /^LDAP#/i.test(externalAuthId ?? '')

/** By the portal's word in the event; whoever is unclear is `other`. */
const userKindOf = (user: User): ContextSignal['userKind'] => {
  const isGuest = user.bot || user.connector || user.network || !isOwnAuth(user.externalAuthId)
  if (!user.active || isGuest) return 'other'
  if (['extranet', 'collaber'].includes(user.type)) return 'extranet'
  if (!['employee', 'user'].includes(user.type)) return 'other'
  return user.extranet ? 'extranet' : 'employee'
}

type ContextEvent = Extract<BotEvent, { type: 'contextGet' }>

/** A private dialog is named by its user, in the event and, where there is one, in the chat. */
const isPrivate = ({ dialogId, chat, user }: ContextEvent): boolean =>
  dialogId === String(user.id) && (chat === null || chat.dialogId === dialogId)

/**
 * What the pairing rules hear of an event; null for everything they do not act on. Only a bot's own events of the
 * present API count.
 */
export const signalOf = (event: BotEvent, secrets: Pick<Secrets, 'digest'>): Signal | null => {
  if (event.type === 'unknown' || event.api !== 'imbot.v2' || event.bot === null) return null
  if (event.type === 'contextGet') {
    const { pairCode } = event.context
    if (typeof pairCode !== 'string' || !pairCodePattern.test(pairCode)) return null
    return {
      kind: 'context',
      codeDigest: secrets.digest(pairCode),
      dialog: isPrivate(event) ? 'private' : 'group',
      userId: event.user.id,
      userName: event.user.name.slice(0, 200),
      userKind: userKindOf(event.user),
      language: event.language?.slice(0, 16) ?? null,
    }
  }
  if (event.type !== 'commandAdd' || event.command.command !== `/${answerCommand}`) return null
  const [, pairingId, nonce] = answerPattern.exec(event.command.params) ?? []
  if (pairingId === undefined || nonce === undefined) return null
  return {
    kind: 'press',
    pairingId,
    nonceDigest: secrets.digest(nonce),
    via: event.command.context.slice(0, 32),
    userId: event.user.id,
    messageId: event.message.id,
    authorId: event.message.authorId,
  }
}
