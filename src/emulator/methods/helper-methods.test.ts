import { afterAll, describe, expect, test } from 'vitest'
import { strictSchema } from '../../contract/fixtures/strict-schema.ts'
import { documentedMethods, methods, type MethodName } from '../../contract/rest/methods.ts'
import { missingKeys } from '../../testing/emulator/documented-keys.ts'
import {
  openPortal,
  watcher,
  type OpenPortal,
  type Params,
  type Reply,
} from '../../testing/emulator/open-portal.ts'
import { seedChats, seedUsers } from '../seed-credentials.ts'

type HelperName = Exclude<MethodName, keyof typeof documentedMethods>

/** A caller with the console's token. */
const asApp = async ({ control }: OpenPortal, userId: number = seedUsers.admin) => {
  const tokens = (await control('tokens', { userId })) as { accessToken: string } // by its schema
  return { accessToken: tokens.accessToken }
}

const calls: Record<HelperName, Params> = {
  profile: {},
  'user.current': {},
  'user.get': { FILTER: { ACTIVE: true } },
  'app.info': {},
  'app.option.get': {},
  'app.option.set': { options: { a: 1 } },
  'user.option.get': {},
  'user.option.set': { options: { a: 1 } },
  scope: {},
  'method.get': { name: 'profile' },
  'server.time': {},
  'event.bind': { event: 'ONAPPINSTALL', handler: 'https://app.example/' },
  'event.unbind': { event: 'ONAPPINSTALL' },
  'event.get': {},
  'placement.bind': { PLACEMENT: 'IM_TEXTAREA', HANDLER: 'https://app.example/' },
  'placement.unbind': { PLACEMENT: 'IM_TEXTAREA' },
  'placement.get': {},
  'im.message.command': { MESSAGE_ID: 501, BOT_ID: 22, COMMAND: 'help' },
  'im.dialog.messages.search': { CHAT_ID: seedChats.project, SEARCH_MESSAGE: 'release' },
}

let answered = 0
let inFull = 0
afterAll(() => {
  const all = Object.keys(calls).length
  process.stdout.write(
    `\nhelper methods answering in the contract's shape: ${answered} of ${all}, with every documented key: ${inFull}\n`,
  )
})

/** What a call takes for granted. */
const preconditions: Partial<Record<HelperName, readonly [method: HelperName, params: Params][]>> = {
  'app.option.get': [['app.option.set', { options: { data: 'value', data2: 'value2' } }]],
  'user.option.get': [['user.option.set', { options: { data: 'value', data2: 'value2' } }]],
  'event.get': [['event.bind', calls['event.bind']]],
  'placement.get': [
    [
      'placement.bind',
      {
        PLACEMENT: 'IM_CONTEXT_MENU',
        HANDLER: 'https://app.example/',
        OPTIONS: { extranet: 'N', context: 'ALL', role: 'USER' },
        LANG_ALL: { de: { TITLE: 'a', DESCRIPTION: '', GROUP_NAME: '' } },
      },
    ],
    [
      'placement.bind',
      {
        PLACEMENT: 'PAGE_BACKGROUND_WORKER',
        HANDLER: 'https://app.example/',
        OPTIONS: { errorHandlerUrl: 'https://app.example/' },
      },
    ],
  ],
}

/** Documented keys the emulator does not answer: nobody of the seed has a phone. */
const deviations: Partial<Record<HelperName, readonly string[]>> = {
  'im.dialog.messages.search': [
    '.result.users[].phones.personal_mobile',
    '.result.users[].phones.inner_phone',
  ],
}

test.each(Object.entries(calls))('%s answers in the contract’s shape', async (name, params) => {
  const portal = openPortal()
  const app = await asApp(portal)
  for (const [method, given] of preconditions[name as HelperName] ?? []) await portal.get(method, given, app)
  const reply = await portal.ask(name, params, app)
  expect(reply.error).toBeUndefined()
  const helper = name as HelperName // a key of the table above
  const { result } = methods[helper]
  expect((await strictSchema(result)['~standard'].validate(reply.result)).issues ?? []).toEqual([])
  const missing = missingKeys(helper, reply.envelope) ?? []
  expect(missing).toEqual(deviations[helper] ?? [])
  answered += 1
  if (missing.length === 0) inFull += 1
})

