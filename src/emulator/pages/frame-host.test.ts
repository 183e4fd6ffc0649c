import { expect, test } from 'vitest'
import { frameCommands, parseFrameCommand } from '../../contract/frame/frame-messages.ts'
import { answerFrameCommand, type FrameHost } from './frame-host.ts'

const did: string[] = []
const note =
  (what: string) =>
  (...args: unknown[]): void =>
    void did.push([what, ...args.map((arg) => JSON.stringify(arg))].join(' '))

const host = (isAdmin = true, isMainPlacement = true): FrameHost => ({
  initData: {
    LANG: 'en',
    DOMAIN: 'portal.example',
    PROTOCOL: 0,
    PATH: '/rest',
    AUTH_ID: 'a',
    AUTH_EXPIRES: '3600',
    REFRESH_ID: 'r',
    MEMBER_ID: 'm',
    FIRST_RUN: false,
    IS_ADMIN: isAdmin,
    INSTALL: false,
    USER_OPTIONS: {},
    APP_OPTIONS: {},
    PLACEMENT: 'DEFAULT',
    PLACEMENT_OPTIONS: {},
  },
  isMainPlacement,
  refreshAuth: () => Promise.resolve({ AUTH_ID: 'b', AUTH_EXPIRES: '3600', REFRESH_ID: 's' }),
  setInstall: (install) => Promise.resolve({ install }),
  finishInstall: () => Promise.resolve(note('finishInstall')()),
  setAppOption: (name, value) => Promise.resolve({ [name]: value }),
  setUserOption: (name, value) => Promise.resolve({ [name]: value }),
  resize: note('resize'),
  setTitle: note('title'),
  setScroll: note('scroll'),
  reload: note('reload'),
  openApplication: () => Promise.resolve(),
  closeApplication: note('close'),
  openPath: (path) => Promise.resolve(note('path')(path)),
  openMessenger: note('messenger'),
  openHistory: note('history'),
  call: note('call'),
  selectUsers: (multiple) =>
    Promise.resolve(multiple ? [] : [{ id: '2', name: 'Anna', photo: '', position: '' }]),
  selectAccess: () => Promise.resolve(undefined),
  selectCrm: (types) => Promise.resolve({ [types[0] ?? '']: [] }),
  showAppForm: note('form'),
})

const say = (text: string, on = host()) => {
  const command = parseFrameCommand(`${text}:key1:sid1`)
  if (!command) throw new Error('no command')
  return answerFrameCommand(on, command, 'sid1')
}

test('the handshake is answered with who is here', async () => {
  expect(await say('getInitData')).toMatch(/^key1:\{"LANG":"en","DOMAIN":"portal\.example"/)
})

test('a message of another app is not answered', async () => {
  const command = parseFrameCommand('getInitData:key1:other')
  expect(command && (await answerFrameCommand(host(), command, 'sid1'))).toBeUndefined()
})

test('the commands the real portal never answers stay unanswered, and are done', async () => {
  did.length = 0
  for (const command of [
    'imOpenMessenger:{"dialogId":7}',
    'imCallTo:{"userId":2}',
    'imPhoneTo:{"phone":"1"}',
    'reloadWindow',
    'setInstallFinish',
  ])
    expect(await say(command)).toBeUndefined()
  expect(did).toEqual(['messenger "7"', 'call "2" "video"', 'call "1" "phone"', 'reload', 'finishInstall'])
})

test('an option of the app is set by an admin only', async () => {
  const command = 'setAppOption:{"name":"a","value":{"b":"c:d"}}'
  expect(await say(command)).toBe('key1:{"a":{"b":"c:d"}}')
  expect(await say(command, host(false))).toBeUndefined()
})

test('the title is set in the main placement only', async () => {
  expect(await say('setTitle:{"title":"x"}')).toBe('key1:{"title":"x"}')
  expect(await say('setTitle:{"title":"x"}', host(true, false))).toBeUndefined()
})

test('a size without unit is in pixels', async () => {
  did.length = 0
  await say('resizeWindow:{"width":"100%","height":640}')
  expect(did).toEqual(['resize {"width":"100%","height":"640px"}'])
})

test('a path outside the portal is refused', async () => {
  did.length = 0
  for (const path of [
    '//evil.example',
    '/\\\\evil.example',
    '/\\t/evil.example',
    'https://evil.example',
    'javascript:1',
    '',
  ])
    expect(await say(`openPath:{"path":"${path}"}`)).toContain('"error"')
  expect(await say('openPath:{"path":"/crm/deal/../../online/?a=1"}')).toBe('key1:{"result":"close"}')
  expect(did).toEqual(['path "/online/?a=1"'])
})

test('one person is an object, several are a list, none is silence', async () => {
  expect(await say('selectUser:{"mult":false}')).toContain('key1:{"id":"2"')
  expect(await say('selectUser:{"mult":true}')).toBe('key1:[]')
  expect(await say('selectAccess:{}')).toBeUndefined()
})

test('every command of the vocabulary is handled without throwing on junk', async () => {
  for (const command of frameCommands) await say(`${command}:["junk"]`)
})

test('an unknown command is left alone', async () => {
  expect(await say('toString')).toBeUndefined()
})
