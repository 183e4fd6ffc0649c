import { botToken, type BenchPortal } from './portal.ts'

/** Events as the portal posts them, with the parts that differ filled in. */
export type EventTexts = {
  /** Where they are posted. */
  readonly path: string
  readonly context: (at: { readonly code: string; readonly userId: number }) => string
  readonly press: (at: {
    readonly pairingId: string
    readonly nonce: string
    readonly messageId: number
    readonly userId: number
  }) => string
}

const codeMark = 'c0de'.repeat(16)
const answerMark = `${'1d'.repeat(16)}.${'ab'.repeat(20)}`

/** Cuts a text at each place of its marks, so that filling it in is joining. */
const pattern = (text: string, marks: Readonly<Record<string, string>>) => {
  const found = Object.keys(marks).map((mark) => mark.replace(/[.]/g, '\\.'))
  const parts = text.split(new RegExp(`(${found.join('|')})`))
  return (values: Readonly<Record<string, string>>): string =>
    parts.map((part, index) => (index % 2 === 1 ? (values[marks[part] ?? ''] ?? '') : part)).join('')
}

/**
 * Lets the emulator post both events once, for a user who does nothing else, and takes what it posted as the pattern:
 * the form, both auth blocks and the computed application token are the emulator's own.
 */
export const takeEventTexts = async (
  portal: BenchPortal,
  { botId, path, userId }: { readonly botId: number; readonly path: string; readonly userId: number },
): Promise<EventTexts> => {
  const { accessToken } = await portal.control('tokens', { userId })
  await portal.ask('im.v2.Chat.Bot.sendContext', {
    dialogId: String(botId),
    context: { pairCode: codeMark },
    auth: accessToken,
  })
  const context = await portal.lastPosted()
  const button = { TEXT: 'Confirm', COMMAND: 'pairing_answer', COMMAND_PARAMS: answerMark }
  const sent = await portal.ask('imbot.v2.Chat.Message.send', {
    botId,
    botToken,
    dialogId: String(userId),
    fields: { message: 'A card.', keyboard: { BOT_ID: botId, BUTTONS: [button] } },
  })
  const { id: messageId } = sent.result as { id: number } // the method's answer
  await portal.control('press', {
    as: userId,
    botId,
    messageId,
    command: 'pairing_answer',
    params: answerMark,
  })
  const press = await portal.lastPosted()
  if (!context.includes(codeMark) || !press.includes(answerMark))
    throw new Error('the portal posted no events')
  const contextOf = pattern(context, { [codeMark]: 'code', [`=${userId}&`]: 'user' })
  const pressOf = pattern(press, {
    [answerMark]: 'answer',
    [`=${userId}&`]: 'user',
    [`=${messageId}&`]: 'message',
  })
  return {
    path,
    context: ({ code, userId }) => contextOf({ code, user: `=${userId}&` }),
    press: ({ pairingId, nonce, messageId, userId }) =>
      pressOf({ answer: `${pairingId}.${nonce}`, user: `=${userId}&`, message: `=${messageId}&` }),
  }
}
