import { expect, test } from 'vitest'
import { codeSettingsSchema, defaultCodeSettings, longestLogo } from './code-settings.ts'

const isTaken = (image: string) =>
  codeSettingsSchema.safeParse({ ...defaultCodeSettings, logo: { image, share: 0.2 } }).success

test.each(['png', 'jpeg', 'webp'])('a logo may be a picture of kind %s', (kind) => {
  expect(isTaken(`data:image/${kind};base64,iVBORw0K+/AA==`)).toBe(true)
})

test.each([
  ['SVG, which may hold scripts', 'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4='],
  ['an address to be fetched', 'https://elsewhere.example/logo.png'],
  ['markup behind the picture', 'data:image/png;base64,iVBORw0K" onload="alert(1)'],
  ['a line behind the picture', 'data:image/png;base64,iVBORw0K\n<script>'],
  ['something before the picture', ' data:image/png;base64,iVBORw0K'],
  ['nothing', 'data:image/png;base64,'],
  ['more than fits', `data:image/png;base64,${'A'.repeat(longestLogo)}`],
])('a logo may not be %s', (_, image) => {
  expect(isTaken(image)).toBe(false)
})

test.each(['#12345', '#1234567', 'red', '#12345g', 'x#123456'])('%s is no colour', (dark) => {
  expect(codeSettingsSchema.safeParse({ ...defaultCodeSettings, dark }).success).toBe(false)
})
