import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeForm, encodeForm } from '../../lib/form-codec.ts'
import { arbitraryOf } from '../../testing/contract/arbitrary-of.ts'
import { eventFixtures } from '../fixtures/fixtures.ts'
import { decodeAppEvent } from './app-events.ts'
import type { BotEvent } from './bot-event.ts'
import { decodePolledEvent } from './decode-polled-event.ts'
import { decodeV1Events } from './decode-v1-events.ts'
import { decodeWebhookEnvelope, decodeWebhookEvent } from './decode-webhook-event.ts'
import { botEventData } from './event-data.ts'
import { eventNames } from './event-names.ts'
import { MalformedEventError } from './malformed-event-error.ts'

type Form = Record<string, unknown>

/** A fixture's body on its way through a real form. */
const sent = (body: unknown) => decodeForm(encodeForm(body as Form))

const bodyOf = (event: string, wire: 'json' | 'form', index = 0) =>
  eventFixtures.filter((item) => item.event === event && item.wire === wire && !item.excerpt)[index]?.body

const v2Names = Object.entries(eventNames).flatMap(([name, { api, type }]) =>
  api === 'imbot.v2' ? [{ name, type }] : [],
)

describe('one shape from two wires', () => {
  test.each(v2Names)('$name: the documented poll and webhook are the same event', ({ name, type }) => {
    const polled = decodePolledEvent(bodyOf(name, 'json'))
    expect(polled.type).toBe(type)
    expect(contextAsTexts(decodeWebhookEvent(sent(bodyOf(name, 'form'))))).toEqual(contextAsTexts(polled))
  })

  test.each(v2Names)(
    '$name: any content is the same event, but for what a form destroys',
    ({ name, type }) => {
      const data = arbitraryOf(botEventData[type])
      fc.assert(
        fc.property(data, (sample) => {
          const polled = decodePolledEvent({ eventId: 1, type: name, date: '', data: sample })
          const webhook = decodeWebhookEvent(sent({ event: name, event_handler_id: 7, data: sample, ts: 1 }))
          expect(asByForm(webhook)).toEqual(asByForm(polled))
        }),
        { numRuns: 150 },
      )
    },
  )

  test('a portal that writes null as an empty text, as its documentation says, is read alike', () => {
    const body = bodyOf('ONIMBOTV2MESSAGEADD', 'form') as { data: { message: Form } }
    const message = { ...body.data.message, forward: '', params: '' }
    const documented = sent({ ...body, data: { ...body.data, message, additionalMessages: '' } })
    expect(decodeWebhookEvent(documented)).toEqual(decodePolledEvent(bodyOf('ONIMBOTV2MESSAGEADD', 'json')))
    const noChat = sent({ ...body, data: { ...body.data, chat: '' } })
    expect(decodeWebhookEvent(noChat)).toMatchObject({ chat: null, dialogId: '1' })
  })

  /** What PHP writes as a list: keys 0..n in their order. */
  const asPhp = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, item]) => [key, asPhp(item)] as const)
    const isList = entries.every(([key], index) => key === String(index))
    return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries)
  }

  const contextGet = bodyOf('ONIMBOTV2CONTEXTGET', 'json') as { type: string; data: Form }
  const contextOnBothWires = (context: unknown) => {
    const data = { ...contextGet.data, context: asPhp(context) }
    return [
      contextAsTexts(decodePolledEvent({ ...contextGet, data })),
      contextAsTexts(decodeWebhookEvent(sent({ event: contextGet.type, data }))),
    ]
  }

  test('a context that is a list: the poll and the webhook of it are the same event', () => {
    const [polled, webhook] = [
      decodePolledEvent(bodyOf('ONIMBOTV2CONTEXTGET', 'json', 1)),
      decodeWebhookEvent(sent(bodyOf('ONIMBOTV2CONTEXTGET', 'form', 1))),
    ]
    expect(polled).toMatchObject({ context: { 0: 'openTask', 1: '456' } })
    expect(webhook).toEqual(polled)
  })

  test.each([[['a']], [{ 0: 'a' }], [{ 0: 'a', 1: { 0: 'b' } }], [[['a'], ['b']]]])(
    'the context %j is a list on both wires, and the same map of its indexes',
    (context) => {
      const [polled, webhook] = contextOnBothWires(context)
      expect(polled).toEqual(webhook)
      expect(polled).toHaveProperty('context.0')
    },
  )

  test('any context is the same on both wires, but for the types of its scalars', () => {
    const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer())
    const member = fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 }))
    const key = fc.constantFrom('0', '1', '2', 'a', 'b')
    const context = fc.oneof(
      fc.array(member, { minLength: 1, maxLength: 4 }),
      fc.dictionary(key, member, { minKeys: 1, noNullPrototype: true }),
    )
    fc.assert(
      fc.property(context, (sample) => {
        const [polled, webhook] = contextOnBothWires(sample)
        expect(polled).toEqual(webhook)
      }),
      { numRuns: 300 },
    )
  })

  test('what a form destroys, by name', () => {
    const context = { count: 5, ok: true, gone: null, none: [], list: { 0: 'a', 1: 'b' }, text: 'x' }
    const data = { ...contextGet.data, context }
    expect(decodePolledEvent({ ...contextGet, data })).toMatchObject({ context })
    const webhook = decodeWebhookEvent(sent({ event: contextGet.type, data }))
    expect(webhook).toMatchObject({ context: { count: '5', ok: '1', list: ['a', 'b'], text: 'x' } })
    expect(webhook).not.toHaveProperty('context.gone')
    expect(webhook).not.toHaveProperty('context.none')
  })
})

