import { limits } from '../../../contract/rest/enums.ts'
import type { BotDraft } from './bot-draft.ts'

/** What is wrong with a field, as a sentence that says what to do; no key where all is well. */
export type DraftProblems = { readonly [K in keyof BotDraft]?: string }

const webhookProblem = (text: string): string | undefined => {
  if (!text) return 'Give the address the portal shall post events to.'
  if (!URL.canParse(text)) return 'This is no address. It looks like https://bot.example.com/events.'
  const { protocol, hostname, username } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') return 'Only http and https addresses are accepted.'
  // A browser takes “https://.../” for an address with a host of nothing but dots.
  if (/^\.|\.\./.test(hostname)) return 'This is no address. It looks like https://bot.example.com/events.'
  if (!hostname.includes('.')) return 'The portal wants a dot in the host name: “localhost” is refused.'
  if (username) return 'Leave name and password out of the address.'
  return undefined
}

const tokenProblem = (token: string): string | undefined => {
  if (!token) return 'Over a webhook address every bot needs a token.'
  return token.length > limits.botTokenChars ? `At most ${limits.botTokenChars} characters.` : undefined
}

const avatarProblem = (avatar: BotDraft['avatar']): string | undefined =>
  avatar && 'refusal' in avatar ? avatar.refusal : undefined

const present = (problems: Record<string, string | undefined>): DraftProblems =>
  Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined))

/** All that stands between a draft and `Bot.register`. */
export const validateDraft = (
  draft: BotDraft,
  { needsBotToken }: { readonly needsBotToken: boolean },
): DraftProblems =>
  present({
    code: draft.code.trim() ? undefined : 'Give the bot a code; it names the bot in calls and never changes.',
    name: draft.name.trim() ? undefined : 'Give the bot a name; people see it in their chat list.',
    avatar: avatarProblem(draft.avatar),
    webhookUrl: draft.eventMode === 'webhook' ? webhookProblem(draft.webhookUrl.trim()) : undefined,
    botToken: needsBotToken ? tokenProblem(draft.botToken) : undefined,
  })

/** The same for a change of a registered bot: its address is known to the portal unless the mode is new. */
export const validateChange = (before: BotDraft, after: BotDraft): DraftProblems => {
  const keepsAddress = before.eventMode === 'webhook' && !after.webhookUrl.trim()
  const draft = keepsAddress ? { ...after, eventMode: 'fetch' as const } : after
  return validateDraft(draft, { needsBotToken: false })
}
