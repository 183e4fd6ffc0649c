import { answerCommand } from '../../contract/pairing/answer-command.ts'
import type { Params } from '../../contract/rest/methods.ts'
import type { ButtonSecrets } from './button-secrets.ts'
import { cardTextsFor, type CardTexts } from './card-texts.ts'
import { foreignWords } from './foreign-words.ts'
import type { Approver, Pairing, PairingState } from './pairing.ts'

type Words = Pick<Params<'imbot.v2.Chat.Message.update'>['fields'], 'message' | 'keyboard' | 'urlPreview'>

/** What a card is made of beside the pairing. */
export type CardParts = {
  /** As registered; shown through `foreignWords` too. */
  readonly site: { readonly name: string; readonly host: string }
  readonly secrets: ButtonSecrets
  /** The worker's own address, where the finish link leads. */
  readonly issuer: string
}

/** Host and address are not foreign words, but a messenger must not take them for anything but text. */
const plainText = (text: string): string => text.replace(/[^\p{L}\p{N}.:\-]/gu, '·').slice(0, 120)

const asking = (pairing: Pairing, texts: CardTexts, { site }: CardParts): string[] => {
  const { request, state, policy } = pairing
  const host = plainText(site.host)
  const starter = state.starter
  const address = starter?.ip ? plainText(starter.ip) : texts.unknownAddress
  const startedAt = Math.floor((starter?.openedAt ?? pairing.createdAt) / 1000)
  return [
    `[b]${foreignWords(site.name)}[/b] (${host}) ${texts.asks[request.purpose]}`,
    ...(request.claimedName
      ? [`${texts.startedBy}: ${foreignWords(request.claimedName)} (${texts.claimed})`]
      : []),
    `${texts.from}: ${address}, ${starter?.browser ?? ''}, [timestamp=${startedAt} format=SHORT_TIME_FORMAT]`,
    texts.consequence.replace('{host}', host),
    policy === 'plain' ? texts.plainWarning : texts.finishNext,
    texts.ifNotYou,
  ]
}

/** The card that asks: both buttons carry the same command, look alike and are equally wide. */
export const askingCard = (pairing: Pairing, approver: Approver, parts: CardParts): Words => {
  const texts = cardTextsFor(approver.language)
  const button = (text: string, nonce: string) => ({
    TEXT: text,
    COMMAND: answerCommand,
    COMMAND_PARAMS: `${pairing.id}.${nonce}`,
    DISPLAY: 'LINE' as const,
    BG_COLOR_TOKEN: 'base' as const,
    BLOCK: 'Y' as const,
    WIDTH: 160,
  })
  return {
    message: asking(pairing, texts, parts).join('\n'),
    keyboard: {
      BOT_ID: pairing.botId,
      BUTTONS: [button(texts.confirm, parts.secrets.confirm), button(texts.decline, parts.secrets.decline)],
    },
    urlPreview: false,
  }
}

const outcomeOf = (state: PairingState, texts: CardTexts): string | undefined => {
  switch (state.name) {
    case 'pending':
    case 'awaiting_confirm':
      return undefined
    case 'confirmed':
      return state.finishDigest === null ? texts.outcome.confirmedPlain : texts.outcome.confirmedFinish
    case 'consumed':
      return texts.outcome.consumed
    case 'declined':
    case 'expired':
      return texts.outcome[state.ending]
  }
}

/**
 * The same card after the decision: the buttons are gone, the outcome stands below. While a `finish` pairing waits for
 * its browser, one link is left. undefined while there is nothing to say yet.
 */
export const decidedCard = (pairing: Pairing, approver: Approver, parts: CardParts): Words | undefined => {
  const texts = cardTextsFor(approver.language)
  const outcome = outcomeOf(pairing.state, texts)
  if (outcome === undefined) return undefined
  const [first = ''] = asking(pairing, texts, parts)
  const isFinishing = pairing.state.name === 'confirmed' && pairing.state.finishDigest !== null
  const link = {
    TEXT: texts.finish,
    LINK: `${parts.issuer}/finish#${parts.secrets.finish}`,
    DISPLAY: 'LINE' as const,
    BG_COLOR_TOKEN: 'primary' as const,
  }
  return {
    message: `${first}\n[b]${outcome}[/b]`,
    keyboard: isFinishing ? { BOT_ID: pairing.botId, BUTTONS: [link] } : 'N',
    urlPreview: false,
  }
}
