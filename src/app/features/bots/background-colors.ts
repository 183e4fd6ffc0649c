import type { BackgroundName } from './bot-draft.ts'

/** The portal draws patterns; these are close plain colours for the preview, not the vendor's pictures. */
export const backgroundColors: Readonly<Record<BackgroundName, string>> = {
  azure: '#4b8fd6',
  mint: '#4fa58b',
  steel: '#6f8296',
  slate: '#55616e',
  teal: '#2f8f97',
  cornflower: '#6a86d8',
  sky: '#cfe7fb',
  peach: '#fbdcc8',
  frost: '#e3edf3',
}
