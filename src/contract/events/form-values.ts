import * as z from 'zod/mini'

/** What zod calls any schema; the walk needs no more. */
type Schema = z.core.$ZodType

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const numberOf = (value: unknown) =>
  typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value

const booleanOf = (value: unknown) => (value === '1' ? true : value === '0' || value === '' ? false : value)

/** A list whose keys had holes comes as a map, an empty one not at all. */
const listOf = (schema: Schema, value: unknown): unknown => {
  if (value === undefined || value === '') return []
  const items = isMap(value) ? Object.values(value) : value
  return Array.isArray(items) ? items.map((item: unknown) => fromForm(schema, item)) : value
}

/** A map whose keys happen to be 0..n comes as a list. */
const mapOf = (value: unknown): unknown => (Array.isArray(value) ? { ...(value as unknown[]) } : value)

const objectOf = (shape: readonly (readonly [string, Schema])[], value: unknown): unknown => {
  const map = mapOf(value)
  if (!isMap(map)) return value
  const typed = { ...map }
  for (const [key, schema] of shape) {
    const item = fromForm(schema, own(map, key))
    if (item !== undefined) typed[key] = item
  }
  return typed
}

const own = (map: Record<string, unknown>, key: string) => (Object.hasOwn(map, key) ? map[key] : undefined)

const recordOf = (schema: Schema, value: unknown): unknown => {
  const map = mapOf(value)
  if (!isMap(map)) return value
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, fromForm(schema, item)]))
}

const isMapSchema = (schema: Schema) =>
  schema instanceof z.core.$ZodObject ||
  schema instanceof z.core.$ZodRecord ||
  schema instanceof z.core.$ZodPipe

const isListSchema = (schema: Schema) => schema instanceof z.core.$ZodArray

const unionOf = (options: readonly Schema[], value: unknown): unknown => {
  if (typeof value === 'string')
    return options.some((option) => option instanceof z.core.$ZodBoolean) ? booleanOf(value) : value
  const alike = options.find(isMap(value) ? isMapSchema : isListSchema)
  const container = alike ?? options.find((option) => isMapSchema(option) || isListSchema(option))
  return container ? fromForm(container, value) : value
}

/** Pipes of the contract either respell an empty PHP array (its meaning is in `out`) or read a flag (in `in`). */
const pipeOf = (def: z.core.$ZodPipeDef, value: unknown): unknown => {
  if (!(def.in instanceof z.core.$ZodTransform)) return fromForm(def.in, value)
  const isGone = value === undefined || value === ''
  return isGone && !(def.out instanceof z.core.$ZodNullable) ? {} : fromForm(def.out, value)
}

type Read = (value: unknown) => unknown

const readerOf = (schema: Schema): Read => {
  if (schema instanceof z.core.$ZodOptional) {
    const inner = schema._zod.def.innerType
    return (value) => (value === undefined ? undefined : fromForm(inner, value))
  }
  if (schema instanceof z.core.$ZodNullable) {
    const inner = schema._zod.def.innerType
    const isText = inner instanceof z.core.$ZodString
    return (value) => (value === undefined || (value === '' && !isText) ? null : fromForm(inner, value))
  }
  if (schema instanceof z.core.$ZodPipe) return (value) => pipeOf(schema._zod.def, value)
  if (schema instanceof z.core.$ZodUnion) return (value) => unionOf(schema._zod.def.options, value)
  if (schema instanceof z.core.$ZodObject) {
    const shape = Object.entries(schema._zod.def.shape)
    return (value) => objectOf(shape, value)
  }
  if (schema instanceof z.core.$ZodRecord) return (value) => recordOf(schema._zod.def.valueType, value)
  if (schema instanceof z.core.$ZodArray) return (value) => listOf(schema._zod.def.element, value)
  if (schema instanceof z.core.$ZodNumber) return numberOf
  if (schema instanceof z.core.$ZodBoolean) return booleanOf
  return (value) => value
}

/** What a schema is made of is looked at once. */
const readers = new WeakMap<Schema, Read>()

/**
 * Gives a decoded form the types `schema` wants, so that the schema written for JSON reads it: texts become numbers
 * and booleans, dropped nulls and empty containers come back. What does not fit is left for the schema to refuse;
 * keys it does not name stay.
 */
export const fromForm = (schema: Schema, value: unknown): unknown => {
  const read = readers.get(schema) ?? readerOf(schema)
  readers.set(schema, read)
  return read(value)
}
