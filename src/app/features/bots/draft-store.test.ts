import { describe, expect, test } from 'vitest'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { KeptStorage } from '../../ui/kept-storage.ts'
import { sampleBot } from '../../../testing/sample-bot.ts'
import type { BotDraft } from './bot-draft.ts'
import { draftOf, emptyDraft } from './bot-draft.ts'
import { createDraftStore } from './draft-store.ts'

const createStorage = () => {
  const items = new Map<string, string>()
  const storage: KeptStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
  return { items, storage: createKeptStorage(() => storage) }
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
    const { items, storage } = createStorage()
    createDraftStore(storage, 'register').save(emptyDraft, full)
    const loaded = createDraftStore(storage, 'register').load(emptyDraft)
    expect(loaded).toEqual({ ...full, webhookUrl: '', botToken: '', avatar: undefined })
    const written = [...items.values()].join()
    for (const secret of ['unguessable-part', 'very-secret-token', 'picture-data'])
      expect(written).not.toContain(secret)
  })

  test.each(['not json', '[]', '{"color":"puce"}', '{"name":5}', 'null'])(
    '%s left behind is an empty draft',
    (text) => {
      const { storage } = createStorage()
      storage.setItem('b24-bot-console.draft register', text)
      expect(createDraftStore(storage, 'register').load(emptyDraft)).toEqual(emptyDraft)
    },
  )

  test('that was forgotten is gone', () => {
    const { items, storage } = createStorage()
    const store = createDraftStore(storage, 'register')
    store.save(emptyDraft, full)
    store.forget()
    expect(items.size).toBe(0)
  })
})

describe('a change', () => {
  const before = draftOf(sampleBot())

  test('lies over the bot as it is now, not as it was when somebody began to type', () => {
    const { storage } = createStorage()
    const store = createDraftStore(storage, 'edit 456')
    store.save(before, { ...before, name: 'Help' })
    const renamedMeanwhile = { ...before, workPosition: 'Set by somebody else' }
    expect(store.load(renamedMeanwhile)).toEqual({ ...renamedMeanwhile, name: 'Help' })
  })

  test('that was typed back is no draft', () => {
    const { items, storage } = createStorage()
    const store = createDraftStore(storage, 'edit 456')
    store.save(before, { ...before, name: 'Help' })
    store.save(before, before)
    expect(items.size).toBe(0)
    expect(store.load(before)).toBe(before)
  })

  test('of one bot is none of another', () => {
    const { storage } = createStorage()
    createDraftStore(storage, 'edit 1').save(before, { ...before, name: 'Help' })
    expect(createDraftStore(storage, 'edit 2').load(before)).toBe(before)
  })
})
