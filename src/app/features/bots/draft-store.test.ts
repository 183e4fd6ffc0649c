import { describe, expect, test } from 'vitest'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import { sampleBot } from '../../../testing/sample-bot.ts'
import type { BotDraft } from './bot-draft.ts'
import { draftOf, emptyDraft } from './bot-draft.ts'
import type { UnwrittenPart } from './draft-store.ts'
import { createDraftStore } from './draft-store.ts'

const createStorage = () => {
  const items = new Map<string, string>()
  const storage: KeptStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
  const kept = createKeptStorage(() => storage)
  const tab = new Map<string, UnwrittenPart>()
  return {
    items,
    storage: kept,
    open: (name: string) => createDraftStore({ storage: kept, memory: tab, name }),
    afterReload: (name: string) => createDraftStore({ storage: kept, memory: new Map(), name }),
  }
}

const full: BotDraft = {
  ...emptyDraft,
  code: 'support',
  name: 'Support',
  color: 'azure',
  backgroundId: 'mint',
  eventMode: 'webhook',
  isHidden: true,
  webhookUrl: 'https://bot.example.com/unguessable-part',
  botToken: 'very-secret-token',
  avatar: { name: 'a.png', mimeType: 'image/png', base64: 'picture-data' },
}

describe('a new bot', () => {
  test('comes back as it was, but for what is secret or large', () => {
    const { items, open, afterReload } = createStorage()
    open('register').save(emptyDraft, full)
    const loaded = afterReload('register').load(emptyDraft)
    expect(loaded).toEqual({ ...full, webhookUrl: '', botToken: '', avatar: undefined })
    const written = [...items.values()].join()
    for (const secret of ['unguessable-part', 'very-secret-token', 'picture-data'])
      expect(written).not.toContain(secret)
  })

  test('comes back whole to who only looked elsewhere', () => {
    const { open } = createStorage()
    open('register').save(emptyDraft, full)
    expect(open('register').load(emptyDraft)).toEqual(full)
    open('register').forget()
    expect(open('register').load(emptyDraft)).toBe(emptyDraft)
  })

  test.each(['not json', '[]', '{"color":"puce"}', '{"name":5}', 'null'])(
    '%s left behind is an empty draft',
    (text) => {
      const { storage, open } = createStorage()
      storage.setItem('b24-bot-console.draft register', text)
      expect(open('register').load(emptyDraft)).toEqual(emptyDraft)
    },
  )

  test('that was forgotten is gone', () => {
    const { items, open } = createStorage()
    const store = open('register')
    store.save(emptyDraft, full)
    store.forget()
    expect(items.size).toBe(0)
  })
})

describe('a change', () => {
  const before = draftOf(sampleBot())

  test('lies over the bot as it is now, not as it was when somebody began to type', () => {
    const { open } = createStorage()
    const store = open('edit 456')
    store.save(before, { ...before, name: 'Help' })
    const renamedMeanwhile = { ...before, workPosition: 'Set by somebody else' }
    expect(store.load(renamedMeanwhile)).toEqual({ ...renamedMeanwhile, name: 'Help' })
  })

  test('that was typed back is no draft', () => {
    const { items, open } = createStorage()
    const store = open('edit 456')
    store.save(before, { ...before, name: 'Help' })
    store.save(before, before)
    expect(items.size).toBe(0)
    expect(store.load(before)).toBe(before)
  })

  test('of one bot is none of another', () => {
    const { open } = createStorage()
    open('edit 1').save(before, { ...before, name: 'Help', webhookUrl: 'https://a.b/c' })
    expect(open('edit 2').load(before)).toBe(before)
  })
})
