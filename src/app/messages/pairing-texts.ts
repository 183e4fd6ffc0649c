import type { PortalProblemView } from '../../contract/pairing/console-api.ts'
import type {
  Ending,
  PairingStateName,
  Purpose,
  Refusal,
  SitePolicy,
} from '../../contract/pairing/pairing-words.ts'

/** Where a pairing stands, as one or two words. */
export const stateTexts: Readonly<Record<PairingStateName, string>> = {
  pending: 'pending',
  awaiting_confirm: 'waiting',
  confirmed: 'confirmed',
  consumed: 'collected',
  declined: 'declined',
  expired: 'expired',
}

export const purposeTexts: Readonly<Record<Purpose, string>> = {
  sign_in: 'sign in',
  link_account: 'link an account',
  approve_device: 'approve a device',
}

/** How the result is collected, and what that protects against. */
export const policyTexts: Readonly<Record<SitePolicy, string>> = {
  finish:
    'After Confirm the person opens “Finish” in the chat, in the browser that started. Nobody can collect by sending a link around.',
  plain:
    'Confirm alone is enough. Only for low stakes: whoever is talked into confirming has signed somebody else in.',
}

/** Why no cards are sent and no answers come in, and what to do. */
export const portalProblemTexts: Readonly<Record<PortalProblemView['kind'], string>> = {
  unreachable:
    'The worker gets no answer from the portal: cards wait until it is back. If that lasts, look at the network between the two.',
  credential:
    'The portal refuses what the worker opens it with, so nobody can be asked. Connect it once more; where the worker’s environment names the portal, make a new webhook and put it there.',
  moved:
    'The portal is at another address now, so nobody can be asked. Connect it once more; where the worker’s environment names the portal, put the new address there.',
}

/** Why a pairing ended without a result. */
export const endingTexts: Readonly<Record<Ending, string>> = {
  user: 'The person pressed Decline.',
  startedElsewhere: 'Finish was opened in a browser that had not started it: somebody else had.',
  cancelled: 'The browser that started it gave it up.',
  replaced: 'A newer sign-in in the same browser took its place.',
  time: 'Nobody answered before its time was over.',
  notFinished: 'It was confirmed, and the browser that had started it never fetched the result.',
  switchedOff: 'An admin switched pairing off.',
  siteClosed: 'An admin switched the site off, deleted it, or changed its return address or policy.',
  notAsked: 'The portal refused the card for good, so nobody could be asked.',
}

/** What somebody tried, in the words of the pairing's own events. */
const attemptTexts: Readonly<Record<string, string>> = {
  opened: 'Opening the start page',
  context: 'Opening the link in the chat',
  pressed: 'A press',
  press: 'A press',
  finishLooked: 'Opening “Finish”',
  collected: 'Collecting the result',
  exchanged: 'Exchanging the result',
  cancelled: 'Giving it up',
  cardSent: 'A card’s number',
  cardRefused: 'A card the portal refused',
}

/** Why a step changed nothing. */
export const refusalTexts: Readonly<Record<Refusal, string>> = {
  unknownCode: 'The code belongs to no pairing, or to one that is gone.',
  otherPortal: 'It came from another portal than the one that was asked.',
  otherBot: 'It came to another bot than the one that asks.',
  otherSite: 'The key is another site’s.',
  notOpened: 'No browser had opened the start page yet.',
  alreadyOpened: 'The start page works once, and it had been opened.',
  groupDialog: 'The link was opened in a group; people are asked in their private chat only.',
  notEmployee:
    'This kind of user may not pair: bots, e-mail users and the dismissed never, extranet users only if allowed.',
  alreadyClaimed: 'Somebody had opened the link before; the first one is asked.',
  tooManyCards: 'The person had as many cards in this hour as the limits allow.',
  coolingDown: 'The person declined a short while ago; no new card until the pause is over.',
  switchedOff: 'Pairing is switched off for the portal.',
  notKeyboard: 'The answer was typed or forwarded, not pressed on the card.',
  otherAuthor: 'The pressed message is not the bot’s own.',
  otherUser: 'Somebody else pressed than the person who was asked.',
  otherCard: 'The press came from another message than the card.',
  wrongNonce: 'The button does not carry this card’s secret.',
  notAwaiting: 'Nobody was being asked at that moment.',
  alreadyDecided: 'It was decided already.',
  noCookie: 'The browser did not bring the cookie of the one that started.',
  wrongCookie: 'The browser is another than the one that started.',
  wrongSecret: 'The secret of “Finish” was missing or wrong.',
  notConfirmed: 'It was not confirmed, or not any more.',
  alreadyCollected: 'The result had been collected; it is handed out once.',
  wrongCode: 'The result’s code is wrong.',
  wrongVerifier: 'The site’s verifier does not fit the challenge it began with.',
  alreadyExchanged: 'The site had exchanged the result already.',
  inactiveUser: 'The portal says that the user is not active any more.',
  expired: 'Its time was over.',
}

