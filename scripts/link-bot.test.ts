import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'

const file = join(resolve(import.meta.dirname, '..'), 'examples/link-bot/link-bot.mjs')

type Body = Readonly<Record<string, unknown>>
type Said = { readonly dialogId: string; readonly message: string }

const bodyOf = async (request: IncomingMessage) => JSON.parse(await text(request)) as Body // the bot's own

/** The bot, between a portal with one page of events and a worker that answers as `resolve` says. */
const runBot = async (of: {
  readonly events: readonly unknown[]
  readonly resolve: (token: unknown) => readonly [number, Body]
}) => {
  const said: Said[] = []
  const offsets: unknown[] = []
  const answers: Readonly<Record<string, (body: Body) => readonly [number, unknown]>> = {
    '/rest/imbot.v2.Bot.register.json': () => [200, { result: { bot: { id: 7 } } }],
    '/rest/imbot.v2.Event.get.json': ({ offset }) => {
      offsets.push(offset)
      return [200, { result: { events: offset === undefined ? of.events : [], nextOffset: 5 } }]
    },
    '/rest/imbot.v2.Chat.Message.send.json': ({ dialogId, fields }) => {
      if (dialogId === '13') return [400, { error: 'DIALOG_NOT_FOUND' }]
      said.push({ dialogId: String(dialogId), message: (fields as { message: string }).message }) // the bot's own
      return [200, { result: { id: 1 } }]
    },
    '/links/resolve': ({ token }) => of.resolve(token),
    '/links/replied': () => [200, { is_first: true }],
  }
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [status, answer] = answers[request.url ?? '']?.(body) ?? [404, {}]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a socket, not a pipe
  const bot = spawn(process.execPath, [file], {
    env: {
      PATH: process.env.PATH,
      PORTAL_WEBHOOK: `${origin}/rest/`,
      BOT_TOKEN: 'token',
      WORKER_URL: origin,
      LINK_KEY: 'link_key',
      POLL_MS: '20',
    },
    stdio: 'ignore',
  })
  onTestFinished(() => {
    bot.kill()
    server.close()
  })
  await expect.poll(() => offsets, { timeout: 10_000 }).toContain(5)
  return { said, offsets }
}

const contextEvent = (link: unknown, userId: number) => ({
  type: 'ONIMBOTV2CONTEXTGET',
  data: { context: { link }, user: { id: userId } },
})

test('one event that cannot be handled keeps no other from it, and the page does not come again', async () => {
  const events = [
    contextEvent('good', 13), // this person's dialog takes no message
    { type: 'ONIMBOTV2CONTEXTGET', data: null },
    contextEvent('good', 2),
  ]
  const link = { name: 'Poster' }
  const { said, offsets } = await runBot({ events, resolve: () => [200, { context: { n: 5 }, link }] })
  expect(said).toEqual([{ dialogId: '2', message: 'You came by “Poster”: {"n":5}' }])
  expect(offsets.filter((offset) => offset === undefined)).toHaveLength(1)
})

test('only a link that is over is called so; what failed may be tried again', async () => {
  const statuses: Readonly<Record<string, number>> = {
    over: 410,
    unknown: 404,
    busy: 429,
    away: 503,
    key: 401,
  }
  const names = Object.keys(statuses)
  const { said } = await runBot({
    events: names.map((name, index) => contextEvent(name, index + 1)),
    resolve: (token) => [statuses[String(token)] ?? 500, { error: 'LINK_EXPIRED' }],
  })
  expect(said.map(({ dialogId, message }) => [names[Number(dialogId) - 1], message.slice(0, 27)])).toEqual([
    ['over', 'This link does not work any'],
    ['busy', 'That did not work just now.'],
    ['away', 'That did not work just now.'],
    ['key', 'That did not work just now.'],
  ])
})
