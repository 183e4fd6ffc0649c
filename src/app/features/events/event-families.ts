/** Kinds of events that share a colour, however the platform calls them in this or that API. */
export const families = ['message', 'change', 'command', 'context', 'reaction', 'chat', 'other'] as const
export type EventFamily = (typeof families)[number]

/** How a family is called beside its colour. */
export const familyNames: Readonly<Record<EventFamily, string>> = {
  message: 'messages',
  change: 'changes',
  command: 'commands',
  context: 'contexts',
  reaction: 'reactions',
  chat: 'joins and leaves',
  other: 'other',
}

const endings: readonly (readonly [RegExp, EventFamily])[] = [
  [/MESSAGE(UPDATE|DELETE)$/i, 'change'],
  [/MESSAGEADD$/i, 'message'],
  [/COMMAND(ADD)?$/i, 'command'],
  [/CONTEXT(GET)?$/i, 'context'],
  [/REACTION/i, 'reaction'],
  [/(JOINCHAT|JOINOPEN|BOTDELETE|DELETE)$/i, 'chat'],
]

/** The family of a type; what is not known is `other`. */
export const familyOf = (name: string): EventFamily =>
  endings.find(([ending]) => ending.test(name))?.[1] ?? 'other'

/** `ONIMBOTV2MESSAGEADD` says MESSAGEADD to people who read many of them. */
export const shortTypeOf = (name: string): string => name.replace(/^ONIM(BOT)?(V2)?/i, '') || name
