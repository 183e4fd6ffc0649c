import type { BotDraft } from './bot-draft.ts'

/** What the fields are called on the screen. */
export const draftFieldNames: Readonly<Record<keyof BotDraft, string>> = {
  code: 'Code',
  name: 'Name',
  lastName: 'Last name',
  workPosition: 'Position',
  color: 'Color',
  gender: 'Gender',
  avatar: 'Avatar',
  type: 'Type',
  eventMode: 'Event mode',
  webhookUrl: 'Webhook address',
  botToken: 'Bot token',
  isHidden: 'Hidden from the contact list',
  isReactionsEnabled: 'Reactions allowed',
  isSupportOpenline: 'Open Channels support',
  backgroundId: 'Chat background',
}
