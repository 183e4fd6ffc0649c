import * as z from 'zod/mini'
import { jsonObjectSchema } from './json-object.ts'
import { codeSettingsSchema } from './code-settings.ts'

const at = z.number()
const text = (most: number) => z.string().check(z.maxLength(most))

/** Name and value as typed, not encoded: `['utm_source', 'mail']`. Stands behind the context, in this order. */
const parameterSchema = z.tuple([text(100), text(1000)])
export type LinkParameter = z.infer<typeof parameterSchema>

/** What makes a link: all but the portal, which is the one it is built in. */
export const linkRecipeSchema = z.object({
  /** Id of the purpose it was started from; `''` for none. */
  template: text(64),
  botId: z.int(),
  context: jsonObjectSchema,
  parameters: z.array(parameterSchema).check(z.maxLength(30)),
  code: codeSettingsSchema,
  /** How it is printed; nothing where nobody has said. */
  print: z.optional(
    z.object({
      /** Of the code, quiet zone and all. */
      widthMm: z.number().check(z.gte(5), z.lte(2000)),
      /** Above the code; `''` for the link's own name. */
      caption: text(200),
    }),
  ),
})
export type LinkRecipe = z.infer<typeof linkRecipeSchema>

/** `https://company.bitrix24.com` and nothing more: links are made of it. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** A link or a template of the library, as it is kept in the portal's options and in files. Times are epoch milliseconds. */
export const savedLinkSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  kind: z.enum(['link', 'template']),
  name: text(200),
  tags: z.array(text(50)).check(z.maxLength(20)),
  portalOrigin: z.string().check(z.refine(isOrigin)),
  recipe: linkRecipeSchema,
  /** What the bot was when it was saved: a later difference says that printed links are affected. */
  bot: z.object({ code: z.string(), type: z.string(), name: z.string() }),
  createdAt: at,
  /** Changes with every writing; whoever writes names the one they have read. */
  revision: z.int(),
  updatedAt: at,
  updatedBy: z.object({ id: z.int(), name: z.string() }),
  archivedAt: z.nullable(at),
  /** When its context was last seen to arrive. */
  provedAt: z.nullable(at),
})
export type SavedLink = z.infer<typeof savedLinkSchema>
