import { expect, test } from 'vitest'
import type { KeptStorage } from './kept-storage.ts'
import { createKeptStorage } from './kept-storage.ts'

const createStore = (isFull = false): KeptStorage & { readonly items: Map<string, string> } => {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      if (isFull) throw new Error('QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key) => void items.delete(key),
  }
}

const useIt = (storage: KeptStorage) => {
  storage.setItem('draft', 'text')
  const kept = storage.getItem('draft')
  storage.removeItem('draft')
  return [kept, storage.getItem('draft')]
}

test('what is kept lies in the browser’s storage', () => {
  const store = createStore()
  createKeptStorage(() => store).setItem('draft', 'text')
  expect(store.items.get('draft')).toBe('text')
  expect(useIt(createKeptStorage(() => store))).toEqual(['text', null])
})

test('where storage is forbidden the page remembers by itself', () => {
  const forbidden = (): KeptStorage => {
    throw new Error('SecurityError')
  }
  expect(useIt(createKeptStorage(forbidden))).toEqual(['text', null])
})

test('where storage is full the page remembers by itself', () => {
  const full = createStore(true)
  expect(useIt(createKeptStorage(() => full))).toEqual(['text', null])
})
