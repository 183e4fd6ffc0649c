import { limits } from '../../contract/rest/enums.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import type { Portal } from '../state/portal.ts'
import type { Auth } from './call.ts'
import { refusalOf, takeCommandFault } from './faults.ts'
import { isMap, type RawParams } from './read-params.ts'
import { refusal } from './refuse.ts'
import { findMethod, refused, runMethod, type Answered, type Engine } from './run-method.ts'

const forbidden = new Set([
  'batch',
  'download',
  'upload',
  'im.v2.file.upload',
  'im.v2.file.download',
  'imbot.v2.file.upload',
  'imbot.v2.file.download',
])

type Results = ReadonlyMap<string, unknown>

const stepInto = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value[Number(key)] as unknown
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

const keysIn = (path: string) => [...path.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')

const lookUp = (results: Results, path: string) => {
  const [name = '', ...keys] = keysIn(path)
  return keys.reduce(stepInto, results.get(name))
}

const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** Replaces `$result[name][key]` by what earlier commands answered; alone in a value it keeps its type. */
const withResults = (value: unknown, results: Results): unknown => {
  if (Array.isArray(value)) return value.map((item) => withResults(item, results))
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withResults(item, results)]))
  if (typeof value !== 'string') return value
  const alone = /^\$result((?:\[[^\]]*\])+)$/.exec(value)
  if (alone) return lookUp(results, alone[1] ?? '')
  return value.replace(/\$result((?:\[[^\]]*\])+)/g, (_all, path: string) => asText(lookUp(results, path)))
}

/** One command of a batch: `method?query`, also spelt as an address. */
type Command = { readonly method: string; readonly params: RawParams }

const readCommand = (command: unknown, results: Results): Command => {
  const text = typeof command === 'string' ? command : ''
  const [address = '', ...query] = text.split('?')
  const params = withResults(decodeForm(query.join('?')), results)
  const method = address.replace(/^\/+(?:rest\/+)?/i, '').replace(/\.json$/i, '')
  return { method, params: isMap(params) ? params : {} }
}

/** A batch that is run: who asks, the commands in the order they came, and whether the first error ends it. */
type Batch = {
  readonly auth: Auth
  readonly commands: readonly (readonly [key: string, command: unknown])[]
  readonly isList: boolean
  readonly halts: boolean
  readonly log: (command: Command, answered: Answered) => void
}

const runCommand = async (
  engine: Engine,
  portal: Portal,
  auth: Auth,
  { method, params }: Command,
): Promise<Answered> => {
  if (forbidden.has(method.toLowerCase())) return refused(refusal('ERROR_BATCH_METHOD_NOT_ALLOWED'))
  const name = findMethod(method)
  if (!name) return refused(refusal('ERROR_METHOD_NOT_FOUND'))
  const instead = refusalOf(takeCommandFault(portal.settings, name))
  return instead ? refused(instead) : runMethod(engine, { portal, name, auth, params })
}

/** Whether the parameter `halt` asks to stop at the first error. */
export const isHalting = ({ halt }: RawParams): boolean =>
  halt === true || halt === 1 || halt === '1' || halt === 'true'

/** Runs up to 50 commands one after the other. Answers the `result` of the envelope. */
export const runBatch = async (engine: Engine, portal: Portal, batch: Batch) => {
  const { auth, commands, isList, halts, log } = batch
  if (commands.length > limits.batchCommands) throw refusal('ERROR_BATCH_LENGTH_EXCEEDED')
  // Maps: a command may be called `__proto__`.
  const result = new Map<string, unknown>()
  const errors = new Map<string, unknown>()
  const totals = new Map<string, unknown>()
  const nexts = new Map<string, unknown>()
  const times = new Map<string, unknown>()
  for (const [key, text] of commands) {
    const command = readCommand(text, result)
    const answered = await runCommand(engine, portal, auth, command)
    log(command, answered)
    if (answered.ok) {
      result.set(key, answered.result)
      times.set(key, answered.time)
      if (answered.total !== undefined) totals.set(key, answered.total)
      if (answered.next !== undefined) nexts.set(key, answered.next)
      continue
    }
    errors.set(key, { error: answered.code, error_description: answered.description })
    if (halts) break
  }
  const answerOf = isList ? listOrMap : mapOf
  return {
    result: answerOf(result),
    result_error: answerOf(errors),
    result_total: answerOf(totals),
    result_next: answerOf(nexts),
    result_time: answerOf(times),
  }
}

const mapOf = (answers: Results) => Object.fromEntries(answers)

/** A list of commands is answered by a list, as long as no command before failed. */
const listOrMap = (answers: Results) =>
  [...answers.keys()].every((key, index) => key === String(index)) ? [...answers.values()] : mapOf(answers)
