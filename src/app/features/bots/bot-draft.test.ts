import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { methods } from '../../../contract/rest/methods.ts'
import { sampleBot } from '../../../testing/sample-bot.ts'
import type { BotDraft } from './bot-draft.ts'
import {
  backgroundNames,
  changedFieldsOf,
  colorNames,
  draftOf,
  emptyDraft,
  registerFieldsOf,
} from './bot-draft.ts'
import { validateDraft } from './validate-draft.ts'

const named: BotDraft = { ...emptyDraft, code: ' support ', name: ' Support ' }
const avatar = { name: 'a.png', mimeType: 'image/png', base64: 'iVBORw0KGgo=' }

const anyDraft = fc.record<BotDraft>({
  code: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  name: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  lastName: fc.string(),
  workPosition: fc.string(),
  color: fc.constantFrom('' as const, ...colorNames),
  gender: fc.constantFrom('' as const, 'M', 'F'),
  avatar: fc.constantFrom(undefined, avatar),
  type: fc.constantFrom('bot', 'supervisor', 'personal', 'openline', 'network'),
  eventMode: fc.constantFrom('fetch', 'webhook'),
  webhookUrl: fc.constantFrom('', 'https://bot.example.com/events'),
  botToken: fc.string({ maxLength: 40 }),
  isHidden: fc.boolean(),
  isReactionsEnabled: fc.boolean(),
  isSupportOpenline: fc.boolean(),
  backgroundId: fc.constantFrom('' as const, ...backgroundNames),
})

describe('registering', () => {
  test('what was not said is not sent, texts are trimmed', () => {
    expect(registerFieldsOf(named, false)).toEqual({
      code: 'support',
      properties: { name: 'Support' },
      type: 'bot',
      eventMode: 'fetch',
      isHidden: false,
      isReactionsEnabled: true,
      isSupportOpenline: false,
    })
  })

  test('the picture goes as bare base64, the address only with the mode that needs it', () => {
    const draft = { ...named, avatar, webhookUrl: 'https://bot.example.com/events' }
    expect(registerFieldsOf(draft, false)).not.toHaveProperty('webhookUrl')
    expect(registerFieldsOf({ ...draft, eventMode: 'webhook' }, false)).toMatchObject({
      webhookUrl: 'https://bot.example.com/events',
      properties: { avatar: avatar.base64 },
    })
  })

  test('the token is sent only where the connection needs one', () => {
    expect(registerFieldsOf({ ...named, botToken: 't' }, true)).toMatchObject({ botToken: 't' })
    expect(registerFieldsOf({ ...named, botToken: 't' }, false)).not.toHaveProperty('botToken')
  })

  test('whatever is filled in without a problem, the call is one the contract allows', () => {
    fc.assert(
      fc.property(anyDraft, fc.boolean(), (draft, needsToken) => {
        fc.pre(Object.keys(validateDraft(draft, { needsBotToken: needsToken })).length === 0)
        const params = { fields: registerFieldsOf(draft, needsToken) }
        expect(methods['imbot.v2.Bot.register'].params.safeParse(params).success).toBe(true)
      }),
    )
  })
})

describe('changing', () => {
  const known = sampleBot()
  const before = draftOf(known)

  test('a form that was only opened changes nothing', () => {
    expect(changedFieldsOf(before, draftOf(known))).toBeUndefined()
  })

  const changes: readonly [Partial<BotDraft>, object][] = [
    [{ name: 'Help' }, { properties: { name: 'Help' } }],
    [{ lastName: '' }, { properties: { lastName: '' } }],
    [{ workPosition: ' AI Assistant ' }, {}],
    [{ color: 'azure' }, { properties: { color: 'azure' } }],
    [{ gender: 'F' }, { properties: { gender: 'F' } }],
    [{ avatar }, { properties: { avatar: avatar.base64 } }],
    [{ isHidden: true }, { isHidden: true }],
    [{ isReactionsEnabled: false }, { isReactionsEnabled: false }],
    [{ isSupportOpenline: true }, { isSupportOpenline: true }],
    [{ backgroundId: 'mint' }, { backgroundId: 'mint' }],
    [
      { eventMode: 'webhook', webhookUrl: 'https://a.b/c' },
      { eventMode: 'webhook', webhookUrl: 'https://a.b/c' },
    ],
    [{ code: 'other', type: 'personal', botToken: 'x' }, {}],
  ]
  test.each(changes)('%o sends %o and nothing else', (part, sent) => {
    expect(changedFieldsOf(before, { ...before, ...part }) ?? {}).toEqual(sent)
  })

  test('an address that was typed again is sent although the mode stays', () => {
    const webhook = draftOf(sampleBot({ eventMode: 'webhook' }))
    expect(changedFieldsOf(webhook, { ...webhook, webhookUrl: ' https://a.b/c ' })).toEqual({
      webhookUrl: 'https://a.b/c',
    })
  })

  test('a background taken away is sent as null', () => {
    const mint = draftOf(sampleBot({ backgroundId: 'mint' }))
    expect(changedFieldsOf(mint, { ...mint, backgroundId: '' })).toEqual({ backgroundId: null })
  })

  test('whatever is changed, the call is one the contract allows', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (one, other) => {
        const params = { botId: 1, fields: changedFieldsOf(one, other) ?? {} }
        expect(methods['imbot.v2.Bot.update'].params.safeParse(params).success).toBe(true)
      }),
    )
  })
})

test('a bot told in the short form has a name and no invented fields', () => {
  const { bot } = sampleBot()
  const short = {
    bot,
    user: { id: 456, active: true, name: 'Support Bot', bot: true, type: 'bot' },
    botToken: undefined,
  }
  expect(draftOf(short)).toMatchObject({
    name: 'Support Bot',
    lastName: '',
    workPosition: '',
    color: '',
    gender: '',
  })
})