/** A context is free-form: on a form its numbers become texts. */
const contextAsTexts = (event: BotEvent): BotEvent =>
  event.type === 'contextGet'
    ? { ...event, context: sent({ context: event.context }).context as Form }
    : event

/** Free-form values, whose types no schema can bring back. */
const freeForm = new Set(['context', 'params', 'public', 'botData', 'block', 'muteList'])

/** An event without what a form cannot carry: null and empty members, and the types of free-form values. */
const asByForm = (value: unknown, key = ''): unknown => {
  if (freeForm.has(key)) return sent({ value }).value
  // The same; and an empty member leaves a hole that closes.
  if (key === 'firstViewers') return asByForm(Object.values(sent({ value }).value ?? {}))
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => asByForm(item))
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const entries = Object.entries(value).map(([name, item]) => [name, asByForm(item, name)] as const)
  const left = entries.filter(([, item]) => item !== undefined)
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

describe('what differs on purpose', () => {
  test('a button pressed in a private chat: polled without a chat, answered to the user', () => {
    const item = bodyOf('ONIMBOTV2COMMANDADD', 'json') as { data: Form }
    const event = decodePolledEvent({ ...item, data: { ...item.data, chat: [] } })
    expect(event).toMatchObject({ type: 'commandAdd', chat: null, dialogId: '1' })
  })

  test('the quoted message comes along where the portal adds it', () => {
    const item = bodyOf('ONIMBOTV2MESSAGEADD', 'json') as { data: { message: unknown } }
    const event = decodePolledEvent({
      ...item,
      data: { ...item.data, additionalMessages: [item.data.message] },
    })
    expect(event).toMatchObject({ additionalMessages: [{ id: 789 }] })
    expect(decodePolledEvent(item)).toMatchObject({ additionalMessages: [] })
  })

  test('events of a user’s own queue are for no bot', () => {
    const event = decodePolledEvent(bodyOf('ONIMV2JOINCHAT', 'json'))
    expect(event).toMatchObject({ type: 'joinChat', api: 'im.v2', bot: null, dialogId: 'chat5' })
  })

  test('names are read in any case', () => {
    const item = bodyOf('ONIMBOTV2DELETE', 'json') as { data: unknown }
    expect(decodePolledEvent({ type: 'onImBotV2Delete', data: item.data })).toMatchObject({
      type: 'botDelete',
    })
  })
})

