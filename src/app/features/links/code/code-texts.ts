import type { ErrorCorrection } from '../../../../contract/links/code-settings.ts'
import type { CodeRisk } from './code-advice.ts'

export const correctionTexts: Readonly<Record<ErrorCorrection, string>> = {
  low: 'L · 7 %',
  medium: 'M · 15 %, usual',
  quartile: 'Q · 25 %, outdoors',
  high: 'H · 30 %, with a logo',
}

export const riskTexts: Readonly<Record<CodeRisk, string>> = {
  faint: 'Dark and light are too near each other (less than 3 to 1): phones will not see it.',
  weak: 'Little contrast (less than 7 to 1): fine on a screen, doubtful in print and in dim light.',
  inverted: 'Light on dark: older phones and many scanners read only dark on light.',
  narrowQuietZone: 'A margin under 4 modules: whatever stands beside the code may spoil it.',
  largeLogo: 'The logo covers more than a tenth: a bit of dirt, and nothing is read any more.',
}

/** The rule behind the sizes, as it is said on the screen. */
export const sizeRule =
  'A tenth of the distance, for a code of 25 modules; more by as much as it has more. Never under 0.4 mm a module.'

/** Millimetres for people: `45 mm`, `60 cm`, `2.5 m`. */
export const lengthText = (mm: number): string =>
  mm < 100 ? `${mm} mm` : mm < 1000 ? `${Math.round(mm / 10)} cm` : `${(mm / 1000).toFixed(1)} m`
