import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import type { CarriedKind } from '../../../../contract/links/short-link.ts'
import type { Portal } from '../../../portal/portal.ts'
import { keptShortDraft } from './kept-short-draft.ts'
import { emptyShortDraft, withRecipe } from './short-draft.ts'

/** Puts a built link into the form of a new short link; what was typed there about the page and the end stays. */
export const handOver = (
  portal: Pick<Portal, 'origin' | 'user'>,
  recipe: LinkRecipe,
  carries: CarriedKind,
): void => {
  const kept = keptShortDraft(portal)
  kept.save(withRecipe(kept.load(emptyShortDraft), recipe, carries), emptyShortDraft)
}