describe('v1', () => {
  const decode = (name: string, index = 0) => decodeV1Events(sent(bodyOf(name, 'form', index)))

  test('a message in a private chat', () => {
    expect(decode('ONIMBOTMESSAGEADD')).toMatchObject([
      {
        type: 'messageAdd',
        api: 'imbot',
        bot: { id: 567 },
        dialogId: '27',
        chat: { id: 1407, type: 'private' },
        message: { id: 84331, authorId: 27, text: 'Hello', isSystem: false, date: null },
        user: { id: 27, name: 'Svetlana Ivanova', bot: false, type: 'employee' },
        language: 'en',
      },
    ])
  })

  test('a message in a group chat, whose colour had another spelling', () => {
    expect(decode('ONIMBOTMESSAGEADD', 1)).toMatchObject([
      { dialogId: 'chat1157', chat: { id: 1157, type: 'chat', name: 'Brown Chat #18', color: '#ab7761' } },
    ])
  })

  test('edits and deletions in groups name no user', () => {
    expect(decode('ONIMBOTMESSAGEUPDATE', 1)).toMatchObject([{ type: 'messageUpdate', user: null }])
    expect(decode('ONIMBOTMESSAGEDELETE', 1)).toMatchObject([
      { type: 'messageDelete', messageId: 84537, user: null },
    ])
    expect(decode('ONIMBOTMESSAGEDELETE')).toMatchObject([{ messageId: 84525, user: { id: 27 } }])
  })

  test('joining and leaving', () => {
    expect(decode('ONIMBOTJOINCHAT')).toMatchObject([{ type: 'joinChat', chat: null, dialogId: '27' }])
    expect(decode('ONIMBOTJOINCHAT', 1)).toMatchObject([{ chat: { id: 1157, entityType: 'THREAD' } }])
    expect(decode('ONIMBOTDELETE')).toEqual([
      { type: 'botDelete', api: 'imbot', bot: { id: 567, code: 'BOT' } },
    ])
  })

  test('a command gets its slash and today’s spelling', () => {
    expect(decode('ONIMCOMMANDADD')).toMatchObject([
      {
        type: 'commandAdd',
        bot: { id: 1291, code: 'BOT_GM' },
        command: { id: 103, command: '/echo', params: 'test', context: 'textarea' },
        message: { id: 33899 },
      },
    ])
  })

  test('one arrival for two bots is two events', () => {
    const body = sent(bodyOf('ONIMBOTMESSAGEADD', 'form')) as { data: { BOT: Form } }
    const BOT = { ...body.data.BOT, 570: { BOT_ID: '570', BOT_CODE: 'OTHER' } }
    const events = decodeV1Events({ ...body, data: { ...body.data, BOT } })
    expect(events.map((event) => event.type !== 'unknown' && event.bot?.id)).toEqual([567, 570])
  })

  test('ONIMBOTCONTEXTGET has no documented payload', () => {
    const form = { event: 'ONIMBOTCONTEXTGET', data: { ANY: 'x', BOT: { 5: { access_token: 's' } } } }
    expect(decodeV1Events(form)).toEqual([
      { type: 'unknown', name: 'ONIMBOTCONTEXTGET', raw: { ANY: 'x', BOT: { 5: {} } } },
    ])
  })
})

describe('secrets', () => {
  const secret = /access_token|refresh_token|application_token|"auth"|"AUTH"/

  test.each(eventFixtures.filter(({ excerpt }) => !excerpt))(
    '$event ($wire) holds none',
    ({ body, wire }) => {
      const events =
        wire === 'json'
          ? [decodePolledEvent(body)]
          : [decodeWebhookEvent(sent(body)), ...decodeV1Events(sent(body))]
      expect(JSON.stringify(events)).not.toMatch(secret)
    },
  )

  test('are in the envelope: the request’s own, which verify it, apart from the bot’s', () => {
    const envelope = decodeWebhookEnvelope(sent(bodyOf('ONIMBOTV2MESSAGEADD', 'form')))
    expect(envelope.name).toBe('ONIMBOTV2MESSAGEADD')
    expect(envelope.sentAt).toBe(1772093963000)
    expect(envelope.auth).toEqual({ applicationToken: '...', domain: 'your-account.bitrix24.com' })
    expect(envelope.botAuth).toMatchObject({ userId: 27, expiresAt: 1772093963000 })
  })

  test('a bot known by its botToken has no tokens of its own', () => {
    const form = sent({ event: 'ONIMBOTV2DELETE', data: { bot: { id: 5, code: 'a', auth: [] } }, auth: {} })
    expect(decodeWebhookEnvelope(form)).toMatchObject({ auth: {}, botAuth: {}, sentAt: null })
    expect(decodeWebhookEvent(form)).toEqual({
      type: 'botDelete',
      api: 'imbot.v2',
      bot: { id: 5, code: 'a' },
    })
  })
})

