import * as z from 'zod/mini'
import { eventAuthSchema } from '../src/contract/events/event-auth.ts'
import { eventBotSchema } from '../src/contract/events/event-data.ts'
import {
  botSchema,
  chatSchema,
  commandSchema,
  fileSchema,
  messageSchema,
  userSchema,
} from '../src/contract/rest/entities.ts'
import { chatColors, inputActions, reactions } from '../src/contract/rest/enums.ts'
import { flagParam } from '../src/contract/rest/wire-values.ts'
import {
  attachBlockSchema,
  attachParam,
  keyboardButtonSchema,
  keyboardParam,
} from '../src/contract/rest/message-parts.ts'

type Schema = z.core.$ZodType

/** One line of a table: a key, what may stand there, and whether it may be missing. */
export type SchemaRow = { readonly path: string; readonly type: string; readonly isOptional: boolean }

/** Parts with a section of their own: shown by a link instead of in place. */
export const sections: readonly { readonly title: string; readonly schema: Schema }[] = [
  { title: 'User', schema: userSchema },
  { title: 'Bot', schema: botSchema },
  { title: 'Chat', schema: chatSchema },
  { title: 'Message', schema: messageSchema },
  { title: 'File', schema: fileSchema },
  { title: 'Command', schema: commandSchema },
  { title: 'Event bot', schema: eventBotSchema },
  { title: 'Event tokens', schema: eventAuthSchema },
  { title: 'Keyboard button', schema: keyboardButtonSchema },
  { title: 'Attachment block', schema: attachBlockSchema },
]

const linkTo = (title: string, text = title) => `[${text}](#${title.toLowerCase().replaceAll(' ', '-')})`

const longLists = [
  { title: 'Reactions', values: reactions as readonly string[] },
  { title: 'Input actions', values: inputActions as readonly string[] },
  { title: 'Chat colours', values: Object.keys(chatColors) },
]

const enumText = (values: readonly unknown[]) => {
  const long = longLists.find(({ values: known }) => known.length === values.length && known[0] === values[0])
  return long
    ? linkTo(long.title, 'one of the codes')
    : values.map((value) => `\`${String(value)}\``).join(' ')
}

/** What the checks of a schema allow: values of a number, characters of a text, items of a list. */
const boundsOf = (checks: readonly z.core.$ZodCheck<never>[] = []) => {
  const bounds: { low?: number; high?: number } = {}
  for (const check of checks) {
    if (check instanceof z.core.$ZodCheckGreaterThan) bounds.low = Number(check._zod.def.value)
    if (check instanceof z.core.$ZodCheckLessThan) bounds.high = Number(check._zod.def.value)
    if (check instanceof z.core.$ZodCheckMinLength) bounds.low = check._zod.def.minimum
    if (check instanceof z.core.$ZodCheckMaxLength) bounds.high = check._zod.def.maximum
  }
  return bounds
}

const numberText = (schema: z.core.$ZodNumber) => {
  const { low, high } = boundsOf(schema._zod.def.checks)
  const kind = schema instanceof z.core.$ZodNumberFormat ? 'integer' : 'number'
  if (low === undefined && high === undefined) return kind
  return high === undefined ? `${kind} from ${low}` : `${kind} ${low ?? ''}…${high}`
}

const textText = (schema: z.core.$ZodString) => {
  const { low, high } = boundsOf(schema._zod.def.checks)
  const kind = low === 1 ? 'text, not empty' : 'text'
  return high === undefined ? kind : `${kind}, at most ${high.toLocaleString('en')} characters`
}

const listText = (schema: z.core.$ZodArray) => {
  const { low } = boundsOf(schema._zod.def.checks)
  return `list of ${typeText(schema._zod.def.element)}${low === 1 ? ', not empty' : ''}`
}

/** The schema a reader should be told about: without its optionality and respelling. */
export const bare = (schema: Schema): Schema => {
  if (schema instanceof z.core.$ZodOptional) return bare(schema._zod.def.innerType)
  if (!(schema instanceof z.core.$ZodPipe)) return schema
  const { in: before, out } = schema._zod.def
  return bare(before instanceof z.core.$ZodTransform ? out : before)
}

const typeText = (given: Schema): string => {
  const schema = bare(given)
  const section = sections.find((item) => item.schema === schema)
  if (section) return linkTo(section.title)
  if (schema === flagParam) return 'boolean'
  if (schema === keyboardParam) return `list of ${linkTo('Keyboard button')}, object or text`
  if (schema === attachParam) return `list of ${linkTo('Attachment block')}, object or text`
  if (schema instanceof z.core.$ZodNullable) return `${typeText(schema._zod.def.innerType)} or null`
  if (schema instanceof z.core.$ZodArray) return listText(schema)
  if (schema instanceof z.core.$ZodRecord) return `map of ${typeText(schema._zod.def.valueType)}`
  if (schema instanceof z.core.$ZodUnion)
    return [...new Set(schema._zod.def.options.map(typeText))].join(' or ')
  if (schema instanceof z.core.$ZodEnum) return enumText(Object.values(schema._zod.def.entries))
  if (schema instanceof z.core.$ZodLiteral) return enumText(schema._zod.def.values)
  if (schema instanceof z.core.$ZodNumber) return numberText(schema)
  if (schema instanceof z.core.$ZodString) return textText(schema)
  if (schema instanceof z.core.$ZodBoolean) return 'boolean'
  return schema instanceof z.core.$ZodObject ? 'object' : 'anything'
}

/** The object inside a key that is shown in place: its own, a list’s, or what is there when it is not null. */
const inner = (given: Schema): { schema: Schema; suffix: string } => {
  const schema = bare(given)
  if (schema instanceof z.core.$ZodNullable) return inner(schema._zod.def.innerType)
  if (schema instanceof z.core.$ZodArray) {
    const element = inner(schema._zod.def.element)
    return { schema: element.schema, suffix: `[]${element.suffix}` }
  }
  return { schema, suffix: '' }
}

/** Rows of an object and of the objects in it that have no section of their own. */
export const rowsOf = (given: Schema, prefix = ''): SchemaRow[] => {
  const { schema, suffix } = inner(given)
  if (!(schema instanceof z.core.$ZodObject)) return []
  const shape: Readonly<Record<string, Schema>> = schema._zod.def.shape
  return Object.entries(shape).flatMap(([key, value]) => {
    const path = `${prefix}${suffix}${prefix === '' && suffix === '' ? '' : '.'}${key}`
    const row = { path, type: typeText(value), isOptional: value instanceof z.core.$ZodOptional }
    const isSection = sections.some((section) => section.schema === inner(value).schema)
    return isSection ? [row] : [row, ...rowsOf(value, path)]
  })
}

/** What a value is, in words, with links to the sections. */
export const typeOf = typeText
