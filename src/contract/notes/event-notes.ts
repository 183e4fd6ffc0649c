import type { KnownEventName } from '../events/event-names.ts'

/** When each event comes, and what is easy to get wrong about it. */
export const botEventNotes: Record<
  KnownEventName,
  { readonly when: string; readonly remarks?: readonly string[] }
> = {
  ONIMBOTV2MESSAGEADD: {
    when: 'Somebody wrote to the bot, or in a group it hears.',
    remarks: [
      'Bots of type `bot` and `openline` hear only mentions in groups; the text keeps the mention’s code.',
      'Messages of the bot itself raise no event. A message that held a matched command should raise none either, but one portal was seen to send both: drop repeated message ids.',
    ],
  },
  ONIMBOTV2MESSAGEUPDATE: {
    when: 'A message the bot hears was edited.',
    remarks: ['Edits of the bot itself come back to it.'],
  },
  ONIMBOTV2MESSAGEDELETE: { when: 'A message the bot heard was deleted.' },
  ONIMBOTV2JOINCHAT: {
    when: 'The bot was added to a chat, or somebody opened a dialog with it.',
    remarks: ['`user` is who added it.'],
  },
  ONIMBOTV2DELETE: {
    when: 'The bot was deleted.',
    remarks: ['Arrives by webhook only; a polled queue goes with the bot.'],
  },
  ONIMBOTV2CONTEXTGET: {
    when: 'Somebody followed a link that carries a context.',
    remarks: [
      'Must change nothing by itself: a hidden image with such an address raises it too.',
      'Through a link every scalar is a text, also when polled; only a JSON call of sendContext keeps types.',
    ],
  },
  ONIMBOTV2COMMANDADD: {
    when: 'A slash command was typed, or a button with a command pressed.',
    remarks: [
      'One event for each command in a message.',
      'For a button, `message` is the bot’s own card and anybody who sees it can be `user`.',
      '`command.params` come from the client: never trust them.',
    ],
  },
  ONIMBOTV2REACTIONCHANGE: { when: 'Somebody reacted to a message of the bot, or took it back.' },
  ONIMV2MESSAGEADD: { when: 'A message came in a chat of the user.' },
  ONIMV2MESSAGEUPDATE: { when: 'A message in a chat of the user was edited.' },
  ONIMV2MESSAGEDELETE: { when: 'A message in a chat of the user was deleted.' },
  ONIMV2REACTIONCHANGE: { when: 'A reaction in a chat of the user changed.' },
  ONIMV2JOINCHAT: {
    when: 'Somebody was added to a chat of the user.',
    remarks: ['`user` is who was added.'],
  },
  ONIMBOTMESSAGEADD: { when: 'v1: somebody wrote to the bot.' },
  ONIMBOTMESSAGEUPDATE: { when: 'v1: a message was edited.', remarks: ['Names no user in groups.'] },
  ONIMBOTMESSAGEDELETE: { when: 'v1: a message was deleted.', remarks: ['Names no user in groups.'] },
  ONIMBOTJOINCHAT: { when: 'v1: the bot was added to a chat.' },
  ONIMBOTDELETE: { when: 'v1: the bot was deleted.' },
  ONIMCOMMANDADD: { when: 'v1: a command was called.', remarks: ['Commands come in a map by their ids.'] },
  ONIMBOTCONTEXTGET: {
    when: 'v1: somebody followed a link that carries a context.',
    remarks: ['Named by the migration table only; nobody documents its payload.'],
  },
}
