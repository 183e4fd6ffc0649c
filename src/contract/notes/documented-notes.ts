import type { DocumentedMethodName } from '../rest/methods.ts'
import { botNotes } from './bot-notes.ts'
import { chatNotes } from './chat-notes.ts'
import { messageNotes } from './message-notes.ts'
import type { MethodNote } from './method-note.ts'
import { commandNotes, contextNotes, eventNotes, fileNotes } from './other-notes.ts'

/** What is worth knowing about each of the 40 methods beyond its schemas. */
export const documentedNotes: Record<DocumentedMethodName, MethodNote> = {
  ...botNotes,
  ...chatNotes,
  ...messageNotes,
  ...commandNotes,
  ...eventNotes,
  ...fileNotes,
  ...contextNotes,
}
