import { createEndpointSend } from '../app/portal/endpoint-send.ts'
import type { Portal } from '../app/portal/portal.ts'
import { createRestClient } from '../client/create-rest-client.ts'
import { createRestBudget } from '../client/rest-budget.ts'
import type { OpenPortal } from './emulator/open-portal.ts'
import { createFakeTime } from './fake-time.ts'

const origin = 'http://127.0.0.1:8024'
const notHere = () => Promise.reject(new Error('a test has no page around it'))

/** The console's connection as an app of the emulator, as somebody opens it in the portal's frame. */
export const openAsApp = async (
  { control, emulator }: Pick<OpenPortal, 'control' | 'emulator'>,
  person: { readonly id: number; readonly name: string; readonly isAdmin: boolean },
): Promise<Portal> => {
  await control('rights', { userId: person.id, admin: person.isAdmin })
  const { accessToken } = (await control('tokens', { userId: person.id })) as { accessToken: string } // by its schema
  const { clock, sleep } = createFakeTime()
  return {
    mode: 'frame',
    client: createRestClient({
      send: createEndpointSend({
        base: `${origin}/rest/`,
        accessToken,
        fetch: (request) => emulator.fetch(request),
      }),
      clock,
      sleep,
      budget: createRestBudget({ clock, sleep }),
    }),
    origin,
    user: { id: person.id, name: person.name },
    isAdmin: person.isAdmin,
    language: 'en',
    scopes: ['im', 'imbot', 'user'],
    botTokens: undefined,
    frame: { isInstalling: false, installFinish: notHere, openMessenger: notHere, readAuth: notHere },
  }
}
