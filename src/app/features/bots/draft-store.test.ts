import { expect, test } from 'vitest'
import type { BotDraft } from './bot-draft.ts'
import { emptyDraft } from './bot-draft.ts'
import { forgetDraft, loadDraft, saveDraft } from './draft-store.ts'

const createStorage = () => {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
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

test('a draft comes back as it was, but for what is secret or large', () => {
  const storage = createStorage()
  saveDraft(storage, full)
  expect(loadDraft(storage)).toEqual({ ...full, webhookUrl: '', botToken: '', avatar: undefined })
  const written = [...storage.items.values()].join()
  for (const secret of ['unguessable-part', 'very-secret-token', 'picture-data'])
    expect(written).not.toContain(secret)
})

test.each(['not json', '[]', '{"color":"puce"}', '{"name":5}', 'null'])(
  '%s left behind is an empty draft',
  (text) => {
    const storage = createStorage()
    storage.setItem('b24-bot-console.register-draft', text)
    expect(loadDraft(storage)).toEqual(emptyDraft)
  },
)

test('a forgotten draft is gone', () => {
  const storage = createStorage()
  saveDraft(storage, full)
  forgetDraft(storage)
  expect(storage.items.size).toBe(0)
})
