import type * as z from 'zod/mini'
import { botMethods } from './bot-methods.ts'
import { chatMethods } from './chat-methods.ts'
import { commandMethods } from './command-methods.ts'
import { contextMethods } from './context-methods.ts'
import { eventMethods } from './event-methods.ts'
import { fileMethods } from './file-methods.ts'
import { helperMethods } from './helper-methods.ts'
import { messageMethods } from './message-methods.ts'

/** The chatbot platform's own 40 methods. */
export const documentedMethods = {
  ...botMethods,
  ...chatMethods,
  ...messageMethods,
  ...commandMethods,
  ...eventMethods,
  ...fileMethods,
  ...contextMethods,
}

/** Every REST method the project knows, by its documented name; client, emulator, forms and docs are derived from it. */
export const methods = { ...documentedMethods, ...helperMethods }

export type MethodName = keyof typeof methods
export type DocumentedMethodName = keyof typeof documentedMethods

/** What a sender may send: camelCase, documented limits. */
export type Params<M extends MethodName> = z.input<(typeof methods)[M]['params']>

/** What a parsed answer holds: one shape for each value, however the portal spelled it. */
export type Result<M extends MethodName> = z.output<(typeof methods)[M]['result']>

/** What a portal may put on the wire before it is parsed: `[]` for an empty map, "Y" for true. */
export type Answer<M extends MethodName> = z.input<(typeof methods)[M]['result']>

/** Whether a text is the name of a method in the table, spelled as documented. */
export const isMethodName = (name: string): name is MethodName => Object.hasOwn(methods, name)
