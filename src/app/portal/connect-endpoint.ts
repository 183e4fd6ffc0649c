import { createRestClient } from '../../client/create-rest-client.ts'
import type { RestBudget } from '../../client/rest-budget.ts'
import { createClock, sleep } from '../../client/timing.ts'
import { askWho } from './ask-who.ts'
import { createBotTokens } from './bot-tokens.ts'
import { createEndpointSend } from './endpoint-send.ts'
import type { Portal } from './portal.ts'
import type { WebhookAddress } from './webhook-address.ts'

/** A portal behind an incoming webhook's address; throws `RestError` when the address is refused or not there. */
export const connectEndpoint = async (options: {
  readonly mode: 'webhook' | 'demo'
  readonly address: WebhookAddress
  readonly language: string
  readonly budget: RestBudget
  readonly fetch: (request: Request) => Promise<Response>
}): Promise<Portal> => {
  const { mode, address, language, budget, fetch } = options
  const client = createRestClient({
    send: createEndpointSend({ base: address.base, fetch }),
    clock: createClock(),
    sleep,
    budget,
  })
  const who = await askWho(client)
  return {
    ...who,
    mode,
    client,
    origin: address.origin,
    language: language.slice(0, 2),
    botTokens: createBotTokens(),
    frame: undefined,
  }
}
