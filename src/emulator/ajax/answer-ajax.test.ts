import { describe, expect, test } from 'vitest'
import { encodeRunActionForm } from '../links/run-action-form.ts'
import {
  pageActions,
  pageAnswerSchema,
  type PageActionName,
  type PageActionParams,
  type PageActionResult,
} from '../../contract/portal-pages/page-api.ts'
import { bootSchema } from '../../contract/portal-pages/page-views.ts'
import { helpdesk, openPortal, testHost, type OpenPortal } from '../../testing/emulator/open-portal.ts'
import { consoleApp, seedChats, seedUsers } from '../seed-credentials.ts'

const project = `chat${seedChats.project}`

const bootOf = async ({ emulator }: OpenPortal, path = '/online/') => {
  const response = await emulator.fetch(new Request(`http://${testHost}${path}`))
  const html = await response.text()
  const json = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
  return { response, html, boot: bootSchema.parse(JSON.parse(json)) }
}

const post = async (portal: OpenPortal, action: string, userId: number, body: string, type: string) => {
  const url = `http://${testHost}/bitrix/services/main/ajax.php?action=${action}&as=${userId}`
  const request = new Request(url, { method: 'POST', headers: { 'content-type': type }, body })
  return pageAnswerSchema.parse(await (await portal.emulator.fetch(request)).json())
}

/** The portal's page of one user. */
const openPage = async (portal: OpenPortal, userId = 1) => {
  const { boot } = await bootOf(portal)
  const send = (action: string, params: object) =>
    post(portal, action, userId, JSON.stringify({ ...params, sessid: boot.sessid }), 'application/json')
  return {
    sessid: boot.sessid,
    send,
    act: async <A extends PageActionName>(
      action: A,
      params: PageActionParams<A>,
    ): Promise<PageActionResult<A>> => {
      const answer = await send(action, params)
      if (answer.status === 'error') throw new Error(answer.errors[0]?.code?.toString())
      return pageActions[action].result.parse(answer.data) as PageActionResult<A> // by that very schema
    },
  }
}

const codeOf = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.status === 'error' ? answer.errors[0]?.code : undefined

describe('pages', () => {
  test.each(['/', '/online/', '/online/?IM_DIALOG=22&BOT_CONTEXT=%7B%7D'])(
    '%s boots as the admin',
    async (path) => {
      const { boot } = await bootOf(openPortal(), path)
      expect(boot).toMatchObject({
        kind: path === '/' ? 'app' : 'chat',
        portal: { domain: testHost, secure: false },
        me: { id: 1, admin: true },
      })
    },
  )

  test('the user is chosen by the query, remembered by a cookie, and has to exist', async () => {
    const portal = openPortal()
    const chosen = await bootOf(portal, '/?as=2')
    expect(chosen.boot.me.id).toBe(2)
    const cookie = chosen.response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const again = await portal.emulator.fetch(new Request(`http://${testHost}/`, { headers: { cookie } }))
    expect(await again.text()).toContain('"me":{"id":2')
    expect((await bootOf(portal, '/?as=999')).boot.me.id).toBe(1)
  })

  test('boot data cannot break out of its script', async () => {
    const portal = openPortal()
    const name = '</script><script>alert(1)</script>'
    await portal.get('imbot.v2.Bot.update', { ...helpdesk, fields: { properties: { name } } })
    const { html, boot } = await bootOf(portal, `/?as=${helpdesk.botId}`)
    expect(html).not.toContain('<script>alert')
    expect(boot.me.name).toBe(name)
  })

  test('assets come from outside', async () => {
    const portal = openPortal({
      assets: (path) =>
        Promise.resolve(path === 'app-page.js' ? { body: 'js', type: 'text/javascript' } : undefined),
    })
    const status = async (path: string) =>
      (await portal.emulator.fetch(new Request(`http://${testHost}/__assets/${path}`))).status
    expect([await status('app-page.js'), await status('other.js')]).toEqual([200, 404])
  })
})

