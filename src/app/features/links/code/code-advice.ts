import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { contrastOf } from '../../../ui/readable-on.ts'
import { coverOf, mostCovered } from './code-plate.ts'

/** Phones that were tried read less, in good light; print and dim rooms need more. */
const leastContrast = 3
const goodContrast = 7

/** What is risky about how a code is drawn; each is a sentence of its own on the screen. */
export type CodeRisk = 'faint' | 'weak' | 'inverted' | 'narrowQuietZone' | 'largeLogo'

/** What may keep a phone from reading a code drawn like this, though a program on a screen may still. */
export const risksOf = (settings: CodeSettings, side: number): readonly CodeRisk[] => {
  const { dark, light, quietZone, logo } = settings
  const contrast = contrastOf(dark, light)
  // Against black the lighter of the two has the higher contrast.
  const isInverted = contrastOf(dark, '#000000') > contrastOf(light, '#000000')
  return [
    ...(contrast < leastContrast ? (['faint'] as const) : contrast < goodContrast ? (['weak'] as const) : []),
    ...(isInverted ? (['inverted'] as const) : []),
    ...(quietZone < 4 ? (['narrowQuietZone'] as const) : []),
    ...(logo && coverOf(side, logo.share) > mostCovered ? (['largeLogo'] as const) : []),
  ]
}
