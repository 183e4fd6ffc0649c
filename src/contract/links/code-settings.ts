import * as z from 'zod/mini'

/** How much of a code may be dirty or covered and it is still read: 7, 15, 25, 30 %. */
export const errorCorrections = ['low', 'medium', 'quartile', 'high'] as const
export type ErrorCorrection = (typeof errorCorrections)[number]

const colour = z.string('a colour like #1a2b3c').check(z.regex(/^#[0-9a-f]{6}$/i, 'a colour like #1a2b3c'))

/** A picture for the middle of a code, made small before it is kept: about 20 kB at most. */
export const longestLogo = 28_000

const logoSchema = z.object({
  /** The picture itself, so that nothing is fetched when the code is shown. */
  image: z
    .string()
    .check(
      z.regex(/^data:image\/(png|jpeg|webp);base64,[\w+/=]+$/, 'a PNG, JPEG or WebP picture'),
      z.maxLength(longestLogo, 'too large a picture'),
    ),
  /** Width of the light plate under the picture, as a share of the code's width. */
  share: z.number().check(z.gte(0.1), z.lte(0.4)),
})

/** How a code to scan is drawn; the same on the screen, in a file and on a label. */
export const codeSettingsSchema = z.object({
  errorCorrection: z.enum(errorCorrections),
  /** The white margin, in modules (the code's smallest squares); readers want 4. */
  quietZone: z.int().check(z.gte(0), z.lte(16)),
  dark: colour,
  light: colour,
  /** Covers the middle; a code with one is always drawn with the level `high`. */
  logo: z.optional(logoSchema),
})
export type CodeSettings = z.infer<typeof codeSettingsSchema>

export const defaultCodeSettings: CodeSettings = {
  errorCorrection: 'medium',
  quietZone: 4,
  dark: '#000000',
  light: '#ffffff',
}

/** The level a code is drawn with: what a logo covers must be made up for. */
export const correctionOf = ({ errorCorrection, logo }: Pick<CodeSettings, 'errorCorrection' | 'logo'>) =>
  logo ? 'high' : errorCorrection