describe('actions', () => {
  test('need the session’s token, an active user, a known name and fitting parameters', async () => {
    const portal = openPortal()
    const { send, sessid } = await openPage(portal)
    const stranger = await post(portal, 'portal.users', 1, '{}', 'application/json')
    const dismissed = await post(portal, 'portal.users', 7, JSON.stringify({ sessid }), 'application/json')
    expect(codeOf(stranger)).toBe('invalid_csrf')
    for (const wrong of ['', 'x', `${sessid}x`, [sessid], true, null]) {
      const guess = await post(
        portal,
        'portal.users',
        1,
        JSON.stringify({ sessid: wrong }),
        'application/json',
      )
      expect(codeOf(guess)).toBe('invalid_csrf')
    }
    expect(codeOf(dismissed)).toBe('invalid_authentication')
    expect(codeOf(await send('no.action', {}))).toBe('22002')
    expect(codeOf(await send('chat.send', { dialogId: 5 }))).toBe('100')
    expect(codeOf(await send('chat.send', { dialogId: 'chat999', text: 'x' }))).toBe('CHAT_NOT_FOUND')
  })

  test('people talk, and only changes are fetched again', async () => {
    const portal = openPortal()
    const [john, anna] = [await openPage(portal), await openPage(portal, 2)]
    const opened = await john.act('chat.open', { dialogId: project })
    expect(opened.commands.map((command) => command.command)).toEqual(['/echo', '/help'])
    const { messageId } = await anna.act('chat.send', { dialogId: project, text: 'News' })
    await anna.act('chat.edit', {
      messageId: (await anna.act('chat.send', { dialogId: project, text: 'b' })).messageId,
      text: 'c',
    })
    const changed = await john.act('chat.messages', { dialogId: project, since: opened.revision })
    expect(changed.messages.map((message) => message.text)).toEqual(['News', 'c'])
    await anna.act('chat.delete', { messageId, complete: true })
    await john.act('chat.react', { messageId: 501, reaction: 'like', action: 'add' })
    const later = await john.act('chat.messages', { dialogId: project, since: changed.revision })
    expect(later.removedIds).toEqual([messageId])
    expect(later.messages).toMatchObject([{ id: 501, reactions: [{ reaction: 'like', userIds: [1] }] }])
    expect(codeOf(await john.send('chat.edit', { messageId: 502, text: 'not mine' }))).toBe('ACCESS_DENIED')
  })

  test('dialogs are sorted, unread ones counted, untouched bots offered', async () => {
    const portal = openPortal()
    const [john, anna] = [await openPage(portal), await openPage(portal, 2)]
    await anna.act('chat.send', { dialogId: '1', text: 'Are you there?' })
    const { dialogs } = await john.act('chat.dialogs', {})
    expect(dialogs[0]).toMatchObject({ dialogId: '2', unread: 2, lastText: 'Are you there?' })
    expect(dialogs.filter((dialog) => dialog.chatId === 0).map((dialog) => dialog.dialogId)).toContain('22')
    expect(await john.act('chat.read', { dialogId: '2' })).toEqual({ unread: 0 })
  })

  test('a group is made, joined, forwarded to', async () => {
    const portal = openPortal()
    const { act } = await openPage(portal)
    const { dialogId } = await act('chat.create', { title: 'New', userIds: [2, helpdesk.botId] })
    await act('chat.addUsers', { dialogId, userIds: [3] })
    const { messageId } = await act('chat.forward', { messageId: 501, dialogId })
    expect(await act('chat.message', { messageId })).toMatchObject({
      forwardedFrom: { userId: 1, messageId: 501 },
    })
    const { dialog } = await act('chat.open', { dialogId })
    expect(dialog.memberIds).toEqual([1, 2, helpdesk.botId, 3])
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events.map((event) => event.type)).toEqual(['ONIMBOTV2JOINCHAT'])
  })
})

test('what an unregistered bot could do can no longer be typed', async () => {
  const portal = openPortal()
  const { act } = await openPage(portal)
  const fields = { command: 'anywhere', title: { en: 'Anywhere' }, common: true }
  await portal.get('imbot.v2.Command.register', { ...helpdesk, fields })
  const offered = async () =>
    (await act('chat.open', { dialogId: '2' })).commands.map((command) => command.command)
  expect(await offered()).toEqual(['/anywhere'])
  await portal.get('imbot.v2.Bot.unregister', helpdesk)
  expect(await offered()).toEqual([])
})

