import type { PageMessage } from '../../contract/portal-pages/page-views.ts'
import type { Emulator } from '../../emulator/create-emulator.ts'

type Answer = 'confirm' | 'decline'

/** What people do in the portal's messenger, with the worker's bot. */
export const createChat = (parts: {
  readonly emulator: Emulator
  readonly portalOrigin: string
  readonly settle: () => Promise<void>
  readonly botIdOf: () => Promise<number | undefined>
}) => {
  const { emulator, settle } = parts
  const tokens = new Map<string, string>()

  const control = async (command: string, body?: object, origin = parts.portalOrigin): Promise<unknown> => {
    const response = await emulator.fetch(
      new Request(`${origin}/__control/${command}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'x-control-token': 'control', 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`control ${command}: ${JSON.stringify(answer)}`)
    return answer
  }
  const tokenOf = async (userId: number, clientId?: string, origin?: string): Promise<string> => {
    const key = `${userId} ${clientId} ${origin}`
    const known = tokens.get(key)
    if (known !== undefined) return known
    const answer = await control('tokens', { userId, ...(clientId ? { clientId } : {}) }, origin)
    const { accessToken } = answer as { accessToken: string } // by the door's schema
    tokens.set(key, accessToken)
    return accessToken
  }
  /** Calls the portal as a person, over some app. */
  const call = async (as: number, method: string, params: object, clientId?: string, origin?: string) => {
    const response = await emulator.fetch(
      new Request(`${origin ?? parts.portalOrigin}/rest/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...params, auth: await tokenOf(as, clientId, origin) }),
      }),
    )
    return (await response.json()) as { result?: unknown; error?: string } // the platform's envelope
  }
  const botId = async () => (await parts.botIdOf()) ?? 0
  const messages = async (as: number): Promise<readonly PageMessage[]> => {
    const answer = await control(`messages?as=${as}&dialogId=${await botId()}`)
    return (answer as { messages: PageMessage[] }).messages // by the door's schema
  }
  /** All cards a person was sent, oldest first; decided ones have no buttons any more. */
  const cards = async (as: number) => {
    const bot = await botId()
    return (await messages(as)).filter(({ authorId, text }) => authorId === bot && text.startsWith('[b]'))
  }
  const card = async (as: number): Promise<PageMessage> => {
    const newest = (await cards(as)).at(-1)
    if (!newest) throw new Error(`user ${as} has no card`)
    return newest
  }
  const buttonOf = (message: PageMessage, answer: Answer) =>
    message.keyboard.filter(({ COMMAND }) => COMMAND !== undefined)[answer === 'confirm' ? 0 : 1]
  return {
    control,
    call,
    tokenOf,
    botId,
    messages,
    cards,
    card,
    /** What a context says, to the bot, from a person. */
    sendContext: async (as: number, context: object, dialogId?: string) => {
      const answer = await call(as, 'im.v2.Chat.Bot.sendContext', {
        dialogId: dialogId ?? String(await botId()),
        context,
      })
      await settle()
      return answer
    },
    /** What the messenger does with a link: it hands the context to the bot, once. */
    followLink: async (as: number, { webLink }: { readonly webLink: string }) => {
      const query = new URL(webLink).searchParams
      const context = JSON.parse(query.get('BOT_CONTEXT') ?? '{}') as object // as the portal's pages read it
      await call(as, 'im.v2.Chat.Bot.sendContext', { dialogId: query.get('IM_DIALOG') ?? '', context })
      await settle()
    },
    buttonParams: async (as: number, answer: Answer): Promise<string> => {
      const { COMMAND_PARAMS = '' } = buttonOf(await card(as), answer) ?? {}
      return COMMAND_PARAMS
    },
    /** Presses a button of the newest card. */
    press: async (as: number, answer: Answer) => {
      const message = await card(as)
      const { COMMAND = '', COMMAND_PARAMS = '' } = buttonOf(message, answer) ?? {}
      await control('press', {
        as,
        messageId: message.id,
        botId: message.authorId,
        command: COMMAND,
        params: COMMAND_PARAMS,
      })
      await settle()
    },
    /** The secret behind "Finish" on the newest card. */
    finishSecret: async (as: number): Promise<string> => {
      const link = (await card(as)).keyboard.find(({ LINK }) => LINK !== undefined)?.LINK ?? ''
      return new URL(link).hash.slice(1)
    },
  }
}