describe('options', () => {
  test('of the app are written by admins and read by everybody', async () => {
    const portal = openPortal()
    const [admin, anna] = [await asApp(portal), await asApp(portal, 2)]
    await portal.get('app.option.set', { options: { colour: 'red', deep: { a: [1] } } }, admin)
    expect(await portal.get('app.option.get', {}, anna)).toEqual({ colour: 'red', deep: { a: [1] } })
    expect(await portal.get('app.option.get', { option: 'colour' }, anna)).toBe('red')
    expect(await portal.get('app.option.get', { option: 'none' }, anna)).toBeNull()
    const refused = await portal.ask('app.option.set', { options: { a: 1 } }, anna)
    expect(refused).toMatchObject({ status: 403, error: 'ACCESS_DENIED' })
    expect(refused.description).toBe('Access denied! Administrator authorization required')
    await portal.control('rights', { userId: 2, admin: true })
    expect(await portal.get('app.option.set', { options: { a: 1 } }, anna)).toBe(true)
  })

  test('keep the type they came with, text from a form; an emptied one stays', async () => {
    const portal = openPortal()
    const admin = await asApp(portal)
    const typed = { n: 1, yes: true, list: [1], text: '' }
    await portal.get('app.option.set', { options: typed }, admin)
    expect(await portal.get('app.option.get', {}, admin)).toEqual(typed)
    await portal.get('app.option.set', { options: { n: 1 } }, { ...admin, form: true })
    expect(await portal.get('app.option.get', { option: 'n' }, admin)).toBe('1')
    expect(await portal.get('app.option.get', { option: '' }, admin)).toBeNull()
  })

  test('a call without options keeps its parameters, without any it is refused, before rights are looked at', async () => {
    const portal = openPortal()
    const [admin, anna] = [await asApp(portal), await asApp(portal, 2)]
    await portal.ask('app.option.set', { colour: 'blue' }, admin)
    expect(await portal.get('app.option.get', {}, admin)).toEqual({ colour: 'blue' })
    for (const params of [{}, { options: {} }, { options: [] }, { options: '' }]) {
      const refused = await portal.ask('app.option.set', params, anna)
      expect(refused).toMatchObject({ status: 400, error: 'ERROR_ARGUMENT' })
      expect(refused.envelope.argument).toBe('options')
    }
  })

  test.each(['app.option.get', 'app.option.set', 'user.option.get', 'user.option.set'])(
    '%s needs an app, and somebody behind the token',
    async (method) => {
      const portal = openPortal()
      const byWebhook = await portal.ask(method, { options: { a: 1 } })
      expect(byWebhook).toMatchObject({ status: 403, error: 'ACCESS_DENIED' })
      expect(byWebhook.description).toBe('Access denied! Application context required')
      const byNobody = await portal.ask(method, { options: { a: 1 } }, await asApp(portal, 0))
      expect(byNobody).toMatchObject({ status: 403, error: 'ACCESS_DENIED' })
    },
  )

  test('of the user are theirs alone', async () => {
    const portal = openPortal()
    const [admin, anna] = [await asApp(portal), await asApp(portal, 2)]
    await portal.get('user.option.set', { options: { theme: 'dark' } }, anna)
    expect(await portal.get('user.option.get', {}, anna)).toEqual({ theme: 'dark' })
    expect(await portal.get('user.option.get', {}, admin)).toEqual([])
  })
})

test.each(['event.bind', 'event.get', 'placement.get'])('%s needs an app', async (name) => {
  const portal = openPortal()
  const error = (reply: Reply) => reply.error
  expect(['WRONG_AUTH_TYPE', 'insufficient_scope']).toContain(
    error(await portal.ask(name, { event: 'ONAPPINSTALL' })),
  )
})

test('handlers and placements are bound, listed and unbound', async () => {
  const portal = openPortal()
  const admin = await asApp(portal)
  const handler = 'https://app.example/'
  await portal.get('event.bind', { event: 'onAppInstall', handler }, admin)
  expect(await portal.get('event.get', {}, admin)).toMatchObject([{ event: 'ONAPPINSTALL', handler }])
  expect(await portal.get('event.unbind', { event: 'ONAPPINSTALL' }, admin)).toEqual({ count: 1 })
  expect(await portal.get('event.get', {}, admin)).toEqual([])
  const bind = { PLACEMENT: 'IM_TEXTAREA', HANDLER: handler, TITLE: 'Here' }
  await portal.get('placement.bind', bind, admin)
  await portal.get('placement.bind', { ...bind, TITLE: 'Here too' }, admin)
  expect(await portal.get('placement.get', {}, admin)).toMatchObject([
    { placement: 'IM_TEXTAREA', title: 'Here' },
    { placement: 'IM_TEXTAREA', title: 'Here too' },
  ])
  expect(await portal.get('placement.unbind', { PLACEMENT: 'IM_TEXTAREA' }, admin)).toEqual({ count: 2 })
  expect((await portal.ask('placement.bind', bind, await asApp(portal, 2))).error).toBe('ACCESS_DENIED')
})

