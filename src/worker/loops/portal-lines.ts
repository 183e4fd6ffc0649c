import type { RestLine } from '../../client/create-rest-client.ts'
import { createRestBudget, type RestBudget } from '../../client/rest-budget.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import type { Send } from '../../client/transport.ts'
import { createRestLanes, type Lane, type RestLanes } from './rest-lanes.ts'

/** One portal's line: whoever speaks with the portal in this worker shares its budget. */
type PortalLine = {
  /** What `createRestClient` and `callBatch` want; calls of the outbox and the poller are not repeated by the client. */
  readonly lane: (lane: Lane) => RestLine
  readonly untilRoom: RestLanes['untilRoom']
  readonly budget: RestBudget
}

export type PortalLines = { readonly lineOf: (memberId: string) => PortalLine }

/** Makes each portal's line when it is first asked for, with the platform's bucket of 50 that drains 2 a second. */
export const createPortalLines = (parts: {
  readonly sendFor: (memberId: string) => Send
  readonly clock: Clock
  readonly sleep: Sleep
  /** Another bucket, for portals with a larger one. */
  readonly bucket?: { readonly capacity: number; readonly drainPerSecond: number }
}): PortalLines => {
  const { sendFor, clock, sleep, bucket = {} } = parts
  const lines = new Map<string, PortalLine>()

  const create = (memberId: string): PortalLine => {
    const budget = createRestBudget({ clock, sleep, ...bucket })
    const restLanes = createRestLanes({ budget, clock, sleep })
    const send = sendFor(memberId)
    return {
      budget,
      untilRoom: restLanes.untilRoom,
      lane: (lane) => ({ send, clock, sleep, budget: restLanes.lane(lane), repeats: lane === 'rest' }),
    }
  }

  return {
    lineOf: (memberId) => {
      const line = lines.get(memberId) ?? create(memberId)
      lines.set(memberId, line)
      return line
    },
  }
}
