import type { botMethods } from '../rest/bot-methods.ts'
import type { MethodNote } from './method-note.ts'

const settings = {
  'fields.webhookUrl': { text: 'Where events are posted. Never answered by any method.' },
  'fields.isHidden': { text: 'Keeps the bot out of the contact list.', otherwise: 'false' },
  'fields.isReactionsEnabled': { text: 'Whether people may react to its messages.', otherwise: 'true' },
  'fields.isSupportOpenline': { text: 'Whether it works in open channels.', otherwise: 'false' },
  'fields.backgroundId': { text: 'Background of the chat; an unknown one becomes null.', otherwise: 'null' },
  'fields.properties.workPosition': { text: 'Line under the name in the profile.' },
  'fields.properties.color': { text: 'Picked by the portal if it is not one of these.' },
}

const kept = Object.fromEntries(Object.entries(settings).map(([path, note]) => [path, { text: note.text }]))

export const botNotes: Record<keyof typeof botMethods, MethodNote> = {
  'imbot.v2.Bot.register': {
    summary: 'Registers a bot, or answers the one that already has this code.',
    params: {
      ...settings,
      'fields.code': { text: 'The name the app knows the bot by. Stays for ever.' },
      'fields.botToken': {
        text: 'A secret of your own that names the bot in later calls.',
        requiredWhen: 'calling by webhook URL',
      },
      'fields.properties.name': { text: 'Name people see.' },
      'fields.type': {
        text: '`bot` and `openline` hear mentions and private chats; `supervisor` and `personal` hear everything in their chats.',
        otherwise: '`bot`',
      },
      'fields.eventMode': {
        text: '`fetch`: poll Event.get; `webhook`: get events posted.',
        otherwise: '`fetch`',
      },
      'fields.webhookUrl': { ...settings['fields.webhookUrl'], requiredWhen: 'eventMode is `webhook`' },
    },
    remarks: [
      'A known code answers the existing bot unchanged, even if everything else in the call differs: ask Bot.get first, and Bot.update to change.',
      'Checked in this order: token, code, name, event mode, webhookUrl given, webhookUrl acceptable, code already known, number of bots, type, avatar. So a wrong type is not reported for a code that exists.',
      'Webhook mode subscribes the bot to its 8 events; never touch them with event.bind.',
      'Field names are also taken in UPPER_CASE.',
    ],
    deviations: [
      'The code is unique among all REST bots of the portal, not within the app as documented.',
      'The token is also taken at the top level, as one page shows it; the reference names `fields` only.',
      'BOT_TOKEN_INVALID_LENGTH is answered since 2026-08-06 but missing from the page.',
      'Type `network` is named only by the text of BOT_INVALID_TYPE.',
      'A webhookUrl needs http or https and a dot in its host: `localhost` is refused, `127.0.0.1` is not.',
    ],
  },
  'imbot.v2.Bot.get': {
    summary: 'Answers one bot, by id or by code.',
    params: {
      botId: { text: 'User id of the bot.', requiredWhen: '`code` is left out' },
      code: { text: 'Code the bot was registered with.', requiredWhen: '`botId` is left out' },
    },
    remarks: [
      'A stranger’s bot is answered too, in the short form: without moduleId, eventMode and counters.',
    ],
    deviations: ['A code is found among the bots of every app, not only one’s own.'],
  },
  'imbot.v2.Bot.list': {
    summary: 'Lists the bots of the app, or of the token.',
    params: {
      'filter.type': { text: 'Only bots of this type.' },
      limit: { text: 'Bots on a page; no highest value is documented.', otherwise: '50' },
      offset: { text: 'Bots to skip.', otherwise: '0' },
    },
    remarks: [
      'By webhook URL the botToken decides whose bots are listed.',
      '`hasNextPage` says only that the page was full: the next one can be empty.',
    ],
    deviations: ['An unknown type is ignored; the page says it gives an empty list.'],
  },
  'imbot.v2.Bot.update': {
    summary: 'Changes a bot; what is not sent stays.',
    params: {
      ...kept,
      'fields.eventMode': { text: 'Changing it makes or removes the 8 subscriptions.' },
      'fields.botToken': { text: 'A new secret; the call itself still carries the old one.' },
      'fields.properties.name': { text: 'Name people see.' },
    },
    remarks: [
      'Type and code cannot be changed.',
      'After a token change the old token is answered BOT_OWNERSHIP_ERROR at once.',
      'Going from fetch to webhook deletes the events that were not polled yet.',
    ],
    deviations: [
      'backgroundId null does not reset the background, though the page says so.',
      'A new token under OAuth is refused with BOT_TOKEN_ROTATION_FAILED; the page does not say so.',
      'BOT_TOKEN_INVALID_LENGTH and BOT_UPDATE_FAILED are answered but missing from the page.',
    ],
  },
  'imbot.v2.Bot.unregister': {
    summary: 'Deletes a bot, its subscriptions and its queue.',
    deviations: [
      'The docs call ONIMBOTV2DELETE the last event; a polled queue is deleted with the bot, so it can only arrive by webhook.',
    ],
  },
  'imbot.v2.Revision.get': {
    summary: 'Answers which revision of the API the portal and its clients speak.',
    remarks: [
      'Needs neither botId nor botToken.',
      'The documented example says 33; the change log is at 36.',
    ],
  },
}
