import type { WebhookAddress } from '../portal/webhook-address.ts'
import { parseWebhookAddress } from '../portal/webhook-address.ts'

const key = 'b24-bot-console.webhook'

/** The address kept for this tab until it is closed; only when somebody asked for that. */
export const rememberWebhook = (address: WebhookAddress) => sessionStorage.setItem(key, address.base)

export const forgetWebhook = () => sessionStorage.removeItem(key)

export const findRememberedWebhook = (): WebhookAddress | undefined => {
  const parsed = parseWebhookAddress(sessionStorage.getItem(key) ?? '')
  return 'address' in parsed ? parsed.address : undefined
}
