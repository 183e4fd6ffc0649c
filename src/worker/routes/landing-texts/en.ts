import type { ShortLinkState } from '../../../contract/links/short-link.ts'

/** What a landing page says, in one language; `{bot}` and `{portal}` are filled in. */
export type LandingTexts = {
  readonly lang: string
  readonly title: string
  readonly says: string
  readonly portal: string
  readonly bot: string
  readonly openBrowser: string
  readonly openApp: string
  readonly signIn: string
  readonly phone: string
  readonly trying: string
  readonly dont: string
  readonly tried: string
  readonly remember: string
  readonly address: string
  readonly copy: string
  readonly copied: string
  readonly leadsTo: string
  readonly validUntil: string
  readonly noEnd: string
  readonly goOn: string
  readonly over: Readonly<Record<Exclude<ShortLinkState, 'active'>, string>>
  readonly askGiver: string
  readonly unknown: string
  readonly unknownHint: string
  readonly busy: string
  readonly busyHint: string
  readonly away: string
  readonly awayHint: string
  readonly tryAgain: string
  /** For people who have a use, and may come again. */
  readonly usedUpHint: string
}

export const en: LandingTexts = {
  lang: 'en',
  title: 'Chat with {bot}',
  says: 'This opens a chat with {bot} in the Bitrix24 portal {portal}.',
  portal: 'Portal',
  bot: 'Bot',
  openBrowser: 'Open in browser',
  openApp: 'Open in the desktop app',
  signIn: 'You must be signed in to the portal.',
  phone:
    'On a phone or a tablet the Bitrix24 app cannot be opened on this chat from outside. The browser here can, once you have signed in to the portal.',
  trying: 'Opening the desktop app',
  dont: 'Do not open',
  tried: 'Nothing happened? Then the app is not on this computer: use the browser.',
  remember: 'Remember what I choose in this browser',
  address: 'Address of the chat',
  copy: 'Copy',
  copied: 'Copied',
  leadsTo: 'Where this link leads',
  validUntil: 'Valid until',
  noEnd: 'no end set',
  goOn: 'Go on',
  over: {
    revoked: 'This link was withdrawn',
    expired: 'This link has expired',
    usedUp: 'This link has been used up',
  },
  askGiver: 'Ask whoever gave it to you for a new one.',
  unknown: 'There is no such link',
  unknownHint: 'Look at the address again, letter by letter; or ask whoever gave it to you.',
  busy: 'One moment, please',
  busyHint: 'Many addresses that do not exist were tried from your network. Try again in a minute.',
  away: 'Something is not working here',
  awayHint: 'The link was not looked at. Try again in a minute.',
  tryAgain: 'Try again',
  usedUpHint: 'Whoever has come by it already finds the chat in the portal.',
}
