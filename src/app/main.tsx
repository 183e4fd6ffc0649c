import { decodeFrameName } from '../contract/frame/frame-messages.ts'
import type { Way } from './shell/connection.ts'
import { connectKnownWay } from './shell/connection.ts'
import { findRememberedWebhook } from './shell/remembered-webhook.ts'
import { startConsole } from './shell/start-console.tsx'

const findFirstWay = (): Way | undefined => {
  if (window.parent !== window && decodeFrameName(window.name)) return { kind: 'frame' }
  const address = findRememberedWebhook()
  return address && { kind: 'webhook', address, remember: true }
}

const element = document.getElementById('root')
if (!element) throw new Error('the page has no #root')
startConsole({ element, connect: connectKnownWay, first: findFirstWay() })
