// oidc-provider with its device flow, stock but for what it must be told: an adapter over the same SQLite driver, and an
// interaction that signs the one person in, and lets the client in, at once.
import { DatabaseSync } from '@photostructure/sqlite'
import Provider from 'oidc-provider'

const { PORT = '0', DATABASE_FILE = '' } = process.env
const database = new DatabaseSync(DATABASE_FILE)
database.exec('pragma journal_mode = wal; pragma synchronous = full')
database.exec(`create table kept (model text, id text, payload text, grant_id text, user_code text, uid text,
  primary key (model, id)); create index kept_grant on kept (grant_id); create index kept_code on kept (user_code);
  create index kept_uid on kept (uid)`)
const upsert = database.prepare('insert or replace into kept values (?, ?, ?, ?, ?, ?)')
const findById = database.prepare('select payload from kept where model = ? and id = ?')
const findByCode = database.prepare('select payload from kept where model = ? and user_code = ?')
const findByUid = database.prepare('select payload from kept where model = ? and uid = ?')
const consume = database.prepare(
  "update kept set payload = json_set(payload, '$.consumed', unixepoch()) where model = ? and id = ?",
)
const destroy = database.prepare('delete from kept where model = ? and id = ?')
const revoke = database.prepare('delete from kept where model = ? and grant_id = ?')

const payloadOf = (row) => (row === undefined ? undefined : JSON.parse(row.payload))

const adapterFor = (model) => ({
  upsert: async (id, payload) => {
    upsert.run(
      model,
      id,
      JSON.stringify(payload),
      payload.grantId ?? null,
      payload.userCode ?? null,
      payload.uid ?? null,
    )
    return Promise.resolve()
  },
  find: (id) => Promise.resolve(payloadOf(findById.get(model, id))),
  findByUserCode: (code) => Promise.resolve(payloadOf(findByCode.get(model, code))),
  findByUid: (uid) => Promise.resolve(payloadOf(findByUid.get(model, uid))),
  consume: async (id) => Promise.resolve(void consume.run(model, id)),
  destroy: async (id) => Promise.resolve(void destroy.run(model, id)),
  revokeByGrantId: async (id) => Promise.resolve(void revoke.run(model, id)),
})

const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  adapter: adapterFor,
  clients: [
    {
      client_id: 'bench',
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      redirect_uris: [],
      response_types: [],
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
    },
  ],
  features: { deviceFlow: { enabled: true }, devInteractions: { enabled: false } },
  cookies: { keys: ['a-key-of-the-bench'] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
})

const decide = async ({ req, res }) => {
  const { prompt, params, session } = await provider.interactionDetails(req, res)
  if (prompt.name === 'login') return { login: { accountId: 'anna' } }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
  grant.addOIDCScope('openid')
  return { consent: { grantId: await grant.save() } }
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/readyz') ctx.body = 'ok'
  else if (ctx.path.startsWith('/interaction/')) {
    await provider.interactionFinished(ctx.req, ctx.res, await decide(ctx))
    ctx.respond = false
  } else await next()
})
provider.listen(Number(PORT), '127.0.0.1')
process.once('SIGTERM', () => {
  database.close()
  process.exit()
})
