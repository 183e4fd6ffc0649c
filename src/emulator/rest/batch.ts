import { limits } from '../../contract/rest/enums.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import type { Portal } from '../state/portal.ts'
import type { Auth } from './call.ts'
import { isMap, type RawParams } from './read-params.ts'
import { refusal } from './refuse.ts'
import { findMethod, runMethod, type Answered, type Engine } from './run-method.ts'

const forbidden = new Set([
  'batch',
  'download',
  'upload',
  'im.v2.file.upload',
  'im.v2.file.download',
  'imbot.v2.file.upload',
  'imbot.v2.file.download',
])

const stepInto = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value[Number(key)] as unknown
  return isMap(value) ? value[key] : undefined
}

const keysIn = (path: string) => [...path.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')

const lookUp = (results: RawParams, path: string) => keysIn(path).reduce<unknown>(stepInto, results)

const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** Replaces `$result[name][key]` by what earlier commands answered; alone in a value it keeps its type. */
const withResults = (value: unknown, results: RawParams): unknown => {
  if (Array.isArray(value)) return value.map((item) => withResults(item, results))
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withResults(item, results)]))
  if (typeof value !== 'string') return value
  const alone = /^\$result((?:\[[^\]]*\])+)$/.exec(value)
  if (alone) return lookUp(results, alone[1] ?? '')
  return value.replace(/\$result((?:\[[^\]]*\])+)/g, (_all, path: string) => asText(lookUp(results, path)))
}

type Command = { readonly method: string; readonly params: RawParams }

const readCommand = (command: unknown, results: RawParams): Command => {
  const text = typeof command === 'string' ? command : ''
  const [method = '', ...query] = text.split('?')
  const params = withResults(decodeForm(query.join('?')), results)
  return { method: method.replace(/^\/+|\.json$/g, ''), params: isMap(params) ? params : {} }
}

const runCommand = async (
  engine: Engine,
  portal: Portal,
  auth: Auth,
  { method, params }: Command,
): Promise<Answered> => {
  const refused = (code: string): Answered => {
    const { status, message } = refusal(code)
    return { ok: false, code, status, description: message }
  }
  if (forbidden.has(method.toLowerCase())) return refused('ERROR_BATCH_METHOD_NOT_ALLOWED')
  const name = findMethod(method)
  if (!name) return refused('ERROR_METHOD_NOT_FOUND')
  return runMethod(engine, { portal, name, auth, params })
}

/** Runs up to 50 commands one after the other; `halt` stops at the first error. Answers the `result` of the envelope. */
export const runBatch = async (engine: Engine, portal: Portal, auth: Auth, params: RawParams) => {
  const commands = Array.isArray(params.cmd) || isMap(params.cmd) ? Object.entries(params.cmd) : []
  if (commands.length > limits.batchCommands) throw refusal('ERROR_BATCH_LENGTH_EXCEEDED')
  const halts = params.halt === true || params.halt === 1 || params.halt === '1' || params.halt === 'true'
  const result: Record<string, unknown> = {}
  const errors: Record<string, unknown> = {}
  const times: Record<string, unknown> = {}
  for (const [key, command] of commands) {
    const answered = await runCommand(engine, portal, auth, readCommand(command, result))
    if (answered.ok) {
      result[key] = answered.result
      times[key] = answered.time
      continue
    }
    errors[key] = { error: answered.code, error_description: answered.description }
    if (halts) break
  }
  const asList = isListOf(params.cmd)
  return {
    result: asList(result),
    result_error: asList(errors),
    result_total: [],
    result_next: [],
    result_time: asList(times),
  }
}

/** A list of commands is answered by a list, as long as no command before failed. */
const isListOf = (commands: unknown) => (answers: Record<string, unknown>) => {
  const keys = Object.keys(answers)
  return Array.isArray(commands) && keys.every((key, index) => key === String(index))
    ? Object.values(answers)
    : answers
}
