import { createKeptStorage } from '../ui/kept-storage.ts'
import type { WebhookAddress } from '../portal/webhook-address.ts'
import { parseWebhookAddress } from '../portal/webhook-address.ts'

const tabStorage = createKeptStorage(() => sessionStorage)
const key = 'b24-bot-console.webhook'

/** The address kept for this tab until it is closed; only when somebody asked for that. */
export const rememberWebhook = (address: WebhookAddress) => tabStorage.setItem(key, address.base)

export const forgetWebhook = () => tabStorage.removeItem(key)

export const findRememberedWebhook = (): WebhookAddress | undefined => {
  const parsed = parseWebhookAddress(tabStorage.getItem(key) ?? '')
  return 'address' in parsed ? parsed.address : undefined
}
