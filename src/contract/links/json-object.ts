import * as z from 'zod/mini'

/**
 * Any JSON object, as it came: it is looked at and not rebuilt, because rebuilding loses a member named `__proto__`.
 */
export const jsonObjectSchema = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'a JSON object',
)
