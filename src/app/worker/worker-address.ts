import { createKeptStorage } from '../ui/kept-storage.ts'

const storage = createKeptStorage(() => localStorage)
const key = 'b24-bot-console.worker'

/** The origin of a typed address, or why it can be none. */
export const parseWorkerAddress = (
  text: string,
): { readonly origin: string } | { readonly problem: string } => {
  if (!text.trim()) return { problem: 'Give the worker’s address.' }
  if (!URL.canParse(text.trim()))
    return { problem: 'This is no address. It looks like https://worker.example.com.' }
  const { protocol, hostname, origin, username } = new URL(text.trim())
  if (username) return { problem: 'Leave name and password out of the address.' }
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))
    return { problem: 'Use https; http is for a worker on this computer only.' }
  return { origin }
}

/** Where the worker is: the typed address, or the one this page came from. */
export const findWorkerOrigin = (): string => storage.getItem(key) ?? location.origin

/** Keeps a typed address for this browser; `undefined` goes back to where the page came from. */
export const keepWorkerOrigin = (origin: string | undefined): void => {
  if (origin === undefined || origin === location.origin) storage.removeItem(key)
  else storage.setItem(key, origin)
}
