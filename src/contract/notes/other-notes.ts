import type { commandMethods } from '../rest/command-methods.ts'
import type { contextMethods } from '../rest/context-methods.ts'
import type { eventMethods } from '../rest/event-methods.ts'
import type { fileMethods } from '../rest/file-methods.ts'
import type { MethodNote } from './method-note.ts'

const commandFlags = {
  'fields.common': { text: 'Usable in every chat, not only in those of the bot.' },
  'fields.hidden': { text: 'Not listed, still callable.' },
  'fields.extranetSupport': { text: 'Shown to extranet users.' },
}

export const commandNotes: Record<keyof typeof commandMethods, MethodNote> = {
  'imbot.v2.Command.register': {
    summary: 'Registers a slash command, or answers the one that already has this name.',
    params: {
      ...commandFlags,
      'fields.command': { text: 'Name; a leading slash is taken off, answers carry one.' },
      'fields.title': { text: 'What it does: language → text.', requiredWhen: '`hidden` is false' },
      'fields.params': { text: 'Hint for its parameters: language → text.' },
    },
    remarks: ['A known name answers the existing command unchanged.'],
    deviations: [
      'A title that is a plain text counts as none.',
      'Parameters beside `fields` were taken until 2026-09-30.',
    ],
  },
  'imbot.v2.Command.update': {
    summary: 'Changes a command; what is not sent stays.',
    params: {
      ...commandFlags,
      'fields.title': { text: 'Language → text; null removes a language.' },
      'fields.params': { text: 'Language → text, only for languages that are in `title` too.' },
    },
    deviations: ['COMMAND_TITLE_INVALID is answered but not documented.'],
  },
  'imbot.v2.Command.unregister': { summary: 'Deletes a command.' },
  'imbot.v2.Command.list': {
    summary: 'Lists the commands of the bot, in the language of the portal.',
    deviations: [
      'Six built-in commands (/me, /loud, …) come along, with botId 0, text ids and "Y"/"N" for booleans: filter by botId.',
    ],
  },
  'imbot.v2.Command.answer': {
    summary: 'Answers a command, also in a chat the bot is not in.',
    params: {
      messageId: { text: 'Message that carried the command.' },
      'fields.message': { text: 'Text in BB-code; longer ones are cut.' },
      'fields.system': { text: 'System style.', otherwise: 'false' },
      'fields.urlPreview': { text: 'Whether links get a preview.', otherwise: 'true' },
    },
    deviations: [
      'After ten minutes it answers true and sends nothing: Chat.Message.send is the reliable way.',
      'dialogId is ignored.',
      'PARAM_KEYBOARD_ERROR is answered but not documented.',
    ],
  },
}

const queue = {
  offset: {
    text: 'Deletes every event with a lower id, then reads from it. Left out or 0, nothing is deleted.',
  },
  limit: { text: 'Events to answer; a value outside is moved to the nearest end.', otherwise: '100' },
}

export const eventNotes: Record<keyof typeof eventMethods, MethodNote> = {
  'imbot.v2.Event.get': {
    summary: 'Reads the queue of a bot in fetch mode, and deletes what `offset` acknowledges.',
    params: {
      ...queue,
      withUserEvents: {
        text: 'Adds the calling user’s own events; needs scope im and a subscription. One offset acknowledges both.',
        otherwise: 'false',
      },
    },
    remarks: [
      'One queue, no groups: two readers of a bot steal each other’s events.',
      'Store first, then acknowledge with nextOffset. An empty page echoes the offset it was given: without one it says 0, which is no position to go back to.',
      '`hasMore` says only that the page was full.',
      'Ids are shared by all bots and users of the portal, so they have gaps. Events live 24 hours.',
      'A bot in webhook mode has an empty queue, not an error.',
    ],
    deviations: [
      'The page says to pass the last eventId as offset; that leaves this event in the queue. nextOffset is right.',
      'The sample loop starts with offset 0 though the page says to leave it out; both delete nothing.',
      'A button pressed in a private chat comes with `chat: []`; by webhook the chat is there.',
    ],
  },
  'im.v2.Event.get': {
    summary: 'Reads the calling user’s own queue, and deletes what `offset` acknowledges.',
    params: queue,
    remarks: [
      'One queue for all apps of the user.',
      'Without a subscription the answer is an empty page, not an error.',
    ],
  },
  'im.v2.Event.subscribe': {
    summary: 'Starts a queue for the calling user.',
    remarks: ['Doing it twice changes nothing.'],
  },
  'im.v2.Event.unsubscribe': {
    summary: 'Stops the queue of the calling user.',
    deviations: ['Stored events are deleted at once; the page says they stay for 24 hours.'],
  },
}

const caption = { 'fields.message': { text: 'Text beside the file.' } }

export const fileNotes: Record<keyof typeof fileMethods, MethodNote> = {
  'imbot.v2.File.upload': {
    summary: 'Uploads a file into a chat and posts it, in one call.',
    params: caption,
    remarks: ['Not allowed inside batch.'],
  },
  'imbot.v2.File.download': {
    summary: 'Answers an address a file can be fetched from, once.',
    deviations: ['Takes no dialogId, though one page sends one.'],
  },
  'im.v2.File.upload': {
    summary: 'The same as the calling user.',
    params: caption,
    remarks: ['Answers many more keys of the file. Not allowed inside batch.'],
  },
  'im.v2.File.download': { summary: 'The same as the calling user; needs the dialog too.' },
}

export const contextNotes: Record<keyof typeof contextMethods, MethodNote> = {
  'im.v2.Chat.Bot.sendContext': {
    summary: 'Hands the bots of a dialog a context, as following a deep link does.',
    params: {
      dialogId: {
        text: 'Id of the bot for the private chat with it, or `chat5`. Must be a text.',
        requiredWhen: 'there is no `chatId`',
      },
      chatId: { text: 'Number of the chat, instead of `dialogId`.' },
      context: { text: 'Any JSON object or list; an empty one does not arrive.' },
    },
    remarks: [
      'Called by the clients when a dialog opens from a link; their call is a form, so there numbers arrive as texts and booleans as "Y"/"N".',
      'Every bot of the chat gets the event; there is no limit of size and no guard against repetition.',
    ],
    deviations: ['No reference page: scope, answer and errors are read from the platform’s source.'],
  },
}
