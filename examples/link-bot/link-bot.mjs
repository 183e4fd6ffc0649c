// A bot that knows which short link somebody came by: plain Node, no packages, no server of its own.
//   PORTAL_WEBHOOK=https://portal/rest/1/code/ BOT_TOKEN=… WORKER_URL=https://worker LINK_KEY=link_… node examples/link-bot/link-bot.mjs
const {
  PORTAL_WEBHOOK,
  BOT_TOKEN,
  WORKER_URL,
  LINK_KEY,
  BOT_CODE = 'link_bot',
  POLL_MS = '2000',
} = process.env
if (!PORTAL_WEBHOOK || !BOT_TOKEN || !WORKER_URL || !LINK_KEY) {
  console.error(
    'PORTAL_WEBHOOK, BOT_TOKEN, WORKER_URL and LINK_KEY are needed; the first line of this file says how.',
  )
  process.exit(1)
}

const post = async (url, body, headers = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const waitSeconds = Number(answer.headers.get('retry-after') ?? 60)
  return { ok: answer.ok, status: answer.status, waitSeconds, body: await answer.json() }
}

/** Calls the portal; a refusal ends the turn and is told. */
const call = async (method, params) => {
  const { ok, body } = await post(`${PORTAL_WEBHOOK}${method}.json`, { botToken: BOT_TOKEN, ...params })
  if (!ok) throw new Error(`${method}: ${body.error} ${body.error_description ?? ''}`)
  return body.result
}

/** A worker that is away or busy answers like one that failed: a status the bot cannot go on with. */
const ask = (path, token, userId) =>
  post(
    `${WORKER_URL}/links/${path}`,
    { token, user_id: userId },
    { authorization: `Bearer ${LINK_KEY}` },
  ).catch((error) => ({ ok: false, status: 0, waitSeconds: 60, body: { error: error.message } }))

const fields = {
  code: BOT_CODE,
  type: 'bot',
  botToken: BOT_TOKEN,
  eventMode: 'fetch',
  properties: { name: 'Link bot' },
}
const { bot } = await call('imbot.v2.Bot.register', { fields })
const say = (userId, message) =>
  call('imbot.v2.Chat.Message.send', { botId: bot.id, dialogId: String(userId), fields: { message } })

/** Whose first words are still waited for: user id to token. */
const expected = new Map()

const handlers = {
  ONIMBOTV2CONTEXTGET: async ({ context, user }) => {
    if (typeof context?.link !== 'string') return
    const { ok, status, waitSeconds, body } = await ask('resolve', context.link, user.id)
    if (status === 404) return // not a token of ours: say nothing
    if (status === 410) return void (await say(user.id, `This link does not work any more (${body.error}).`))
    if (!ok) {
      console.error(`resolve: ${status} ${body.error}`)
      const advice = `Please open the link again in ${waitSeconds} seconds.`
      return void (await say(user.id, `That did not work just now. ${advice}`))
    }
    expected.set(user.id, context.link)
    await say(user.id, `You came by “${body.link.name}”: ${JSON.stringify(body.context)}`)
  },
  ONIMBOTV2MESSAGEADD: async ({ user }) => {
    const token = expected.get(user.id)
    if (token === undefined) return
    const { ok, status } = await ask('replied', token, user.id)
    // Whoever could not be told is told of the next words.
    if (ok || status === 404) expected.delete(user.id)
  },
}

/** What cannot be handled is told and passed over: the page would come again for ever, and with it all that went well. */
const handle = async ({ type, data }) => {
  try {
    await handlers[type]?.(data)
  } catch (error) {
    console.error(`${type}: ${error.message}`)
  }
}

console.log(`link bot: ${bot.id}`)
for (let offset; ; await new Promise((next) => setTimeout(next, Number(POLL_MS)))) {
  try {
    // The offset confirms what was handled the last time: after a crash it comes again, and resolving twice is one use.
    const page = await call('imbot.v2.Event.get', {
      botId: bot.id,
      ...(offset === undefined ? {} : { offset }),
    })
    for (const event of page.events) await handle(event)
    offset = page.nextOffset
  } catch (error) {
    console.error(error.message)
  }
}