describe('context links', () => {
  test('a chat may be named by its number, also by the page', async () => {
    const portal = openPortal()
    const { sessid } = await openPage(portal)
    const body = encodeRunActionForm({ chatId: seedChats.project, context: ['a'], sessid })
    const type = 'application/x-www-form-urlencoded'
    const answer = await post(portal, 'im.v2.Chat.Bot.sendContext', 2, body, type)
    expect(answer.status).toBe('success')
    await portal.get('im.v2.Chat.Bot.sendContext', { chatId: seedChats.project, context: { b: 1 } })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events).toMatchObject([
      { data: { dialogId: project, context: ['a'], user: { id: 2 } } },
      { data: { dialogId: project, context: { b: 1 }, user: { id: 1 } } },
    ])
    const nowhere = await portal.ask('im.v2.Chat.Bot.sendContext', { chatId: 999, context: { b: 1 } })
    expect(nowhere.error).toBe('CHAT_NOT_FOUND')
  })

  test('the form of the page turns scalars into texts on the way to the bot', async () => {
    const portal = openPortal()
    const { sessid } = await openPage(portal)
    const context = { n: 456, yes: true, no: false, gone: null, empty: {}, list: [1, { deep: true }] }
    const body = encodeRunActionForm({ dialogId: '22', context, sessid })
    const answer = await post(
      portal,
      'im.v2.Chat.Bot.sendContext',
      2,
      body,
      'application/x-www-form-urlencoded',
    )
    expect(answer).toMatchObject({ status: 'success', data: { result: true } })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events.at(-1)).toMatchObject({
      type: 'ONIMBOTV2CONTEXTGET',
      data: {
        dialogId: '2',
        user: { id: 2 },
        context: { n: '456', yes: 'Y', no: 'N', list: ['1', { deep: 'Y' }] },
      },
    })
    expect(events.at(-1)).not.toHaveProperty('data.context.gone')
    expect(events.at(-1)).not.toHaveProperty('data.context.empty')
  })

  test('an empty context leaves no field, and no event', async () => {
    const portal = openPortal()
    const { sessid } = await openPage(portal)
    const body = encodeRunActionForm({ dialogId: '22', context: { empty: [] }, sessid })
    const answer = await post(
      portal,
      'im.v2.Chat.Bot.sendContext',
      1,
      body,
      'application/x-www-form-urlencoded',
    )
    expect(answer).toMatchObject({
      status: 'error',
      errors: [{ code: '100', message: 'Could not find value for parameter {context}' }],
    })
    expect((await portal.get('imbot.v2.Event.get', helpdesk)).events).toEqual([])
  })

  test('a link is read by the reader that was asked for', async () => {
    const { act } = await openPage(openPortal())
    const url = `http://${testHost}/online/?IM_DIALOG=22&BOT_CONTEXT=${encodeURIComponent('{"a":"100%"}')}`
    expect(await act('link.read', { reader: 'full-load', url })).toMatchObject({
      outcome: 'open',
      context: {},
    })
    expect(await act('link.read', { reader: 'mobile', url })).toMatchObject({
      outcome: 'open',
      dialogId: '22',
    })
  })
})

