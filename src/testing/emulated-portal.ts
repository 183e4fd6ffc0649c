import { connectEndpoint } from '../app/portal/connect-endpoint.ts'
import type { Portal } from '../app/portal/portal.ts'
import { createRestBudget } from '../client/rest-budget.ts'
import { createEmulator } from '../emulator/create-emulator.ts'
import { createFakeTime } from './fake-time.ts'

/** A request as the emulator's log tells it. */
export type LoggedRequest = { readonly method: string; readonly params: unknown; readonly status: number }

const origin = 'http://127.0.0.1:8024'

/** The console's webhook connection to an emulator in this process, and the emulator's control door. */
export const createEmulatedPortal = async () => {
  const emulator = createEmulator()
  const { clock, sleep } = createFakeTime()
  const control = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { 'x-control-token': emulator.controlToken, 'content-type': 'application/json' }
    const answer = await emulator.fetch(new Request(`${origin}/__control/${path}`, { ...init, headers }))
    return answer.json()
  }
  const portal: Portal = await connectEndpoint({
    mode: 'webhook',
    address: { base: `${origin}/rest/1/sandbox/`, origin },
    language: 'en-US',
    budget: createRestBudget({ clock, sleep }),
    fetch: (request) => emulator.fetch(request),
  })
  return {
    portal,
    post: (path: string, body: object) => control(path, { method: 'POST', body: JSON.stringify(body) }),
    /** What arrived since the connection was made, or since this was last asked. */
    takeRequests: async (): Promise<readonly LoggedRequest[]> => {
      const { requests } = (await control('requests')) as { requests: LoggedRequest[] } // the emulator's own log
      await control('requests', { method: 'DELETE' })
      return requests
    },
  }
}
