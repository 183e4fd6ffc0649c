import { nextId, type Portal } from '../state/portal.ts'
import type { DeliveryRow } from '../state/rows.ts'

const keptDeliveries = 500

/** Puts a form on record and on its way. */
export const recordDelivery = (
  portal: Portal,
  form: Pick<DeliveryRow, 'botId' | 'event' | 'url' | 'body'>,
): void => {
  const delivery: DeliveryRow = {
    id: nextId(portal, 'delivery'),
    ...form,
    at: portal.now(),
    state: 'sending',
    status: null,
    error: '',
  }
  portal.deliveries.push(delivery)
  if (portal.deliveries.length > keptDeliveries) portal.deliveries.shift()
  portal.post(delivery, `${portal.key} ${form.url}`)
}
