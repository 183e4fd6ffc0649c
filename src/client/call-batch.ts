import * as z from 'zod/mini'
import { limits } from '../contract/rest/enums.ts'
import type { Effect } from '../contract/rest/method-spec.ts'
import { isMethodName, methods } from '../contract/rest/methods.ts'
import type { MethodName, Params } from '../contract/rest/methods.ts'
import { RestError } from '../contract/rest/rest-error.ts'
import { phpArray } from '../contract/rest/wire-values.ts'
import { encodeForm } from '../lib/form-codec.ts'
import type { CallOptions, RestLine } from './create-rest-client.ts'
import { sendUntilDone } from './create-rest-client.ts'

/** One call inside a batch. */
export type BatchCommand = {
  [M in MethodName]: { readonly method: M; readonly params: Params<M> }
}[MethodName]

/** What became of one command: its result as the method's schema reads it, or why there is none. */
export type BatchAnswer =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: RestError }

const errorSchema = z.object({
  error: z.union([z.string(), z.number()]),
  error_description: z.optional(z.unknown()),
})

const batchResult = z.object({
  result: z.optional(phpArray),
  result_error: z.optional(phpArray),
})

/** The portal puts earlier results in the place of `$result[…]`, whoever wrote that. */
const hasReference = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('$result[')
  return typeof value === 'object' && value !== null && Object.values(value).some(hasReference)
}

const effectOf = (commands: readonly BatchCommand[]): Effect => {
  const effects = commands.map(({ method }) => methods[method].effect)
  if (effects.includes('write')) return 'write'
  return effects.includes('confirm') ? 'confirm' : 'read'
}

const refusalOf = (method: string, value: unknown): RestError => {
  const parsed = errorSchema.safeParse(value)
  if (!parsed.success) return new RestError(method, { error: 'UNEXPECTED_RESULT', status: 200 })
  const { error, error_description: description } = parsed.data
  return new RestError(method, {
    error: String(error),
    status: 200,
    ...(typeof description === 'string' ? { description } : {}),
  })
}

const answerOf = (
  { method }: BatchCommand,
  key: string,
  answer: z.output<typeof batchResult>,
): BatchAnswer => {
  const refused = answer.result_error?.[key]
  if (refused !== undefined) return { ok: false, error: refusalOf(method, refused) }
  const parsed = methods[method].result.safeParse(answer.result?.[key])
  if (parsed.success) return { ok: true, result: parsed.data }
  const description = 'the batch holds no readable answer'
  return { ok: false, error: new RestError(method, { error: 'UNEXPECTED_RESULT', description, status: 200 }) }
}

/**
 * Up to 50 calls in one request, which counts as one in the budget; they run in their order, each on its own. The
 * answers come in the order of the commands. Throws `RestError` when the request as a whole was refused or its answer
 * was lost: it is lost for all of them, and with a write among them it is not sent again.
 */
export const callBatch = async (
  line: RestLine,
  commands: readonly BatchCommand[],
  options: CallOptions = {},
): Promise<readonly BatchAnswer[]> => {
  if (commands.length > limits.batchCommands)
    throw new RestError('batch', { error: 'ERROR_BATCH_LENGTH_EXCEEDED' })
  const sendable = commands.filter(canGo)
  if (sendable.length === 0) return commands.map(({ method }) => notSendable(method))
  const texts = commands.flatMap((command, index) =>
    canGo(command) ? [[`c${index}`, `${command.method}?${encodeForm(command.params)}`] as const] : [],
  )
  const params = { halt: 0, cmd: Object.fromEntries(texts) }
  const request = { method: 'batch', params, result: batchResult, effect: effectOf(sendable) }
  const answer = await sendUntilDone(line, request, options)
  return commands.map((command, index) =>
    canGo(command) ? answerOf(command, `c${index}`, answer) : notSendable(command.method),
  )
}

const canGo = ({ method, params }: BatchCommand): boolean => isMethodName(method) && !hasReference(params)

const notSendable = (method: string): BatchAnswer => ({
  ok: false,
  error: new RestError(method, { error: 'NOT_FOR_BATCH', description: 'a text the portal would replace' }),
})
