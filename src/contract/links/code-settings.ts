import * as z from 'zod/mini'

/** How much of a code may be dirty or covered and it is still read: 7, 15, 25, 30 %. */
export const errorCorrections = ['low', 'medium', 'quartile', 'high'] as const
export type ErrorCorrection = (typeof errorCorrections)[number]

const colour = z.string('a colour like #1a2b3c').check(z.regex(/^#[0-9a-f]{6}$/i, 'a colour like #1a2b3c'))

/** How a code to scan is drawn; the same on the screen, in a file and on a label. */
export const codeSettingsSchema = z.object({
  errorCorrection: z.enum(errorCorrections),
  /** The white margin, in modules (the code's smallest squares); readers want 4. */
  quietZone: z.int().check(z.gte(0), z.lte(16)),
  dark: colour,
  light: colour,
})
export type CodeSettings = z.infer<typeof codeSettingsSchema>

export const defaultCodeSettings: CodeSettings = {
  errorCorrection: 'medium',
  quietZone: 4,
  dark: '#000000',
  light: '#ffffff',
}