describe('the app’s window', () => {
  test('opens with a form that names portal and user, and tokens that work', async () => {
    const portal = openPortal()
    const { act } = await openPage(portal, 2)
    const launch = await act('portal.launch', {})
    expect(launch).toMatchObject({
      installed: true,
      url: 'http://127.0.0.1:8025/',
      query: { DOMAIN: testHost, PROTOCOL: '0', LANG: 'en' },
      form: { AUTH_EXPIRES: '3600', PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '{}', status: 'L' },
      initData: { IS_ADMIN: false, INSTALL: false, DOMAIN: testHost, PROTOCOL: 0 },
    })
    expect(launch.frameName).toBe(`${testHost}|0|${launch.query.APP_SID}`)
    const me = await portal.get('profile', {}, { accessToken: launch.initData.AUTH_ID })
    expect(me).toMatchObject({ ID: '2', ADMIN: false })
    const fresh = await act('portal.refreshAuth', { appSid: launch.query.APP_SID })
    expect((await portal.ask('profile', {}, { accessToken: fresh.AUTH_ID })).status).toBe(200)
  })

  test('shows the install page until the app says it has finished, and tells the handlers', async () => {
    const portal = openPortal({ installed: false })
    const { act } = await openPage(portal)
    const first = await act('portal.launch', {})
    expect([first.url, first.initData.INSTALL]).toEqual(['http://127.0.0.1:8025/install.html', true])
    const handler = { event: 'onAppInstall', handler: 'https://app.example/installed' }
    await portal.get('event.bind', handler, { accessToken: first.initData.AUTH_ID })
    await act('portal.finishInstall', { appSid: first.query.APP_SID })
    await act('portal.finishInstall', { appSid: first.query.APP_SID })
    await portal.emulator.idle()
    expect(portal.posted.map((posted) => posted.url)).toEqual([handler.handler])
    expect((await act('portal.launch', {})).url).toBe('http://127.0.0.1:8025/')
  })

  test('keeps options of the app for admins, of the user for everybody', async () => {
    const portal = openPortal()
    const [john, anna] = [await openPage(portal), await openPage(portal, seedUsers.employee)]
    const { query, initData } = await anna.act('portal.launch', {})
    const appSid = query.APP_SID
    await anna.act('portal.setUserOption', { appSid, name: 'theme', value: 'dark' })
    expect(codeOf(await anna.send('portal.setAppOption', { appSid, name: 'a', value: 1 }))).toBe(
      'ACCESS_DENIED',
    )
    const admin = await john.act('portal.launch', {})
    await john.act('portal.setAppOption', { appSid: admin.query.APP_SID, name: 'a', value: 1 })
    const auth = { accessToken: initData.AUTH_ID }
    expect(await portal.get('user.option.get', { option: 'theme' }, auth)).toBe('dark')
    expect(await portal.get('app.option.get', {}, auth)).toEqual({ a: 1 })
    expect(admin.initData.USER_OPTIONS).toEqual({})
    expect((await anna.act('portal.launch', {})).initData).toMatchObject({
      USER_OPTIONS: { theme: 'dark' },
      APP_OPTIONS: { a: 1 },
    })
  })

  test('opens for people alone, and the authorization server knows nobody else either', async () => {
    const portal = openPortal()
    const { send } = await openPage(portal, helpdesk.botId)
    expect(codeOf(await send('portal.launch', {}))).toBe('ACCESS_DENIED')
    const authorize = async (userId: number) => {
      const url = `http://${testHost}/oauth/authorize/?client_id=${consoleApp.clientId}&as=${userId}`
      return (await portal.emulator.fetch(new Request(url))).status
    }
    expect([
      await authorize(1),
      await authorize(helpdesk.botId),
      await authorize(seedUsers.dismissed),
    ]).toEqual([302, 403, 403])
  })

  test('a sid nobody opened is refused', async () => {
    const { send } = await openPage(openPortal())
    expect(codeOf(await send('portal.refreshAuth', { appSid: 'x' }))).toBe('WINDOW_NOT_FOUND')
  })
})

test('the strip counts what waits, and moves the clock', async () => {
  const portal = openPortal()
  const { act } = await openPage(portal)
  await act('chat.send', { dialogId: '22', text: 'Hello' })
  await act('portal.addFault', { kind: 'limit503', times: 2 })
  await portal.ask('profile')
  const strip = await act('portal.strip', {})
  expect(strip.bots.find((bot) => bot.id === 22)).toMatchObject({ queued: 2, runBy: 'app' })
  expect(strip.faults).toEqual([{ kind: 'limit503', method: null, times: 1 }])
  expect(strip.requests[0]).toMatchObject({ method: 'profile', error: 'QUERY_LIMIT_EXCEEDED' })
  await act('portal.clearFaults', {})
  await act('portal.setLimits', { enabled: true })
  expect(await act('portal.strip', {})).toMatchObject({ faults: [], limits: true })
  expect((await act('portal.advanceClock', { ms: 60_000 })).now).toBe(strip.now + 60_000)
})

test('a file is shown to those who may read its chat', async () => {
  const portal = openPortal()
  const fields = { name: 'report.txt', content: btoa('content') }
  await portal.get('imbot.v2.File.upload', { ...helpdesk, dialogId: project, fields })
  const { act } = await openPage(portal)
  const { messages } = await act('chat.open', { dialogId: project })
  const url = messages.at(-1)?.files[0]?.url ?? ''
  const read = async (userId: number) =>
    (await portal.emulator.fetch(new Request(`${url}&as=${userId}`))).status
  expect([await read(2), await read(seedUsers.extranet)]).toEqual([200, 404])
})
