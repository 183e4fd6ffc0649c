import type { LinkReaderName, Unheard } from '../../contract/deep-link/link-delivery.ts'
import type { LinkFindingCode } from '../../contract/deep-link/link-finding.ts'

/** Where a link is opened, in people's words. */
export const readerTexts: Readonly<Record<LinkReaderName, { readonly name: string; readonly hint: string }>> =
  {
    fullLoad: { name: 'Page load', hint: 'Opened from outside: a site, a mail, a code that was scanned' },
    inPortalClick: { name: 'Click inside the portal', hint: 'In a chat, a task, a page of the portal' },
    desktop: { name: 'Desktop app', hint: 'The bx:// link, where the app is installed' },
    mobile: { name: 'Tap in the mobile app', hint: 'Only inside the app; from outside no link opens it' },
    fullLoadOlder: { name: 'Page load, older portal', hint: 'Before 25.550: every context is lost there' },
  }

/** Why a bot hears nothing, a sentence each. */
export const unheardTexts: Readonly<Record<Unheard, string>> = {
  otherReader: 'Not for this kind of link.',
  noDialog: 'It names no dialog that this reader knows, so no chat opens.',
  dialogElsewhere:
    'No chat opens: it names a dialog, but the app looks only right behind /online/? and does not find it there.',
  badPortal: 'Nothing opens: no portal can have this address.',
  noContext: 'The chat opens; there is no context to hand over.',
  notBehindDialog: 'The chat opens, and the context is lost: it must stand right behind IM_DIALOG.',
  opensOther: 'Something else opens: IM_NOTIFY, IM_HISTORY and IM_LINES win over a dialog.',
  undecodable: 'The chat opens, and the context is lost: it is decoded once too often.',
  tooDeep: 'The chat opens; a context nested this deep does not arrive whole.',
  aborted: 'Nothing opens: decoding fails and the app gives up.',
  textOnly: 'The chat opens, and the context is lost: the portal takes no plain text for one.',
  emptyContext: 'The chat opens, and the bot hears nothing: an empty context is never delivered.',
  unsendable: 'The chat opens, and nothing is sent: half a character cannot be.',
}

/** What is wrong with a link, and what to do. */
export const findingTexts: Readonly<Record<LinkFindingCode, string>> = {
  noLink: 'This is no context link: it begins with https:// or bx://v2/.',
  tooLarge: 'Longer than 100,000 characters. No server takes such an address, so it is not taken apart here.',
  badPortal: 'No portal can have this address: look at the host and the port.',
  plainHttp: 'http is not encrypted, and portals refuse it. Use https.',
  unknownPortal: 'It leads to another portal than this one.',
  unknownBot: 'The portal has no bot with this id.',
  badDialog: 'IM_DIALOG must be the id of a bot (a number) or a chat (chat5).',
  cutOut: 'Line breaks inside it, or text around it, are left out here.',
  numberLost:
    'No reader keeps this number: it is too large or has too many digits, and another one arrives. Put it in quotes where the link is made.',
  nameTwice: 'This name comes twice in one object, and readers keep only the last value.',
  noDialog: 'It names no bot (IM_DIALOG).',
  noContext: 'It carries no context (BOT_CONTEXT).',
  notBehindDialog:
    'BOT_CONTEXT must stand right behind IM_DIALOG, and IM_DIALOG first; everything else behind them.',
  dialogNotFirst:
    'IM_DIALOG is not the first parameter, and the mobile app looks nowhere else: put it first, BOT_CONTEXT right behind it.',
  otherPath:
    'The path does not end with /online/. A page load and a click take any page of the portal; the mobile app takes only that.',
  otherCase:
    'The names must be written as IM_DIALOG and BOT_CONTEXT in a web link, dialogId and context in a bx link.',
  parameterTwice:
    'IM_DIALOG or BOT_CONTEXT stands in it twice, and readers do not agree which one counts. What is repaired keeps the first.',
  htmlEscaped: 'Copied out of HTML: “&amp;” stands where “&” belongs, so what follows has a wrong name.',
  opensOther:
    'IM_NOTIFY, IM_HISTORY or IM_LINES opens something else instead of the chat. The repaired link leaves it out.',
  otherWriting:
    'It can be written more plainly or more safely: the repaired link means the same, even after one more decode.',
  altered: 'Some readers decode it twice and get something else, or nothing.',
  notAnObject: 'A context is a JSON object; the portal refuses everything else.',
  tooDeep: 'Nested deeper than 60 levels: the portal drops what is deeper than 64.',
  neverDelivered: 'Nothing is left of it when it is sent, so the bot hears nothing.',
  becomesText: 'Arrives as text after a click: numbers as digits, true and false as “Y” and “N”.',
  vanishes: 'Does not arrive: null, {} and [] are dropped.',
  reshaped: 'Arrives in another shape: brackets in a name, an empty name, or a list at the top.',
  halfCharacter: 'Holds half a character, which no client can send.',
  tooLong:
    'Longer than 2,000 characters: mail programs and proxies may cut it. Store the data and send a short token.',
  denseCode: 'Too long for a code to scan.',
  secret: 'Looks like a secret. Whoever sees the link has it; store it and send a short token.',
  personal: 'Looks like personal data. It stays in histories and logs; store it and send a short token.',
}
