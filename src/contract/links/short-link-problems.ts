import { chatLinksOf, tokenName } from './chat-links.ts'
import { shortLinkLimits, type ShortLinkFields } from './short-link.ts'

/** Something wrong with a short link: the field, and what would be right. */
export type ShortLinkProblem = { readonly field: keyof ShortLinkFields; readonly text: string }

const longestToken = '0'.repeat(32)

/** Names that mean something to the portal, also as PHP writes them (`BOT.CONTEXT`, `IM_DIALOG[]`). */
const isPortals = (name: string): boolean =>
  /^(im|bot)_/i.test(name.replace(/[^a-z0-9]/gi, '_').replace(/^_+/, ''))

const parameterProblem = ({ parameters }: ShortLinkFields): string | undefined => {
  const names = parameters.map(([name]) => name)
  if (names.some(isPortals)) return 'names that begin with IM_ or BOT_ are the portal’s own'
  const isTwice = new Set(names.map((name) => name.toLowerCase())).size < names.length
  return isTwice ? 'each name once' : undefined
}

/** Goes down level by level, so that no depth can overflow it. */
const isDeeperThan = (context: unknown, most: number): boolean => {
  let level: readonly unknown[] = [context]
  for (let depth = 0; depth < most && level.length > 0; depth += 1)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    )
  return level.some((value) => typeof value === 'object' && value !== null)
}

const contextProblem = ({ carries, context }: ShortLinkFields): string | undefined => {
  if (isDeeperThan(context, shortLinkLimits.contextLevels))
    return `nested at most ${shortLinkLimits.contextLevels} levels deep`
  const most = shortLinkLimits.contextChars
  if (JSON.stringify(context).length > most) return `at most ${most} characters as JSON`
  return carries === 'context' && tokenName in context
    ? `the name ${tokenName} is the token’s, which stands beside it`
    : undefined
}

/** What the schema cannot say of a short link: what belongs together, and what becomes of it as an address. */
export const findShortLinkProblems = (
  fields: ShortLinkFields,
  portalOrigin: string,
): readonly ShortLinkProblem[] => {
  const named = { parameters: parameterProblem(fields), context: contextProblem(fields) }
  const problems = Object.entries(named).flatMap(([field, text]): ShortLinkProblem[] =>
    text === undefined ? [] : [{ field: field === 'context' ? 'context' : 'parameters', text }],
  )
  if (problems.length > 0) return problems
  const { webLink } = chatLinksOf({ ...fields, portalOrigin, token: longestToken })
  const most = shortLinkLimits.linkChars
  if (webLink.length <= most) return []
  const bare = chatLinksOf({ ...fields, parameters: [], portalOrigin, token: longestToken }).webLink
  const field = fields.carries === 'context' && bare.length > most / 2 ? 'context' : 'parameters'
  const text = `the link into the chat would have ${webLink.length} characters, ${most} are possible`
  return [{ field, text: field === 'context' ? `${text}: let it carry the token alone` : text }]
}
