import { hashKey } from '@tanstack/react-query'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import type { LibraryEntry, PlacedChange } from '../../../queries/library-queries.ts'
import { editOf, type Writer } from './link-changes.ts'

type Proved = Pick<LinkRecipe, 'botId' | 'context'>

/** A proof is of a bot and a context; what stands behind it, and how the code looks, changes nothing about it. */
export const isSameProof = (one: Proved, other: Proved): boolean =>
  one.botId === other.botId && hashKey([one.context]) === hashKey([other.context])

/** The tick on every saved link with what was proved, as far as this person may write it. */
export const proofTicks = (
  entries: readonly LibraryEntry[],
  proved: { readonly portalOrigin: string; readonly recipe: Proved; readonly at: number },
  writer: Writer,
): readonly PlacedChange[] =>
  entries
    .filter(
      ({ canWrite, link }) =>
        canWrite &&
        link.portalOrigin === proved.portalOrigin &&
        isSameProof(link.recipe, proved.recipe) &&
        (link.provedAt ?? 0) < proved.at,
    )
    .map((entry) => editOf(entry, { provedAt: proved.at }, writer))