test('app events', () => {
  const decode = (name: string) => decodeAppEvent(name, sent(bodyOf(name, 'form')).data)
  expect(decode('ONAPPINSTALL')).toEqual({
    type: 'appInstall',
    version: '1.0.0',
    isActive: true,
    isInstalled: true,
    language: 'de',
  })
  expect(decode('ONAPPUPDATE')).toMatchObject({ version: '2.1.0', previousVersion: '2.0.3' })
  expect(decode('ONAPPUNINSTALL')).toEqual({ type: 'appUninstall', isClean: true, language: 'de' })
  expect(decodeAppEvent('ONIMBOTV2DELETE', {})).toBeUndefined()
})

describe('what is no event', () => {
  const item = bodyOf('ONIMBOTV2MESSAGEADD', 'json') as { data: { message: Form } }

  test('an unknown name is kept, without tokens', () => {
    const data = { a: [1], bot: { id: 1, auth: { access_token: 's' } } }
    const unknown = { type: 'unknown', name: 'ONSOMETHINGNEW', raw: { a: [1], bot: { id: 1 } } }
    expect(decodePolledEvent({ type: 'onSomethingNew', data })).toEqual(unknown)
    expect(decodeWebhookEvent({ event: 'ONSOMETHINGNEW', data })).toEqual(unknown)
    expect(decodeV1Events({ event: 'ONSOMETHINGNEW', data })).toEqual([unknown])
  })

  test.each([
    [
      { ...item, data: { ...item.data, message: { ...item.data.message, id: 'x' } } },
      'data.message.id',
      'number',
    ],
    [{ ...item, data: { ...item.data, message: undefined } }, 'data.message', 'object'],
    [{ ...item, data: { ...item.data, chat: { id: 5 } } }, 'data.chat.dialogId', 'string'],
    [{ ...item, data: 5 }, 'data', 'object'],
    [{ ...item, type: 7 }, 'type', 'string'],
    [null, 'event', 'object'],
  ])('a malformed one is refused by name, path and type (%#)', (broken, path, expected) => {
    const attempt = () => decodePolledEvent(broken)
    expect(attempt).toThrow(MalformedEventError)
    expect(attempt).toThrow(
      expect.objectContaining({ path, expected: expect.stringContaining(expected) as string }),
    )
  })

  test('the error carries no value', () => {
    const broken = { ...item, data: { ...item.data, message: { ...item.data.message, id: 'secret text' } } }
    expect(() => decodePolledEvent(broken)).toThrow(/^ONIMBOTV2MESSAGEADD: data\.message\.id is not number$/)
  })

  const names = fc.constantFrom(...Object.keys(eventNames), 'ONAPPINSTALL', 'ONX')
  const junk = fc.oneof(fc.anything({ withNullPrototype: true }), fc.jsonValue())
  const onlyNamedErrors = (decode: () => unknown) => {
    try {
      decode()
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedEventError)
    }
  }

  test('junk never crashes a decoder in any other way', () => {
    fc.assert(
      fc.property(names, junk, junk, (name, data, whole) => {
        const decoders = [decodePolledEvent, decodeWebhookEvent, decodeWebhookEnvelope, decodeV1Events]
        for (const value of [whole, { type: name, event: name, data, auth: whole, ts: whole }])
          for (const decode of decoders) onlyNamedErrors(() => decode(value))
        onlyNamedErrors(() => decodeAppEvent(name, data))
      }),
      { numRuns: 1500 },
    )
  })

  test('an event broken at one place never crashes a decoder in any other way', () => {
    const whole = eventFixtures.filter(({ excerpt }) => !excerpt).map(({ body }) => body as Form)
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(400), junk, (body, skip, value) => {
        let at = 0
        const text = JSON.stringify(body, (_, member: unknown) => (at++ === skip ? (value ?? null) : member))
        if (text === undefined) return
        const broken: unknown = JSON.parse(text)
        for (const decode of [decodePolledEvent, decodeWebhookEvent, decodeV1Events])
          onlyNamedErrors(() => decode(broken))
      }),
      { numRuns: 1500 },
    )
  })
})