describe('a placement', () => {
  const HANDLER = 'https://app.example/'
  const bind = async (params: Params) => {
    const portal = openPortal()
    return portal.ask('placement.bind', params, await asApp(portal))
  }
  const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER, OPTIONS: { errorHandlerUrl: HANDLER } }

  test.each<[string, Params, number, string]>([
    ['nobody knows', { PLACEMENT: 'NONSENSE', HANDLER }, 400, 'ERROR_PLACEMENT_NOT_FOUND'],
    ['nobody named', { HANDLER }, 400, 'ERROR_ARGUMENT'],
    ['without a handler', { PLACEMENT: 'IM_TEXTAREA' }, 400, 'ERROR_ARGUMENT'],
    ['of one user', { PLACEMENT: 'IM_TEXTAREA', HANDLER, USER_ID: 1 }, 200, 'ERROR_PLACEMENT_USER_MODE'],
    ['in the background, deaf to errors', { ...worker, OPTIONS: {} }, 200, 'EMPTY_ERROR_HANDLER_URL'],
  ])('%s is refused', async (_which, params, status, error) => {
    expect(await bind(params)).toMatchObject({ status, error })
  })

  test('that is missing is named', async () => {
    expect((await bind({ HANDLER })).envelope).toEqual({
      error: 'ERROR_ARGUMENT',
      error_description: "Argument 'PLACEMENT' is null or empty",
      argument: 'PLACEMENT',
    })
  })

  test('in the background takes one handler, and keeps its options', async () => {
    const portal = openPortal()
    const admin = await asApp(portal)
    await portal.get('placement.bind', worker, admin)
    const another = { ...worker, HANDLER: 'https://other.example/' }
    expect(await portal.ask('placement.bind', another, admin)).toMatchObject({
      status: 200,
      error: 'ERROR_PLACEMENT_MAX_COUNT',
    })
    expect(await portal.get('placement.get', {}, admin)).toMatchObject([{ options: worker.OPTIONS }])
  })
})

test('users are found by id and filter, bots are not among them', async () => {
  const { get, control } = openPortal()
  const ids = async (params: Params) => (await get('user.get', params)).map((user) => user.ID)
  expect(await ids({ ID: [2, 22] })).toEqual(['2'])
  await control('dismiss', { userId: 2 })
  expect(await ids({ FILTER: { ACTIVE: 'N' } })).toEqual(['2', String(seedUsers.dismissed)])
  expect(await ids({ start: 5 })).toEqual(['6', '7'])
})

test('the envelope of users tells how many there are, and where the next page starts', async () => {
  const { ask, control } = openPortal()
  const envelope = async (params: Params) => (await ask('user.get', params)).envelope
  expect(await envelope({ FILTER: { ACTIVE: 'N' } })).toMatchObject({ total: 1 })
  expect(await envelope({})).not.toHaveProperty('next')
  await control('seed-users', { count: 60 })
  expect(await envelope({})).toMatchObject({ total: 67, next: 50 })
  expect(await envelope({ start: 50 })).toMatchObject({ total: 67 })
  expect(await envelope({ start: 50 })).not.toHaveProperty('next')
})

test('messages are searched newest first, page by page, by those who may read', async () => {
  const { get, ask, control } = openPortal()
  const CHAT_ID = seedChats.project
  await control('seed', { dialogId: `chat${CHAT_ID}`, messages: 12 })
  const search = async (more: Params) =>
    (await get('im.dialog.messages.search', { CHAT_ID, SEARCH_MESSAGE: 'message 1', ...more })).messages
  const found = await search({ LIMIT: 2 })
  expect(found.map((message) => message.text)).toEqual(['Message 12', 'Message 11'])
  expect((await search({ LAST_ID: found[1]?.id })).map((message) => message.text)).toEqual([
    'Message 10',
    'Message 1',
  ])
  expect((await search({ ORDER: { ID: 'ASC' }, LIMIT: 1 })).map((message) => message.text)).toEqual([
    'Message 1',
  ])
  expect((await ask('im.dialog.messages.search', {})).error).toBe('CHAT_ID_EMPTY')
  await control('remove-user', { dialogId: `chat${CHAT_ID}`, userId: 1 })
  expect((await ask('im.dialog.messages.search', { CHAT_ID })).error).toBe('ACCESS_ERROR')
})

test('the dismissed are marked, and stay in their history', async () => {
  const { get, control } = openPortal()
  await control('dismiss', { userId: 2 })
  const { user } = await get('imbot.v2.Chat.Message.get', { ...watcher, messageId: 502 })
  expect(user).toMatchObject({ id: 2, active: false })
})
