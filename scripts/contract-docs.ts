import * as z from 'zod/mini'
import { botEventData, userEventData } from '../src/contract/events/event-data.ts'
import { eventNames } from '../src/contract/events/event-names.ts'
import type { KnownEventName } from '../src/contract/events/event-names.ts'
import { v1EventData } from '../src/contract/events/v1-data.ts'
import { documentedNotes } from '../src/contract/notes/documented-notes.ts'
import { helperNotes } from '../src/contract/notes/helper-notes.ts'
import { botEventNotes } from '../src/contract/notes/event-notes.ts'
import { commonParams } from '../src/contract/notes/method-note.ts'
import type { MethodNote, ParamNote } from '../src/contract/notes/method-note.ts'
import { methodFixtures } from '../src/contract/fixtures/fixtures.ts'
import { doneSchema } from '../src/contract/rest/call-parts.ts'
import {
  appStatuses,
  backgrounds,
  chatColors,
  chatRoles,
  chatTypes,
  commandContexts,
  fileTypes,
  inputActions,
  limits,
  reactions,
  userTypes,
} from '../src/contract/rest/enums.ts'
import { restErrors } from '../src/contract/rest/errors.ts'
import type { ErrorEntry, ErrorKind } from '../src/contract/rest/errors.ts'
import { documentedMethods, methods } from '../src/contract/rest/methods.ts'
import type { MethodName } from '../src/contract/rest/methods.ts'
import { rowsOf, sections, typeOf } from './contract-schema-rows.ts'
import type { SchemaRow } from './contract-schema-rows.ts'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const list = (title: string, items: readonly string[] = []) =>
  items.length === 0 ? '' : `**${title}**\n\n${items.map((item) => `- ${item}`).join('\n')}`

const anchor = (name: string) => name.toLowerCase().replace(/[^a-z0-9 -]/g, '')

