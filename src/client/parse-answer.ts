import * as z from 'zod/mini'
import { RestError } from '../contract/rest/rest-error.ts'
import type { SendAnswer } from './transport.ts'

/** Looser than the contract's envelope on purpose: a refusal must be readable even when its `time` is not as documented. */
const answerSchema = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.union([z.string(), z.number()])),
  error_description: z.optional(z.unknown()),
  operating_reset_at: z.optional(z.number()),
  time: z.optional(z.object({ operating_reset_at: z.optional(z.number()) })),
})

const retryAtOf = (parsed: z.infer<typeof answerSchema>, answer: SendAnswer, now: number) => {
  const resetAtSeconds = parsed.time?.operating_reset_at ?? parsed.operating_reset_at
  if (resetAtSeconds !== undefined) return resetAtSeconds * 1000
  return answer.retryAfterSeconds === undefined ? undefined : now + answer.retryAfterSeconds * 1000
}

/**
 * The `result` of an answer, as the schema reads it; `now` is epoch milliseconds.
 * Throws `RestError` with the portal's code, or `NOT_JSON` when something else answered in its place,
 * or `UNEXPECTED_RESULT` (with the path and nothing of the value) when the result is not what the method promises.
 */
export const parseAnswer = <R extends z.ZodMiniType>(call: {
  readonly method: string
  readonly result: R
  readonly answer: SendAnswer
  readonly now: number
}): z.output<R> => {
  const { method, answer, now } = call
  const { status } = answer
  const parsed = answerSchema.safeParse(answer.body)
  if (!parsed.success || !('result' in parsed.data || parsed.data.error !== undefined)) {
    const description = `HTTP ${status}, but no answer of the REST API`
    throw new RestError(method, { error: 'NOT_JSON', description, status })
  }
  const { error, error_description: description } = parsed.data
  if (error !== undefined) {
    const retryAt = error === 'OPERATION_TIME_LIMIT' ? retryAtOf(parsed.data, answer, now) : undefined
    throw new RestError(method, {
      error: String(error),
      status,
      ...(typeof description === 'string' ? { description } : {}),
      ...(retryAt === undefined ? {} : { retryAt }),
    })
  }
  const result = call.result.safeParse(parsed.data.result)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => issue.path.join('.') || 'result')
  const where = `not as documented at: ${[...new Set(places)].slice(0, 5).join(', ')}`
  throw new RestError(method, { error: 'UNEXPECTED_RESULT', description: where, status })
}
