import { expect, test } from 'vitest'
import { createArrayView, eventRow } from '../../../testing/array-event-view.ts'
import { createHeldList } from './held-list.ts'

const settled = () => new Promise((done) => setTimeout(done))

const openList = () => {
  const log = createArrayView([50, 40, 30, 20, 10].map(eventRow))
  const list = createHeldList(log.view)
  list.open()
  const texts = () => [0, 1, 2].map((index) => list.rowAt(index)?.eventId)
  return { log, list, texts }
}

test('at the live end the newest event is the first row', () => {
  const { log, list, texts } = openList()
  log.add(eventRow(60))
  expect(texts()).toEqual([60, 50, 40])
  expect(list.getPicture()).toMatchObject({ total: 6, fresh: 0 })
})

test('held, nothing moves and what came is counted; let go, it is there', () => {
  const { log, list, texts } = openList()
  list.hold(1)
  log.add(eventRow(60), eventRow(70))
  expect(texts()).toEqual([50, 40, 30])
  expect(list.getPicture()).toMatchObject({ total: 5, fresh: 2 })
  list.letGo()
  expect(texts()).toEqual([70, 60, 50])
  expect(list.getPicture()).toMatchObject({ total: 7, fresh: 0 })
})

test('an event that comes late, older than what is read, does not move what is read either', async () => {
  const { log, list, texts } = openList()
  list.hold(1)
  log.add(eventRow(25), eventRow(60))
  await settled()
  expect(texts()).toEqual([50, 40, 30])
  expect(list.getPicture()).toMatchObject({ total: 6, fresh: 1 })
})

test('when the oldest go, the list is shorter and nothing moves', async () => {
  const { log, list, texts } = openList()
  list.hold(0)
  log.remove(2)
  await settled()
  expect(texts()).toEqual([50, 40, 30])
  expect(list.getPicture()).toMatchObject({ total: 3, fresh: 0 })
})

test('an event is found where the list shows it, and not above it', async () => {
  const { log, list } = openList()
  list.hold(0)
  log.add(eventRow(60))
  expect(await list.indexOf(30)).toBe(2)
  expect(await list.indexOf(60)).toBeUndefined()
})
