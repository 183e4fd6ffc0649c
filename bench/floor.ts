// The bare floor: a pairing's requests, commits, REST calls and one signature over Hono and the worker's SQLite driver,
// and nothing else. It checks nothing, believes everybody and forgets nothing: how fast it could be, not how it may be.
import { serve } from '@hono/node-server'
import { DatabaseSync } from '@photostructure/sqlite'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { generateKeyPair, SignJWT } from 'jose'
import { randomBytes } from 'node:crypto'

const { PORT = '0', DATABASE_FILE = '', PORTAL_WEBHOOK = '', BOT_ID = '0', BOT_TOKEN = '' } = process.env
const db = new DatabaseSync(DATABASE_FILE)
db.exec('pragma journal_mode = wal; pragma synchronous = full')
db.exec(`create table pairings (id text primary key, start text unique, code text unique, result text unique, state text,
  nonce text, user_id integer, message_id integer, details text)`)
db.exec('create table arrivals (id integer primary key, body text)')
const insert = db.prepare("insert into pairings (id, start, state, details) values (?, ?, 'pending', ?)")
const open = db.prepare('update pairings set code = ? where start = ? returning id')
const store = db.prepare('insert into arrivals (body) values (?)')
const claim = db.prepare(
  "update pairings set state = 'asked', user_id = ?, nonce = ? where code = ? returning id",
)
const remember = db.prepare('update pairings set message_id = ? where id = ?')
const confirm = db.prepare(
  "update pairings set state = 'confirmed', message_id = ? where id = ? and nonce = ? returning message_id",
)
const consume = db.prepare(
  "update pairings set state = 'consumed', result = ? where code = ? returning message_id",
)
const find = db.prepare('select user_id from pairings where result = ?')
const exchange = db.prepare("update pairings set state = 'exchanged' where result = ?")
const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const hex = (bytes: number) => randomBytes(bytes).toString('hex')
type Row = { id: string; user_id: number; message_id: number }
type Statement = { get: (...values: (string | number)[]) => unknown }
const row = (statement: Statement, ...values: (string | number)[]) => statement.get(...values) as Row // of the table above

const call = async (method: string, params: object): Promise<{ result: { id: number } }> => {
  const answer = await fetch(`${PORTAL_WEBHOOK}${method}.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...params, botId: Number(BOT_ID), botToken: BOT_TOKEN }),
  })
  return (await answer.json()) as { result: { id: number } } // as the portal answers
}
const edit = (messageId: number, message: string) =>
  call('imbot.v2.Chat.Message.update', { messageId, fields: { message, keyboard: 'N', urlPreview: false } })

const ask = async (code: string, userId: number) => {
  const nonce = hex(20)
  const { id } = row(claim, userId, nonce, code)
  const button = (TEXT: string) => ({ TEXT, COMMAND: 'pairing_answer', COMMAND_PARAMS: `${id}.${nonce}` })
  const message = `[b]Bench[/b] asks who you are.\n${'A line of the card as long as the one of the worker.\n'.repeat(4)}`
  const keyboard = { BOT_ID: Number(BOT_ID), BUTTONS: [button('Confirm'), button('Decline')] }
  const fields = { message, keyboard, urlPreview: false }
  const { result } = await call('imbot.v2.Chat.Message.send', { dialogId: String(userId), fields })
  remember.run(result.id, id)
}

const app = new Hono()
app.get('/readyz', (c) => c.text('ok'))
app.post('/pairings', async (c) => {
  const [id, start] = [hex(16), hex(32)]
  insert.run(id, start, await c.req.text())
  return c.json({ id, start_url: `/pair/bench?start=${start}` }, 201)
})
app.post('/pair/bench/start', async (c) => {
  const code = hex(32)
  row(open, code, (await c.req.parseBody<{ start: string }>()).start)
  setCookie(c, 'pairing', code, { httpOnly: true })
  return c.json({ state: 'pending', webLink: `/online/?IM_DIALOG=${BOT_ID}&context=${code}` })
})
app.post('/hooks/:path', async (c) => {
  const text = await c.req.text()
  const body = new URLSearchParams(text)
  store.run(text)
  const code = body.get('data[context][pairCode]')
  const [id = '', nonce = ''] = (body.get('data[command][params]') ?? '').split('.')
  if (code !== null) void ask(code, Number(body.get('data[user][id]')))
  else void edit(row(confirm, Number(body.get('data[message][id]')), id, nonce).message_id, 'Confirmed.')
  return c.text('ok')
})
app.post('/pair/bench/collect', (c) => {
  const code = hex(32)
  void edit(row(consume, code, getCookie(c, 'pairing') ?? '').message_id, 'Done.')
  return c.json({ redirect: `http://127.0.0.1:1/back?code=${code}` })
})
app.post('/pairings/token', async (c) => {
  const { code } = await c.req.json<{ code: string }>()
  const userId = row(find, code).user_id
  await call('user.get', { ID: userId })
  exchange.run(code)
  const token = await new SignJWT({ nonce: 'n' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(String(userId))
    .sign(privateKey)
  return c.json({ token, expires_in: 300 })
})
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) })
// Also keeps the database: the driver closes one that only its statements still know.
process.once('SIGTERM', () => {
  db.close()
  process.exit()
})
