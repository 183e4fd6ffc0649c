import { expect, test } from 'vitest'
import { createSavedFilters } from './saved-filters.ts'

const createStorage = () => {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

const one = { name: 'Commands', query: 'type:command' }
const two = { name: 'Anna', query: 'user:2' }
const three = { name: 'Refunds', query: 'refund' }

const openFilters = (storage = createStorage()) => {
  const filters = createSavedFilters(storage, 'https://a.example')
  const names = () => filters.getState().filters.map(({ name }) => name)
  return { filters, names, storage }
}

test('what was saved is there after a reload, for its portal only', () => {
  const { filters, storage } = openFilters()
  filters.save(one)
  filters.save(two)
  expect(openFilters(storage).filters.getState().filters).toEqual([one, two])
  expect(createSavedFilters(storage, 'https://b.example').getState().filters).toEqual([])
})

test('a name that is taken is saved anew, in its place', () => {
  const { filters } = openFilters()
  filters.save(one)
  filters.save(two)
  filters.save({ ...one, query: 'type:command bot:7' })
  expect(filters.getState().filters).toEqual([{ ...one, query: 'type:command bot:7' }, two])
})

test('what was deleted comes back where it stood', () => {
  const { filters, names, storage } = openFilters()
  for (const filter of [one, two, three]) filters.save(filter)
  filters.remove('Anna')
  expect(names()).toEqual(['Commands', 'Refunds'])
  filters.undo()
  expect(names()).toEqual(['Commands', 'Anna', 'Refunds'])
  expect(openFilters(storage).names()).toEqual(['Commands', 'Anna', 'Refunds'])
})

test('a rename keeps the place, and takes no other’s name', () => {
  const { filters, names } = openFilters()
  filters.save(one)
  filters.save(two)
  expect(filters.rename('Commands', 'Slash')).toBe(true)
  expect(filters.rename('Slash', 'Anna')).toBe(false)
  expect(names()).toEqual(['Slash', 'Anna'])
})

test('what cannot be read is no filter, and no error', () => {
  const storage = createStorage()
  storage.setItem('b24-bot-console.event-filters https://a.example', '{"broken')
  expect(openFilters(storage).names()).toEqual([])
})