/** What happened, as an audit entry's kind says it. */
const kindTexts: Readonly<Record<string, string>> = {
  created: 'The site asked for a pairing',
  opened: 'A browser opened the start page',
  claimed: 'The link was opened in the chat; a card was ordered',
  cardSent: 'The card is in the chat',
  confirmed: 'Confirmed',
  declined: 'Ended without a result',
  expired: 'Expired',
  finishLooked: 'The “Finish” page was opened',
  notWritten: 'More of the same was refused, and not written down',
  consumed: 'The browser that started collected the result',
  exchanged: 'The site exchanged the result for a signed token',
  cancelled: 'Given up by the browser that started it',
  refused: 'Refused',
  siteAdded: 'Site added',
  siteChanged: 'Site changed',
  siteRemoved: 'Site deleted',
  siteKeyAdded: 'New key for a site',
  siteKeyRemoved: 'Key of a site removed',
  settingsChanged: 'Limits changed',
  linkAdded: 'Short link made',
  linkChanged: 'Short link changed',
  linkRevoked: 'Short link withdrawn',
  linkKeyAdded: 'New key for the bots’ side of short links',
  linkKeyRemoved: 'Key of the bots’ side removed',
  notSent: 'The portal refused the message for good',
  givenUp: 'An event could not be worked off',
  eventDropped: 'An event that proved nothing was dropped',
  appUpdated: 'The app was updated',
  portalConnected: 'The portal was connected',
  portalReconnected: 'The portal was connected anew',
  portalDisconnected: 'The app was uninstalled from the portal',
  portalRemoved: 'The portal was taken out of the worker’s environment',
  rootReplaced: 'The worker’s root of derived secrets was replaced; everything open was ended',
  botSet: 'The bot that asks is ready',
  applicationTokenPinned: 'The token that events must bring was pinned',
}

/** Why an event was dropped before anybody looked at what it says. */
const droppedTexts: Readonly<Record<string, string>> = {
  otherMember: 'It names another portal than the address it came to.',
  noToken: 'It brought no application token.',
  wrongToken: 'It brought another application token than this portal’s.',
  noBot: 'The portal has no bot of this worker.',
  noProof: 'Nothing in it proves that the portal sent it.',
  malformed: 'It is not what a portal sends.',
  otherBot: 'It is about another bot.',
}

/** What a written-down fact is called; what has no name here is shown under its own. */
const factTexts: Readonly<Record<string, string>> = {
  messageId: 'message',
  via: 'by',
  ip: 'address',
  botId: 'bot',
  lost: 'cards without an answer',
}

/** Those that stand alone; the others carry an id. */
const actorTexts: Readonly<Record<string, string>> = {
  worker: 'the worker',
  browser: 'the browser',
  portal: 'the portal',
  unknown: 'somebody unknown',
}

/** Words come from a log; one of them may be the name of something every object has. */
const findText = (texts: Readonly<Record<string, string>>, key: unknown): string | undefined =>
  typeof key === 'string' && Object.hasOwn(texts, key) ? texts[key] : undefined

/** Who did it: "user 2", "site shop", "the worker". */
const formatActor = (actor: string): string => findText(actorTexts, actor) ?? actor.replace(':', ' ')

type EntryText = {
  readonly title: string
  readonly who: string
  /** Why, in a sentence, where there is a reason. */
  readonly why: string | undefined
  /** The rest, as it was written down. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly isRefusal: boolean
}

/** An audit entry in words; what has no words of its own is shown as it was written down. */
export const describeEntry = (entry: {
  readonly kind: string
  readonly actor: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}): EntryText => {
  const { kind, actor, detail } = entry
  const { reason, ending, event, ...rest } = detail
  const attempt = typeof event === 'string' ? (findText(attemptTexts, event) ?? event) : undefined
  return {
    title: kind === 'refused' && attempt ? `${attempt} was refused` : (findText(kindTexts, kind) ?? kind),
    who: formatActor(actor),
    why:
      findText(refusalTexts, reason) ??
      findText(endingTexts, ending) ??
      findText(droppedTexts, reason) ??
      (typeof reason === 'string' ? reason : undefined),
    facts: Object.entries(rest).flatMap(([name, value]) =>
      value === null || (name === 'lost' && value === 0)
        ? []
        : [[findText(factTexts, name) ?? name, String(value)] as const],
    ),
    isRefusal: kind === 'refused' || reason !== undefined,
  }
}
