import type { helperMethods } from '../rest/helper-methods.ts'
import type { MethodNote } from './method-note.ts'

const optionRemarks = [
  'All options are one record of the portal: each call reads all of it, and a call that writes puts the whole back. Of two that write at the same moment, one may be lost.',
  'Nothing can be taken away: an emptied option stays. `next` and `total` cannot be names.',
]
const optionParams = { option: { text: 'Name of one setting.', otherwise: 'all settings, as a map' } }

/** What is worth knowing about the helper methods beyond their schemas. */
export const helperNotes: Record<keyof typeof helperMethods, MethodNote> = {
  profile: {
    summary: 'Who calls, and whether that is an administrator.',
    remarks: ['A dismissed user gets an empty object.'],
  },
  'user.current': { summary: 'Who calls, at length.' },
  'user.get': {
    summary: 'Lists users of the portal, 50 on a page.',
    params: { start: { text: 'Users to skip, in steps of 50; -1 leaves out the count.' } },
  },
  'app.info': {
    summary: 'What the portal knows about the calling app, and which plan it is on.',
    remarks: [
      'INSTALLED stays false until the installer has called installFinish: until then no events come.',
    ],
  },
  'app.option.get': { summary: 'Reads settings the app keeps for everybody.', params: optionParams },
  'app.option.set': {
    summary: 'Keeps settings of the app for everybody.',
    params: { options: { text: 'Name → value; what is not named stays.' } },
    remarks: ['For administrators.', ...optionRemarks],
  },
  'user.option.get': { summary: 'Reads settings the app keeps for the calling user.', params: optionParams },
  'user.option.set': {
    summary: 'Keeps settings of the app for the calling user.',
    params: { options: { text: 'Name → value; what is not named stays.' } },
    remarks: optionRemarks,
  },
  scope: {
    summary: 'The scopes of the token.',
    params: { full: { text: '`true`: all there are.', otherwise: 'those of the token' } },
  },
  'method.get': { summary: 'Whether a method exists on this portal, and whether the token may call it.' },
  'server.time': { summary: 'The time of the portal.' },
  'event.bind': {
    summary: 'Binds a handler to an event of the portal.',
    params: {
      auth_type: { text: 'User whose rights the handler gets.', otherwise: 'who raised the event' },
      event_type: { text: '`offline` keeps a queue instead of calling.', otherwise: '`online`' },
    },
    remarks: ['Under OAuth only. The events of bots are bound by Bot.register, never by this.'],
  },
  'event.unbind': { summary: 'Takes handlers away and says how many.', remarks: ['Under OAuth only.'] },
  'event.get': { summary: 'Lists the handlers of the app.', remarks: ['Under OAuth only.'] },
  'placement.bind': {
    summary: 'Puts a page of the app into a place of the portal.',
    remarks: ['Under OAuth only; the address must be public.'],
  },
  'placement.unbind': {
    summary: 'Takes pages of the app out of a place.',
    remarks: ['`count` grows by one for each handler found and by another for each removed.'],
  },
  'placement.get': { summary: 'Lists the places the app is bound to.' },
  'im.message.command': {
    summary: 'Presses a button of a message, as the calling user.',
    remarks: ['Any app with scope im can: a pressed button proves no click of a person.'],
  },
  'im.dialog.messages.search': {
    summary: 'Searches a chat of the calling user, newest first.',
    params: {
      CHAT_ID: { text: 'Number of the chat.' },
      SEARCH_MESSAGE: { text: 'Text to find; ignored when shorter than three characters.' },
      LIMIT: { otherwise: '50' },
      LAST_ID: { text: 'Last id of the page before.' },
      DATE: { text: 'Only the 24 hours from here.' },
    },
  },
}