const paragraphs = (parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n')

const needOf = (row: SchemaRow, note: ParamNote | undefined) => {
  if (note?.requiredWhen !== undefined) return `when ${note.requiredWhen}`
  return row.isOptional ? '' : 'yes'
}

const paramRow = (row: SchemaRow, note: ParamNote | undefined) => [
  `\`${row.path}\``,
  row.type,
  needOf(row, note),
  note?.otherwise ?? '',
  note?.text ?? '',
]

const paramsOf = (name: MethodName, note: MethodNote) => {
  const rows = rowsOf(methods[name].params)
  if (rows.length === 0) return 'No parameters.'
  const noted = rows.map((row) => paramRow(row, note.params?.[row.path] ?? commonParams[row.path]))
  return table(['parameter', 'type', 'required', 'default', ''], noted)
}

const keyRows = (rows: readonly SchemaRow[]) =>
  table(
    ['key', 'type', ''],
    rows.map((row) => [`\`${row.path}\``, row.type, row.isOptional ? 'may be missing' : '']),
  )

const resultOf = (name: MethodName) => {
  const { result } = methods[name]
  if (result === doneSchema) return '**Result**: `{"result": true}`.'
  const rows = rowsOf(result)
  if (rows.length === 0 || typeOf(result).startsWith('list of [')) return `**Result**: ${typeOf(result)}.`
  return `**Result**\n\n${keyRows(rows)}`
}

const json = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``

const exampleOf = (name: MethodName, kind: 'request' | 'response') =>
  methodFixtures.find((fixture) => fixture.method === name && fixture.kind === kind)

/** The documented request and what it was answered; the answer folded, for it can be long. */
const examplesOf = (name: MethodName) => {
  const request = exampleOf(name, 'request')
  const response = exampleOf(name, 'response')
  if (request === undefined) return ''
  const title = request.constructed ? '**Example** (a model; none is documented)' : '**Example**'
  const answer = response && `<details><summary>Answer</summary>\n\n${json(response.body)}\n\n</details>`
  return paragraphs([title, json(request.body), answer ?? ''])
}

const effects = {
  read: 'reads',
  write: 'writes',
  confirm: 'reads, and deletes what its `offset` acknowledges',
}

const method = (name: MethodName, note: MethodNote) => {
  const { scope, effect, errors } = methods[name]
  const rights = scope === '' ? 'no scope' : `scope \`${scope}\``
  const refusals = errors.map((code) => `\`${code}\``).join(', ')
  return paragraphs([
    `### ${name}`,
    note.summary,
    `${rights} · ${effects[effect]}`,
    paramsOf(name, note),
    resultOf(name),
    examplesOf(name),
    refusals === '' ? '' : `**[Errors](#errors-of-methods)**: ${refusals}.`,
    list('Good to know', note.remarks),
    list('The platform differs from its documentation', note.deviations),
  ])
}

const namesOf = <T extends object>(of: T) =>
  // Object.keys forgets that the keys of a constant are known.
  Object.keys(of) as (keyof T & string)[]

const documentedNames = namesOf(documentedMethods)
const helperNames = namesOf(helperNotes)

const index = (names: readonly MethodName[]) =>
  names.map((name) => `- [${name}](#${anchor(name)}) ${methods[name].effect}`).join('\n')

const dataOf = (name: KnownEventName): z.core.$ZodType | undefined => {
  const { api, type } = eventNames[name]
  const data: Readonly<Record<string, z.core.$ZodType>> =
    api === 'imbot.v2' ? botEventData : api === 'im.v2' ? userEventData : v1EventData
  return data[type]
}

const deliveries = {
  'imbot.v2': 'a bot’s queue or webhook',
  'im.v2': 'a user’s queue',
  imbot: 'v1 webhook; deprecated',
}

const event = (name: KnownEventName) => {
  const { api, type } = eventNames[name]
  const { when, remarks } = botEventNotes[name]
  const data = dataOf(name)
  // v1 payloads repeat dozens of flags nobody needs; their schema is in v1-data.ts.
  const rows = data && api !== 'imbot' ? keyRows(rowsOf(data)) : ''
  return paragraphs([
    `### ${name}`,
    when,
    `${deliveries[api]} · decodes to \`${data ? type : 'unknown'}\``,
    rows,
    list('Good to know', remarks),
  ])
}

const methodsWith = (code: string) =>
  documentedNames.filter((name) => methods[name].errors.includes(code)).length

const errorTable = (kind: ErrorKind) =>
  table(
    ['code', 'HTTP', 'text', 'means', 'do', ...(kind === 'method' ? ['methods'] : [])],
    restErrors
      .filter((entry: ErrorEntry) => entry.kind === kind)
      .map((entry) => [
        `\`${entry.code}\``,
        String(entry.status),
        entry.text,
        entry.explanation,
        entry.fix,
        ...(kind === 'method' ? [String(methodsWith(entry.code) || '')] : []),
      ]),
  )

const codes = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ')

const intro = `# The contract

<!-- Generated by \`npm run docs\` from src/contract. Do not edit. -->

What a bot and a Bitrix24 portal say to each other: ${documentedNames.length} REST methods, ${namesOf(eventNames).length} events, ${restErrors.length} error codes.
The client, the emulator and this page are made from the same table, so what you read here is what the code does.

**How to call.** \`POST https://{portal}/rest/{user}/{code}/{method}\` with a webhook URL, or \`POST https://{portal}/rest/{method}\`
with \`auth\` among the parameters under OAuth; JSON or urlencoded. Method names are read in any case, \`.json\` may follow.
By webhook URL a bot is known by its \`botToken\`; under OAuth by the app, and the token is left out. \`botId\` and
\`botToken\` may also be spelled \`BOT_ID\` and \`BOT_TOKEN\`.

**What comes back.** \`{result, time}\`, or \`{error, error_description}\` with an HTTP status. Branch on \`error\`; the text may change.

**Types.** A boolean that is a parameter itself (\`enabled\`, \`complete\`, \`withUserEvents\`) is to be sent as true or false: there PHP counts every text but "0" and
the empty one as true, "N" and "false" too. Inside \`fields\` "Y" and "N" may stand for true and false; there any other text counts as false. An empty map is written \`[]\` (PHP knows
no other empty container); this project reads both. Unknown keys are ignored. Dates are ISO 8601 with an offset.

**Limits.** ${limits.requestsPerSecond} requests a second after a burst of ${limits.requestBurst}; ${limits.batchCommands} commands in a batch; ${limits.requestSeconds} s a request;
${limits.botsPerApp} bots an app; ${limits.messageChars.toLocaleString('en')} characters a message; 100 MB a file; events live ${limits.eventRetentionHours} hours.`

const wires = `## Events

A bot in fetch mode reads \`{eventId, type, date, data}\` from imbot.v2.Event.get. A bot in webhook mode gets a form
\`event, event_handler_id, data, ts, auth\` posted. The form holds texts only: integers as digits, true as \`1\`, false as \`0\`; null and empty
containers are dropped. Both are decoded to one \`BotEvent\`; what cannot come back from a form is the type of free-form values (a link's context,
message.params), and the difference between an empty and a missing optional key.

A posted event brings two blocks of tokens. Only \`auth.application_token\` at the top proves the sender; \`data.bot.auth\` is for calling back
and missing for bots known by a botToken. Answer 200 at once: a failed delivery is not repeated.`

const words = [
  ['`chat.type`', codes(chatTypes)],
  ['`chat.role`', codes(chatRoles)],
  ['`user.type`', codes(userTypes)],
  ['`file.type`', codes(fileTypes)],
  ['`command.context`', codes(commandContexts)],
  [
    '`status` of an app',
    Object.entries(appStatuses)
      .map(([code, text]) => `\`${code}\` ${text}`)
      .join(', '),
  ],
]

/** The whole of docs/contract.md. */
export const contractDocs = (): string =>
  `${paragraphs([
    intro,
    `## Methods\n\n${index(documentedNames)}`,
    ...documentedNames.map((name) => method(name, documentedNotes[name])),
    `## Helper methods\n\nOf the portal, not of its chat bots; only what a console needs of them.\n\n${index(helperNames)}`,
    ...helperNames.map((name) => method(name, helperNotes[name])),
    wires,
    ...namesOf(eventNames).map(event),
    '## Parts',
    ...sections.map(({ title, schema }) => `### ${title}\n\n${keyRows(rowsOf(schema))}`),
    `### Words\n\n${table(['where', 'documented words'], words)}\n\nNew ones may come: the schemas take any text here.`,
    `### Reactions\n\n${codes(reactions)}`,
    `### Input actions\n\n${codes(inputActions)}`,
    `### Chat colours\n\n${table(['code', 'colour'], Object.entries(chatColors))}`,
    `### Backgrounds\n\n${table(['id', 'tone'], Object.entries(backgrounds))}`,
    `## Errors of methods\n\nEvery method that acts as a bot is also answered code \`100\` for a parameter that is missing or of a type the platform does not convert.\n\n${errorTable('method')}`,
    `## Errors of the REST service\n\n${errorTable('system')}`,
    `## Errors of the authorization server\n\n${errorTable('oauth-server')}`,
    `## Codes of old portals\n\n${errorTable('historic')}`,
  ])}\n`
