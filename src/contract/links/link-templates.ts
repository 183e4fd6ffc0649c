import * as z from 'zod/mini'

/** One value of a context that a purpose asks for. */
export type TemplateField = {
  /** The key in the context. */
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'number' | 'yes or no' | 'choice' | 'date'
  /** Stands there from the start. */
  readonly preset?: string
  readonly hint?: string
  readonly isRequired?: boolean
  /** For `choice`. */
  readonly options?: readonly string[]
  /** Longest text; for a number the largest. */
  readonly most?: number
  /** For a number: the smallest. */
  readonly least?: number
  /** For a text, with what it means. */
  readonly pattern?: { readonly regex: RegExp; readonly means: string }
}

/** What a link is for: the fields its context needs. More fields may always be added. */
export type LinkTemplate = {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly fields: readonly TemplateField[]
}

const action = (preset: string): TemplateField => ({
  name: 'action',
  label: 'Action',
  kind: 'text',
  preset,
  isRequired: true,
  most: 64,
  hint: 'What the bot’s program tells purposes apart by.',
})

const source: TemplateField = {
  name: 'source',
  label: 'Where the link stands',
  kind: 'text',
  most: 64,
  hint: 'mail, card, poster …',
}

const number = (name: string, label: string, rest: Partial<TemplateField> = {}): TemplateField => ({
  name,
  label,
  kind: 'number',
  least: 1,
  most: Number.MAX_SAFE_INTEGER,
  ...rest,
})

const word = { regex: /^[\p{L}\p{N}._-]+$/u, means: 'letters, digits, dots, hyphens and underscores' }
const code = (label: string, hint: string): TemplateField => ({
  name: 'code',
  label,
  kind: 'text',
  isRequired: true,
  most: 64,
  pattern: word,
  hint,
})

/** The purposes a link may start from. */
export const linkTemplates: readonly LinkTemplate[] = [
  {
    id: 'empty',
    name: 'Something else',
    about: 'No fields are asked for; the bot’s program says what it needs.',
    fields: [],
  },
  {
    id: 'openTask',
    name: 'Open a task',
    about: 'The bot shows a task, or talks about it.',
    fields: [
      action('openTask'),
      number('taskId', 'Task', { isRequired: true, hint: 'The number in the task’s address.' }),
      source,
    ],
  },
  {
    id: 'openCrmItem',
    name: 'Open a CRM item',
    about: 'The bot shows a deal, a lead, a contact.',
    fields: [
      action('openCrmItem'),
      {
        name: 'entityType',
        label: 'Kind of item',
        kind: 'choice',
        options: ['deal', 'lead', 'contact', 'company', 'quote', 'invoice'],
        preset: 'deal',
        isRequired: true,
      },
      number('entityId', 'Item', { isRequired: true, hint: 'The number in the item’s address.' }),
      source,
    ],
  },
  {
    id: 'referral',
    name: 'Referral',
    about: 'Who has sent the person, and for which campaign.',
    fields: [
      action('referral'),
      code('Referral code', 'A code that means the one who recommends, not a name or a mail address.'),
      { name: 'campaign', label: 'Campaign', kind: 'text', most: 64 },
    ],
  },
  {
    id: 'onboarding',
    name: 'Onboarding',
    about: 'The bot takes a newcomer through the first steps.',
    fields: [
      action('onboarding'),
      {
        name: 'track',
        label: 'Track',
        kind: 'text',
        isRequired: true,
        most: 64,
        hint: 'sales, support, driver …',
      },
      number('step', 'First step', { most: 1000 }),
      { name: 'startsOn', label: 'First day', kind: 'date' },
    ],
  },
  {
    id: 'coupon',
    name: 'Coupon',
    about: 'The bot hands out a coupon, or takes one.',
    fields: [
      action('coupon'),
      code('Coupon code', 'Everybody who has the link has the code.'),
      number('percent', 'Percent off', { most: 100 }),
      { name: 'validUntil', label: 'Valid until', kind: 'date' },
      { name: 'isForNewOnly', label: 'Only for new customers', kind: 'yes or no' },
    ],
  },
  {
    id: 'table',
    name: 'Table or place (QR)',
    about: 'A code on a table, a door, a machine: the bot knows where the person is.',
    fields: [
      action('table'),
      {
        name: 'place',
        label: 'Place',
        kind: 'text',
        isRequired: true,
        most: 64,
        hint: 'Restaurant, hall, building.',
      },
      {
        name: 'table',
        label: 'Table',
        kind: 'text',
        isRequired: true,
        most: 32,
        hint: 'A number or a name.',
      },
    ],
  },
  {
    id: 'pairing',
    name: 'Pairing',
    about:
      'Binds a visitor of a site to a person in the portal. Each code works once: a link for a try, not for print.',
    fields: [
      {
        name: 'pairCode',
        label: 'Pair code',
        kind: 'text',
        isRequired: true,
        most: 128,
        pattern: { regex: /^[\w-]{16,}$/, means: 'at least 16 letters, digits, hyphens or underscores' },
        hint: 'Made by the site’s program for each visitor.',
      },
    ],
  },
]

