import * as z from 'zod/mini'

/** How long a call took: seconds, ISO dates, and how much of the method's 10-minute budget is used up. */
const timeSchema = z.object({
  start: z.number(),
  finish: z.number(),
  duration: z.number(),
  processing: z.number(),
  date_start: z.string(),
  date_finish: z.string(),
  /** Unix seconds at which the oldest minute of the budget is freed. */
  operating_reset_at: z.optional(z.number()),
  /** Seconds this method used of its budget. */
  operating: z.optional(z.number()),
})

/** A successful answer; `result` is left for the method's own schema. `total` and `next` come from older list methods only. */
export const successSchema = z.object({
  result: z.unknown(),
  time: z.optional(timeSchema),
  total: z.optional(z.number()),
  next: z.optional(z.number()),
})

/** A refusal. Some system errors carry `time`, some arguments are named; texts may be missing. */
export const failureSchema = z.object({
  error: z.union([z.string(), z.number()]),
  error_description: z.optional(z.nullable(z.string())),
  argument: z.optional(z.string()),
  time: z.optional(timeSchema),
})

/** What OAuth calls carry beside a method's own parameters. */
export const oauthParamsSchema = z.object({ auth: z.string() })
