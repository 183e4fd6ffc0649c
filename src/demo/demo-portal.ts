import * as z from 'zod/mini'
import type { PageActionName, PageActionParams, PageActionResult } from '../contract/portal-pages/page-api.ts'
import { pageActions, pageAnswerSchema } from '../contract/portal-pages/page-api.ts'
import { pageUserSchema } from '../contract/portal-pages/page-views.ts'
import type { PageUser } from '../contract/portal-pages/page-views.ts'
import { createEmulator } from '../emulator/create-emulator.ts'
import { seedUsers } from '../emulator/seed-credentials.ts'

/** How the demo portal answers every REST call until told otherwise. */
export const demoAnswers = {
  well: 'as it should',
  limit503: 'too busy (503)',
  error500: 'with an error (500)',
  html200: 'with a web page',
  drop: 'not at all',
} as const
export type DemoAnswer = keyof typeof demoAnswers

/** A portal in this tab, and what its people can do there. */
export type DemoPortal = {
  /** Never leaves the tab. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Everybody who may speak, and every bot that may be spoken to. */
  readonly list: () => Promise<{ readonly people: readonly PageUser[]; readonly bots: readonly PageUser[] }>
  readonly say: (said: { readonly as: number; readonly to: number; readonly text: string }) => Promise<void>
  /** Opens a link as a full page load does; answers what came of it, in words. */
  readonly follow: (opened: { readonly as: number; readonly url: string }) => Promise<string>
  readonly answer: (how: DemoAnswer) => Promise<void>
}

/** An address that no network knows: whatever would go around the emulator fails. */
export const demoOrigin = 'https://demo.invalid'

const stateSchema = z.object({ sessid: z.string(), users: z.array(pageUserSchema) })

const refuseDelivery = () => Promise.reject(new TypeError('the demo delivers no webhooks'))

export const createDemoPortal = (): DemoPortal => {
  const emulator = createEmulator({ deliver: refuseDelivery })
  const readState = async () => {
    const address = `${demoOrigin}/__control/state?token=${emulator.controlToken}`
    return stateSchema.parse(await (await emulator.fetch(new Request(address))).json())
  }
  const post = async (action: string, as: number, contentType: string, body: string) => {
    const address = `${demoOrigin}/bitrix/services/main/ajax.php?action=${action}&as=${as}`
    const request = new Request(address, { method: 'POST', headers: { 'content-type': contentType }, body })
    const answer = pageAnswerSchema.parse(await (await emulator.fetch(request)).json())
    if (answer.status === 'error') throw new Error(answer.errors.map(({ message }) => message).join(', '))
    return answer.data
  }
  const act = async <A extends PageActionName>(action: A, as: number, params: PageActionParams<A>) => {
    const { sessid } = await readState()
    const data = await post(action, as, 'application/json', JSON.stringify({ ...params, sessid }))
    // The schema of this very action; one name for two tables is more than TypeScript follows.
    return pageActions[action].result.parse(data) as PageActionResult<A>
  }
  return {
    fetch: (request) => emulator.fetch(request),
    list: async () => {
      const { users } = await readState()
      const active = users.filter((user) => user.active)
      const bots = active.filter((user) => user.bot)
      const answered = bots.filter((bot) => bot.runBy === 'emulator')
      const ours = bots.filter((bot) => bot.runBy !== 'emulator')
      return { people: active.filter((user) => !user.bot), bots: [...ours, ...answered] }
    },
    say: async ({ as, to, text }) => {
      await act('chat.send', as, { dialogId: String(to), text })
    },
    follow: async ({ as, url }) => {
      const reading = await act('link.read', as, { reader: 'full-load', url })
      if (reading.outcome !== 'open') return 'No reader of the portal took this address.'
      if (!reading.sends || reading.formBody === null) return 'The chat opens; no context is sent.'
      const { sessid } = await readState()
      const form = `${reading.formBody}&sessid=${sessid}`
      await post('im.v2.Chat.Bot.sendContext', as, 'application/x-www-form-urlencoded', form)
      return 'The chat opens and the bot gets the context.'
    },
    answer: async (how) => {
      await act('portal.clearFaults', seedUsers.admin, {})
      if (how !== 'well') await act('portal.addFault', seedUsers.admin, { kind: how })
    },
  }
}