/** The purpose of that id; one that is not known (a newer file's) asks for nothing. */
export const templateOf = (id: string): LinkTemplate =>
  linkTemplates.find((template) => template.id === id) ?? {
    id,
    name: 'Something else',
    about: '',
    fields: [],
  }

const numberSchema = ({ least = -Infinity, most = Infinity }: TemplateField) =>
  z
    .number('Here a number is needed.')
    .check(
      z.refine(Number.isInteger, 'Here a whole number is needed.'),
      z.gte(least, `At least ${least}.`),
      z.lte(most, `At most ${most}.`),
    )

const textSchema = ({ most, pattern, isRequired }: TemplateField) =>
  z.string('Here a text is needed.').check(
    z.refine((text) => !isRequired || text.trim() !== '', 'This is needed.'),
    z.refine((text) => most === undefined || text.length <= most, `At most ${most} characters.`),
    z.refine((text) => !pattern || text === '' || pattern.regex.test(text), `Only ${pattern?.means}.`),
  )

/** A day that is in the calendar, written as it is. */
const isDate = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

const schemaOf = (field: TemplateField) => {
  switch (field.kind) {
    case 'number':
      return numberSchema(field)
    case 'yes or no':
      return z.boolean('Here true or false is needed.')
    case 'choice':
      return z.enum(field.options ?? [], `One of ${field.options?.join(', ')}.`)
    case 'date':
      return z.string('Here a date is needed.').check(z.refine(isDate, 'A date like 2027-03-31.'))
    case 'text':
      return textSchema(field)
  }
}

/** What a purpose asks of a context, as a schema; keys it does not name may hold anything. */
const contextSchemaOf = ({ fields }: LinkTemplate) =>
  z.looseObject(
    Object.fromEntries(
      fields.map((field) => [field.name, field.isRequired ? schemaOf(field) : z.optional(schemaOf(field))]),
    ),
  )

type ContextCheck = (context: Readonly<Record<string, unknown>>) => ReadonlyMap<string, string>

/** Says what a context lacks for a purpose, a sentence for each field by its name; made once for many contexts. */
export const createContextCheck = (template: LinkTemplate): ContextCheck => {
  const schema = contextSchemaOf(template)
  return (context) => {
    const problems = new Map<string, string>()
    for (const { path, message } of schema.safeParse(context).error?.issues ?? []) {
      const name = String(path[0])
      if (!problems.has(name)) problems.set(name, Object.hasOwn(context, name) ? message : 'This is needed.')
    }
    return problems
  }
}

/** The same for one context. */
export const contextProblems = (
  template: LinkTemplate,
  context: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> => createContextCheck(template)(context)
