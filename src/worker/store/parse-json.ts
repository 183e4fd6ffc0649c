import * as z from 'zod/mini'

/** A column that holds JSON, parsed; what we wrote ourselves fits, or the row is broken and that is an error. */
export const parseJson = <Schema extends z.ZodMiniType>(schema: Schema, text: string): z.infer<Schema> =>
  schema.parse(JSON.parse(text))

/** What can be read of it, or undefined: for what another version may have written. */
export const tryParseJson = <Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string,
): z.infer<Schema> | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A JSON list of texts. */
export const texts = z.array(z.string())
