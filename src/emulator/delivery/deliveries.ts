import type { DeliveryRow } from '../state/rows.ts'

const timeoutMs = 30_000

/** Posts deliveries through `send`, those of one line in their order, none of them twice; `idle` waits for all of them. */
export const createPostman = (send: (request: Request) => Promise<Response>) => {
  const lines = new Map<string, Promise<void>>()

  const attempt = async (delivery: DeliveryRow): Promise<void> => {
    try {
      const response = await send(
        new Request(delivery.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': 'Bitrix24 Webhook Engine',
          },
          body: delivery.body,
          signal: AbortSignal.timeout(timeoutMs),
        }),
      )
      await response.arrayBuffer()
      delivery.status = response.status
      delivery.state = response.ok ? 'delivered' : 'failed'
    } catch (error) {
      delivery.state = 'failed'
      delivery.error = error instanceof Error ? error.message : String(error)
    }
  }

  return {
    /** A line is a handler of a portal: one that does not answer holds up nobody else. */
    post: (delivery: DeliveryRow, line: string): void => {
      const last = (lines.get(line) ?? Promise.resolve()).then(() => attempt(delivery))
      lines.set(line, last)
    },
    idle: async (): Promise<void> => {
      let waited: Promise<void>[] = []
      while (waited.length !== lines.size || [...lines.values()].some((line) => !waited.includes(line))) {
        waited = [...lines.values()]
        await Promise.all(waited)
      }
    },
  }
}
