/** Which way an event came to this log. */
export const sourceKinds = ['bot', 'user', 'tap', 'file'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** What an event may carry besides its text. */
export const eventParts = [
  'text',
  'keyboard',
  'files',
  'attach',
  'forward',
  'reply',
  'command',
  'context',
  'mention',
  'problem',
] as const
/** `problem`: the event is not as documented. */
export type EventPart = (typeof eventParts)[number]

/**
 * What a person looks for among events, as a tree. Texts are compared without regard to case; times are epoch
 * milliseconds, `from` is part of the range and `to` is not.
 */
export type EventFilter =
  | { readonly kind: 'all' | 'any'; readonly of: readonly EventFilter[] }
  | { readonly kind: 'not'; readonly of: EventFilter }
  /** A part of the platform's name: `message` finds `ONIMBOTV2MESSAGEADD` and `ONIMBOTMESSAGEADD`. */
  | { readonly kind: 'type'; readonly name: string }
  /** An id, or a part of a code or name. */
  | { readonly kind: 'bot'; readonly bot: string }
  /** An id, or a part of a name. */
  | { readonly kind: 'user'; readonly user: string }
  /** A dialog's id, whole, or a part of a chat's name. */
  | { readonly kind: 'dialog'; readonly dialog: string }
  /** Everything about one message: its arrival, changes, reactions, the pressing of its buttons. */
  | { readonly kind: 'message'; readonly messageId: number }
  | { readonly kind: 'source'; readonly source: SourceKind }
  | { readonly kind: 'has'; readonly part: EventPart }
  /** Ids of events, both ends included. */
  | { readonly kind: 'id'; readonly from: number; readonly to: number }
  | { readonly kind: 'time'; readonly from: number; readonly to: number }
  /** In what the columns hold: text, names, ids, commands. */
  | { readonly kind: 'text'; readonly text: string }
  /** In the whole event as it was stored; read from the disk. */
  | { readonly kind: 'payload'; readonly text: string }
