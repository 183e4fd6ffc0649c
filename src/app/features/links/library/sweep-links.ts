import type { LibraryEntry } from '../../../queries/library-queries.ts'
import type { SeenBot } from '../../../queries/linked-bots.ts'
import type { LocalBot } from './import-plan.ts'

/** What has changed under a link that is out in the world. */
export type LinkTrouble =
  | { readonly kind: 'portalChanged'; readonly was: string }
  /** `successor`: a bot of the same code that is there. */
  | { readonly kind: 'botGone'; readonly successor: LocalBot | undefined }
  | { readonly kind: 'codeChanged' | 'typeChanged'; readonly was: string; readonly is: string }

export type SweptLink = { readonly entry: LibraryEntry; readonly troubles: readonly LinkTrouble[] }

type Sweep = {
  readonly troubled: readonly SweptLink[]
  /** Links whose bot this connection cannot see: nobody knows. */
  readonly unseen: readonly LibraryEntry[]
  readonly well: number
}

type Surroundings = {
  readonly portalOrigin: string
  readonly bots: readonly LocalBot[]
  /** What is known of each bot by its id. */
  readonly seen: ReadonlyMap<number, SeenBot>
}

const troublesOf = (
  { link }: LibraryEntry,
  { portalOrigin, bots, seen }: Surroundings,
): readonly LinkTrouble[] => {
  // The other portal's ids say nothing here, and its bots cannot be asked.
  if (link.portalOrigin !== portalOrigin) return [{ kind: 'portalChanged', was: link.portalOrigin }]
  const bot = seen.get(link.recipe.botId)
  if (bot?.kind === 'gone')
    return [{ kind: 'botGone', successor: bots.find(({ code }) => code === link.bot.code) }]
  if (bot?.kind !== 'there') return []
  const changed = (kind: 'codeChanged' | 'typeChanged', was: string, is: string): readonly LinkTrouble[] =>
    was === is ? [] : [{ kind, was, is }]
  return [
    ...changed('codeChanged', link.bot.code, bot.code),
    ...changed('typeChanged', link.bot.type, bot.type),
  ]
}

/** Looks for links that no longer do what they were made for; archived ones are left out. A bot nobody can see is not called dead. */
export const sweepLinks = (entries: readonly LibraryEntry[], around: Surroundings): Sweep => {
  const living = entries.filter(({ link }) => link.archivedAt === null)
  const swept = living.map((entry) => ({ entry, troubles: troublesOf(entry, around) }))
  const troubled = swept.filter(({ troubles }) => troubles.length > 0)
  const unseen = swept
    .filter(({ troubles }) => troubles.length === 0)
    .map(({ entry }) => entry)
    .filter(({ link }) => around.seen.get(link.recipe.botId)?.kind !== 'there')
  return { troubled, unseen, well: living.length - troubled.length - unseen.length }
}
