import type { chatMethods } from '../rest/chat-methods.ts'
import type { MethodNote } from './method-note.ts'

const chatNotFound = 'CHAT_NOT_FOUND is answered though the page does not list it.'

export const chatNotes: Record<keyof typeof chatMethods, MethodNote> = {
  'imbot.v2.Chat.add': {
    summary: 'Creates a group chat; the bot is a member of it.',
    params: {
      'fields.title': { text: 'Title of the chat.' },
      'fields.type': { text: '`open` lets everybody in.', otherwise: '`chat`; anything unknown too' },
      'fields.userIds': { text: 'First members. A field called `users` is ignored.' },
      'fields.ownerId': {
        text: 'Owner of the chat; an unknown id leaves it without one.',
        otherwise: 'the bot',
      },
      'fields.message': { text: 'First message. No longer on the page.' },
    },
    deviations: [
      '`users` of the answer is the bot alone; the older example shows the members.',
      'ACCESS_DENIED and CREATION_ERROR came with a later page.',
    ],
  },
  'imbot.v2.Chat.get': {
    summary: 'Answers a chat the bot can see.',
    remarks: ['Open chats and channels are readable without membership, with role `guest`.'],
    deviations: [
      'textFieldEnabled is a boolean; the example shows "Y".',
      'lastMessageViews is an object; the example shows the text "{}".',
      'users (the bot) and service keys like recentConfig come along.',
      'unreadId and markedId are 0 rather than null.',
    ],
  },
  'imbot.v2.Chat.update': {
    summary: 'Changes title, description, colour or avatar of a group chat.',
    remarks: ['The bot must own the chat, whatever its permissions say.'],
    deviations: [
      '`fields` may be left out: nothing changes and the answer is true.',
      'An unknown colour is ignored; an avatar that is no image clears the avatar. Neither is an error.',
    ],
  },
  'imbot.v2.Chat.leave': { summary: 'Takes the bot out of a group chat.', deviations: [chatNotFound] },
  'imbot.v2.Chat.setOwner': {
    summary: 'Hands a group chat to another owner.',
    params: { userId: { text: 'Id of the new owner.' } },
    remarks: ['Only the owner can; the old one stays as a manager.'],
    deviations: ['The user is not checked: somebody who is no member becomes owner without joining.'],
  },
  'imbot.v2.Chat.Manager.add': {
    summary: 'Makes members managers of a group chat.',
    remarks: ['The bot must own the chat.', 'Ids of non-members are skipped silently.'],
    deviations: [chatNotFound, 'WRONG_MESSAGE_TYPE is answered for chats that are not groups.'],
  },
  'imbot.v2.Chat.Manager.delete': {
    summary: 'Makes managers plain members again.',
    remarks: ['Ids of people who are no managers are skipped silently.'],
    deviations: ['Managers may do it too where permissions.manageSettings says so; the page says the owner.'],
  },
  'imbot.v2.Chat.User.add': {
    summary: 'Adds people to a group chat.',
    params: { userIds: { text: 'Ids of users; without any, nothing happens and the answer is true.' } },
    remarks: ['Unknown and dismissed users are skipped silently.'],
    deviations: [
      'Any member may add by default (permissions.manageUsersAdd); the page wants an administrator, a role that does not exist.',
      'In a private chat nobody is added and the answer is true.',
    ],
  },
  'imbot.v2.Chat.User.delete': {
    summary: 'Removes one person from a group chat.',
    params: { userId: { text: 'Id of one user, not a list.' } },
    remarks: ['Answers true for somebody who is no member.'],
    deviations: [chatNotFound],
  },
  'imbot.v2.Chat.User.list': {
    summary: 'Lists the members of a chat.',
    params: {
      order: { text: 'One of the keys, with ASC or DESC.' },
      limit: { text: 'Members to answer; there is no way to page on.', otherwise: '50' },
    },
    remarks: ['The result is the list itself.'],
    deviations: ['Dismissed members are left out.', chatNotFound],
  },
  'imbot.v2.Chat.InputAction.notify': {
    summary: 'Shows that the bot is writing, or what it is busy with.',
    params: {
      statusMessageCode: { text: 'What to show.', otherwise: 'the plain typing indicator' },
      duration: { text: 'Seconds.', otherwise: 'the portal’s own time' },
    },
    deviations: [chatNotFound],
  },
  'imbot.v2.Chat.TextField.enabled': {
    summary: 'Locks or unlocks the input field of a chat.',
    params: { enabled: { text: '`false` locks.', otherwise: 'true' } },
    remarks: ['Works in private chats since revision 34; needs membership only.'],
    deviations: [chatNotFound],
  },
}
