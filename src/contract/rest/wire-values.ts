import * as z from 'zod/mini'

/** `schema` behind a change of spelling that it checks itself; `Also` is what the wire may hold beside its input. */
const respelled = <T extends z.ZodMiniType, Also = never>(
  schema: T,
  respell: (value: unknown) => unknown,
) => {
  const pipe = z.pipe(z.transform(respell), schema)
  // zod knows only `unknown` in front of a transform; the wire's real spelling is worth a type.
  return pipe as unknown as z.ZodMiniPipe<z.ZodMiniType<z.input<T>, z.input<T> | Also>, T>
}

/** A PHP map: an empty one is written `[]` in JSON, so both spellings are read as `{}`. */
export const phpMap = <T extends z.ZodMiniType>(schema: T) =>
  respelled<T, []>(schema, (value) => (Array.isArray(value) && value.length === 0 ? {} : value))

/** A PHP object that may be missing: `[]` and null are both read as null. */
export const nullIfEmpty = <T extends z.ZodMiniType>(schema: T) =>
  respelled<z.ZodMiniNullable<T>, []>(z.nullable(schema), (value) =>
    Array.isArray(value) && value.length === 0 ? null : value,
  )

/** A boolean of the call itself. The platform takes any other text but "0" and the empty one for true, "N" as well: nothing but a boolean is safe. */
export const plainFlag = z.boolean()

/** A boolean inside `fields`. Anything else ("yes", "on") is read as false by the platform. */
export const flagParam = z.union([z.boolean(), z.enum(['Y', 'N'])])

/** A boolean of an answer: real in most places, "Y"/"N" in the older ones. */
export const flag = z.pipe(
  flagParam,
  z.transform((value) => value === true || value === 'Y'),
)

/** An id that is written as a text or as a number; read, it is a text. */
export const idText = z.pipe(z.union([z.string(), z.int()]), z.transform(String))

/** A map nobody promises the keys of. */
export const anyMap = z.record(z.string(), z.unknown())

/** A PHP array nobody promises the keys of. One with the keys 0..n is written as a list; read, it is a map like any other. */
export const phpArray = respelled<typeof anyMap, unknown[]>(anyMap, (value) =>
  Array.isArray(value) ? { ...(value as unknown[]) } : value,
)

const upperCaseOf = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

const camelCased = (value: unknown, keys: readonly string[]): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const aliases = new Map(keys.map((key) => [upperCaseOf(key), key]))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [aliases.get(key) ?? key, item]))
}

/** Parameters whose `keys` the platform also takes in UPPER_CASE (`botId` as `BOT_ID`); parsed, they are camelCase. */
export const eitherCase = <T extends z.ZodMiniType>(schema: T, keys: readonly string[]) =>
  respelled<T>(schema, (value) => camelCased(value, keys))
