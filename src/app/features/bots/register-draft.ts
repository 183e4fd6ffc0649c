import type { Portal } from '../../portal/portal.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { findBotByCode, registerBot } from '../../queries/bot-queries.ts'
import type { BotDraft } from './bot-draft.ts'
import { registerFieldsOf } from './bot-draft.ts'
import { isAsFilledIn } from './draft-differences.ts'

/** A try, and whether the one before it may have registered the bot without our hearing of it. */
export type Attempt = { readonly draft: BotDraft; readonly isAfterLostAnswer: boolean }

type Registration =
  | { readonly outcome: 'registered'; readonly known: KnownBot }
  | { readonly outcome: 'existing'; readonly existing: KnownBot; readonly draft: BotDraft }

/** Asks whose the code is before registering: the platform answers a known code with the old bot, unchanged. */
export const registerDraft = async (
  portal: Portal,
  { draft, isAfterLostAnswer }: Attempt,
): Promise<Registration> => {
  const botTokens = [draft.botToken, ...(portal.botTokens?.known() ?? [])]
  const existing = await findBotByCode(portal, { code: draft.code.trim(), botTokens })
  if (existing && isAfterLostAnswer && isAsFilledIn(existing, draft)) {
    if (existing.botToken !== undefined) portal.botTokens?.registered(existing.botToken)
    return { outcome: 'registered', known: existing }
  }
  if (existing) return { outcome: 'existing', existing, draft }
  const known = await registerBot(portal, registerFieldsOf(draft, portal.botTokens !== undefined))
  return { outcome: 'registered', known }
}
