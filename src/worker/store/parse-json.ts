import * as z from 'zod/mini'

/** A column that holds JSON, parsed; what we wrote ourselves fits, or the row is broken and that is an error. */
export const parseJson = <Schema extends z.ZodMiniType>(schema: Schema, text: string): z.infer<Schema> =>
  schema.parse(JSON.parse(text))

/** A JSON list of texts. */
export const texts = z.array(z.string())
