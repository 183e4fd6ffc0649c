import type { RestClient } from '../../client/create-rest-client.ts'
import type { Result } from '../../contract/rest/methods.ts'
import { limits } from '../../contract/rest/enums.ts'
import type { StoredUpTo } from './event-store.ts'

export type QueuePage = Pick<Result<'imbot.v2.Event.get'>, 'events' | 'hasMore'>

/** A bot's queue. Reading and confirming are two doors, and only what is on disk fits through the second. */
export type QueueSource = {
  /** The oldest events that wait; takes nothing away. */
  readonly peek: (signal: AbortSignal) => Promise<QueuePage>
  /** Deletes for everybody what is below, and answers what waits behind it. */
  readonly confirm: (upTo: StoredUpTo, signal: AbortSignal) => Promise<QueuePage>
}

/** The queue of a bot in fetch mode; `botToken` where the connection needs one. */
export const createQueueSource = (queue: {
  readonly client: RestClient
  readonly botId: number
  readonly botToken: string | undefined
}): QueueSource => {
  const { client, botId, botToken } = queue
  const params = { botId, limit: limits.events.max, ...(botToken === undefined ? {} : { botToken }) }
  return {
    peek: (signal) => client.call('imbot.v2.Event.get', params, { signal }),
    confirm: (upTo, signal) => client.call('imbot.v2.Event.get', { ...params, offset: upTo }, { signal }),
  }
}
