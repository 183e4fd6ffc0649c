import * as z from 'zod/mini'
import type { BotEvent } from './bot-event.ts'
import { decodeData, isV2EventName } from './decode-data.ts'
import { isKnownEventName } from './event-names.ts'
import { malformedEvent } from './malformed-event-error.ts'
import { withoutSecrets } from './unknown-event.ts'

const itemSchema = z.object({ type: z.string(), data: z.unknown() })

/**
 * Decodes one item of Event.get. An unknown name is an event of its own type, not an error.
 *
 * @throws MalformedEventError
 */
export const decodePolledEvent = (item: unknown): BotEvent => {
  const parsed = z.safeParse(itemSchema, item)
  if (!parsed.success) throw malformedEvent('', parsed.error)
  const name = parsed.data.type.toUpperCase()
  if (isKnownEventName(name) && isV2EventName(name)) return decodeData(name, parsed.data.data, 'json')
  return { type: 'unknown', name, raw: withoutSecrets(parsed.data.data) }
}
