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

/** Event number `n`, as a queue hands it out; a minute lies between one and the next. */
const eventOf = (n: number, bot: { readonly id: number; readonly code: string }, firstAt: number) => {
  const user = { id: 100 + (n % 5), name: pick(names, n) }
  const type = pick(types, n)
  return {
    eventId: n + 1,
    type,
    date: new Date(firstAt + n * minuteMs).toISOString(),
    data: {
      bot,
      dialogId: String(user.id),
      user,
      message: {
        id: 5000 + n,
        chatId: 7,
        authorId: user.id,
        date: new Date(firstAt + n * minuteMs).toISOString(),
        text: `${pick(said, n >> 2)} (${n})`,
        params: { SKU: `SKU-${n}` },
      },
      ...(type === 'ONIMBOTV2COMMANDADD'
        ? { command: { id: 1, command: '/order', params: String(n), context: 'textarea' } }
        : {}),
      ...(type === 'ONIMBOTV2REACTIONCHANGE' ? { reaction: 'like', action: 'add' } : {}),
    },
  }
}

/**
 * A queue that answers the first look with so many events, and every look after with none. The browser fetches them
 * from a server: through the test's own line to it they would take half a minute.
 */
export const answerLargeQueue = async (
  page: Page,
  count: number,
  bot: { readonly id: number; readonly code: string },
): Promise<() => void> => {
  const firstAt = Math.floor(Date.now() / minuteMs) * minuteMs - count * minuteMs
  let isAnswered = false
  const server = createServer((request, response) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    response.writeHead(200, { ...headers, 'content-type': 'application/json' })
    if (request.method !== 'POST') return response.end()
    const events = isAnswered ? [] : Array.from({ length: count }, (_, n) => eventOf(n, bot, firstAt))
    isAnswered = true
    return response.end(
      JSON.stringify({ result: { events, nextOffset: count + 1, hasMore: false }, time: {} }),
    )
  })
  const port = await freePort()
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  await page.route('**/*', (route) =>
    offsetIn(route) ? route.continue({ url: `http://127.0.0.1:${port}/` }) : route.fallback(),
  )
  return () => server.close()
}
