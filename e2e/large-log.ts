import type { Page } from '@playwright/test'
import { createServer } from 'node:http'
import { offsetIn } from './own-browser.ts'
import { freePort } from './programs.ts'

const names = ['Anna', 'Boris', 'Clara', 'Дмитрий', 'Eve']
const said = ['where is my order?', 'refund 50%', 'привет', 'thank you', 'is anybody there']
const types = ['ONIMBOTV2MESSAGEADD', 'ONIMBOTV2MESSAGEADD', 'ONIMBOTV2COMMANDADD', 'ONIMBOTV2REACTIONCHANGE']

const pick = <T>(from: readonly T[], n: number): T => {
  const one = from[n % from.length]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

const minuteMs = 60_000

/** What a queue hands out. */
export type QueuedEvent = {
  readonly eventId: number
  readonly type: string
  readonly date: string
  readonly data: unknown
}
export type QueueBot = { readonly id: number; readonly code: string }

/** Event number `n` of a log in which a minute lies between one and the next. */
export const sampleEvent = (n: number, bot: QueueBot, firstAt: number): QueuedEvent => {
  const user = { id: 100 + (n % 5), name: pick(names, n) }
  const type = pick(types, n)
  const date = new Date(firstAt + n * minuteMs).toISOString()
  const text = `${pick(said, n >> 2)} (${n})`
  const isCommand = type === 'ONIMBOTV2COMMANDADD'
  return {
    eventId: n + 1,
    type,
    date,
    data: {
      bot,
      dialogId: String(user.id),
      user,
      message: { id: 5000 + n, chatId: 7, authorId: user.id, date, text, params: { SKU: `SKU-${n}` } },
      ...(isCommand ? { command: { id: 1, command: '/order', params: String(n), context: 'textarea' } } : {}),
    },
  }
}

/** So many of them, all older than a day: a queue would not miss them. */
export const sampleLog = (count: number, bot: QueueBot): readonly QueuedEvent[] => {
  const firstAt = Math.floor(Date.now() / minuteMs - 26 * 60 - count) * minuteMs
  return Array.from({ length: count }, (_, n) => sampleEvent(n, bot, firstAt))
}

/**
 * A queue that hands out what it is given at the next look, and then nothing until it is given more. The browser
 * fetches it from a server: through the test's own line to it, many events would take half a minute.
 */
export const answerQueue = async (page: Page, first: readonly QueuedEvent[]) => {
  let waiting = first
  const server = createServer((request, response) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    response.writeHead(200, { ...headers, 'content-type': 'application/json' })
    if (request.method !== 'POST') return response.end()
    const events = waiting
    waiting = []
    return response.end(JSON.stringify({ result: { events, nextOffset: 1, hasMore: false }, time: {} }))
  })
  const port = await freePort()
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  await page.route('**/*', (route) =>
    offsetIn(route) ? route.continue({ url: `http://127.0.0.1:${port}/` }) : route.fallback(),
  )
  return {
    give: (events: readonly QueuedEvent[]) => {
      waiting = events
    },
    close: () => server.close(),
  }
}
