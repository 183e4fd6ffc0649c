import type { PageMessage } from '../src/contract/portal-pages/page-views.ts'
import { waitFor, type SignIn } from './sign-in.ts'

/** Somebody of the portal without a screen: follows links and presses buttons through the emulator's doors. */
export const createApprover = (
  { portal, control }: Pick<SignIn, 'portal' | 'control'>,
  { userId, hook }: { userId: number; hook: string },
) => {
  const cards = async (): Promise<readonly PageMessage[]> => {
    const { bots } = await control<{ bots: { id: number; code: string }[] }>('state')
    const bot = bots.find(({ code }) => code === 'sign_in')?.id ?? 0
    const { messages } = await control<{ messages: PageMessage[] }>(`messages?as=${userId}&dialogId=${bot}`)
    return messages.filter(({ authorId, text }) => authorId === bot && text.startsWith('[b]'))
  }
  const newestCard = async () => (await cards()).at(-1)
  return {
    cards,
    /** What the messenger does with a link: it hands the context to the bot. */
    followLink: async ({ webLink }: { readonly webLink: string }) => {
      const query = new URL(webLink).searchParams
      const answer = await fetch(`${portal}/rest/${userId}/${hook}/im.v2.Chat.Bot.sendContext`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"dialogId":"${query.get('IM_DIALOG')}","context":${query.get('BOT_CONTEXT')}}`,
      })
      if (!answer.ok) throw new Error(`no context: ${await answer.text()}`)
    },
    /** Presses a button of the newest card as soon as it is there; answers when. */
    press: async (which: 'confirm' | 'decline'): Promise<number> => {
      const card = await waitFor('the card', async () => {
        const found = await newestCard()
        return found?.keyboard.some(({ COMMAND }) => COMMAND !== undefined) ? found : undefined
      })
      const buttons = card.keyboard.filter(({ COMMAND }) => COMMAND !== undefined)
      const { COMMAND = '', COMMAND_PARAMS = '' } = buttons[which === 'confirm' ? 0 : 1] ?? {}
      const [messageId, botId] = [card.id, card.authorId]
      await control('press', { as: userId, messageId, botId, command: COMMAND, params: COMMAND_PARAMS })
      return Date.now()
    },
    /** The secret behind "Finish sign-in", as soon as the card has it. */
    finishSecret: (): Promise<string> =>
      waitFor('the finish link', async () => {
        const link = (await newestCard())?.keyboard.find(({ LINK }) => LINK !== undefined)?.LINK
        return link === undefined ? undefined : new URL(link).hash.slice(1)
      }),
  }
}
