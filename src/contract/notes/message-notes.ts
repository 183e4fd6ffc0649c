import type { messageMethods } from '../rest/message-methods.ts'
import type { MethodNote } from './method-note.ts'

const attachLater =
  'A bad or oversize attachment is PARAM_ATTACH_ERROR; the attachments page names other codes.'
const keyboardLater =
  'Invalid buttons are dropped silently; only if none is left the answer is PARAM_KEYBOARD_ERROR.'

const readDeviations = [
  'Whether the message is in reach is checked before the type of the bot, so an unreachable message gives its own error even to a plain bot.',
  'MESSAGE_ACCESS_DENIED_BY_TARIFF is answered but not documented.',
]

export const messageNotes: Record<keyof typeof messageMethods, MethodNote> = {
  'imbot.v2.Chat.Message.send': {
    summary: 'Sends a message as the bot.',
    params: {
      'fields.message': { text: 'Text in BB-code; longer ones are cut and end in ` (...)`.' },
      'fields.system': {
        text: 'System style; the author becomes 0 and the message can never be edited.',
        otherwise: 'false',
      },
      'fields.urlPreview': { text: 'Whether links get a preview.', otherwise: 'true' },
      'fields.replyId': { text: 'Message this one answers.' },
      'fields.templateId': { text: 'UUID the client knows the message by.' },
      'fields.forwardIds': {
        text: 'Up to 100 messages to forward: UUID → message id, from chats the bot is in.',
      },
      'fields.skipConnector': { text: 'Not on the page; named in the change log.' },
      'fields.silentConnector': { text: 'Not on the page; named in the change log.' },
    },
    remarks: [
      'A private dialog with the bot is made when it is needed.',
      'A button does one thing; of several, LINK wins over APP_ID, ACTION and COMMAND.',
      '`id` is null when messages were only forwarded.',
    ],
    deviations: [keyboardLater, attachLater, 'An empty uuidMap is written `[]`; the example shows `{}`.'],
  },
  'imbot.v2.Chat.Message.update': {
    summary: 'Edits a message of the bot.',
    params: {
      'fields.keyboard': { text: 'New buttons with their BOT_ID; `"N"` removes them.' },
      'fields.attach': { text: 'The full form with BLOCKS; an empty text removes the attachment.' },
      'fields.urlPreview': {
        text: 'Documented as "Y"/"N" here, as a boolean elsewhere; both are taken.',
        otherwise: '`"Y"`',
      },
    },
    remarks: ['System messages cannot be edited.'],
    deviations: [
      'An attachment in the short form deletes the attachment and answers true.',
      keyboardLater,
      attachLater,
    ],
  },
  'imbot.v2.Chat.Message.delete': {
    summary: 'Deletes a message.',
    params: {
      complete: { text: '`true` leaves no trace, `false` a note that it was deleted.', otherwise: 'false' },
    },
    remarks: ['Own messages; those of others where the bot manages the chat.'],
  },
  'imbot.v2.Chat.Message.read': {
    summary: 'Marks messages as read.',
    params: { messageId: { text: 'Everything up to and with this one.', otherwise: 'the whole chat' } },
  },
  'imbot.v2.Chat.Message.get': {
    summary: 'Answers a message and its author. Only for `supervisor` and `personal` bots.',
    deviations: readDeviations,
  },
  'imbot.v2.Chat.Message.getContext': {
    summary:
      'Answers a message with those around it, oldest first. Only for `supervisor` and `personal` bots.',
    params: {
      range: { text: 'Messages on each side; a value outside is moved to the nearest end.', otherwise: '50' },
    },
    remarks: [
      'Page on by calling again with the first or the last id.',
      '`hasPrevPage` says only that that side was full.',
      'System messages bring no user along.',
    ],
    deviations: readDeviations,
  },
  'imbot.v2.Chat.Message.Reaction.add': {
    summary: 'Puts a reaction of the bot on a message.',
    params: { reaction: { text: 'The platform may add codes without notice.' } },
  },
  'imbot.v2.Chat.Message.Reaction.delete': {
    summary: 'Takes a reaction of the bot back.',
    remarks: ['What happens to a reaction that was not there is not documented.'],
  },
}
