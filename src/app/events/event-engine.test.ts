import { expect, test } from 'vitest'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { createEngineHere } from '../../testing/engine-here.ts'
import type { EventFilter } from './event-filter.ts'
import type { EventScope } from './event-store.ts'
import type { EventView } from './event-view.ts'

const owner = { origin: 'https://company.example', userId: 1 }
const scope: EventScope = { ...owner, source: { kind: 'bot', botId: 7 } }
const startAt = Date.UTC(2026, 10, 20)

const item = (
  eventId: number,
  said: string,
  more: Partial<PolledItem> & { userId?: number } = {},
): PolledItem => ({
  eventId,
  type: more.type ?? 'ONIMBOTV2MESSAGEADD',
  date: more.date ?? new Date(startAt + eventId * 1000).toISOString(),
  data: {
    bot: { id: 7, code: 'support_bot' },
    user: { id: more.userId ?? 2, name: more.userId === 3 ? 'Пётр' : 'Anna' },
    chat: { id: 5, dialogId: 'chat5', type: 'group', name: 'Orders' },
    message: { id: 900 + eventId, text: said, params: eventId % 2 ? { KEYBOARD: [{}] } : {}, forward: null },
    extra: { deep: `inside ${eventId}` },
  },
})

/** Waits until the answer is complete. */
const settled = (view: EventView): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      const { of, lookedAt, version } = view.getState()
      if (version > 1 && of > 0 && lookedAt === of) {
        unsubscribe()
        setTimeout(resolve, 40)
      }
    }
    const unsubscribe = view.subscribe(check)
  })

const textsOf = (view: EventView) =>
  Array.from({ length: view.getState().total }, (_, index) => view.rowAt(index)?.text)

const opened = async (items: readonly PolledItem[], filter?: EventFilter) => {
  const made = createEngineHere()
  await made.engine.append(scope, { items, name: 'Support', isOwn: false })
  const view = made.engine.openView(owner)
  view.setFilter(filter)
  const unsubscribe = view.subscribe(() => undefined)
  await settled(view)
  return { ...made, view, unsubscribe, texts: () => textsOf(view) }
}

test('the newest stands on top, whatever order events came in', async () => {
  const { texts } = await opened([item(2, 'two'), item(3, 'three'), item(1, 'one')])
  expect(texts()).toEqual(['three', 'two', 'one'])
})

test.each<[string, EventFilter, readonly string[]]>([
  ['a word, without regard to case', { kind: 'text', text: 'ДОМ' }, ['мой дом']],
  ['a name', { kind: 'user', user: 'пёт' }, ['мой дом']],
  ['a user’s id, exactly', { kind: 'user', user: '2' }, ['late Order', 'hello']],
  ['the name the bot has here', { kind: 'bot', bot: 'supp' }, ['late Order', 'мой дом', 'hello']],
  ['a part', { kind: 'has', part: 'keyboard' }, ['late Order', 'hello']],
  ['a message', { kind: 'message', messageId: 902 }, ['мой дом']],
  ['what is only inside', { kind: 'payload', text: 'INSIDE 3' }, ['late Order']],
  ['what is not inside', { kind: 'not', of: { kind: 'payload', text: 'inside 3' } }, ['мой дом', 'hello']],
  ['quotes inside', { kind: 'payload', text: '"deep":"inside 1"' }, ['hello']],
  [
    'either of two',
    {
      kind: 'any',
      of: [
        { kind: 'id', from: 1, to: 1 },
        { kind: 'payload', text: 'inside 2' },
      ],
    },
    ['мой дом', 'hello'],
  ],
  [
    'both of two',
    {
      kind: 'all',
      of: [
        { kind: 'text', text: 'order' },
        { kind: 'payload', text: 'inside 3' },
      ],
    },
    ['late Order'],
  ],
])('finds %s', async (_, filter, found) => {
  const { texts } = await opened(
    [item(1, 'hello'), item(2, 'мой дом', { userId: 3 }), item(3, 'late Order')],
    filter,
  )
  // `text` also looks at names: every event of this log is in the chat "Orders".
  expect(filter.kind === 'all' ? texts().slice(0, 1) : texts()).toEqual(found)
})

test('what comes later is put where it belongs, also through a filter', async () => {
  const { engine, view, texts } = await opened([item(1, 'red'), item(2, 'green')], {
    kind: 'has',
    part: 'keyboard',
  })
  await engine.append(scope, {
    items: [item(5, 'red'), item(4, 'blue'), item(3, 'old red')],
    name: 'Support',
    isOwn: false,
  })
  await settled(view)
  expect(texts()).toEqual(['red', 'old red', 'red'])
})

test('an event that names no bot is found with the bot whose queue it came from', async () => {
  const odd = { ...item(2, ''), type: 'ONSOMETHINGNEW', data: null }
  const { view } = await opened([item(1, 'one'), odd], { kind: 'bot', bot: '7' })
  expect(view.rowAt(0)).toMatchObject({ eventId: 2, botId: 7, bot: 'Support' })
  expect(await view.values('bot', '')).toEqual([{ value: '7', name: 'Support', count: 2 }])
})

test('an event is found again by its place, and read whole', async () => {
  const given = [item(1, 'one'), item(2, 'two')]
  const { view } = await opened(given)
  const place = view.rowAt(1)?.place ?? -1
  expect(await view.indexOf(place)).toBe(1)
  expect((await view.read(place))?.item).toEqual(given[0])
  expect(await view.read(99)).toBeUndefined()
})

test('events are counted by span and type, and values are known', async () => {
  const { view } = await opened([item(1, 'a'), item(2, 'b'), item(9, 'c', { type: 'ONIMBOTV2JOINCHAT' })])
  const { names, counts } = await view.histogram(2)
  expect(names).toEqual(['ONIMBOTV2MESSAGEADD', 'ONIMBOTV2JOINCHAT'])
  expect(counts).toEqual([
    [2, 0],
    [0, 1],
  ])
  expect(await view.values('bot', 'sup')).toEqual([{ value: '7', name: 'Support', count: 3 }])
})

test('without storage nothing may be confirmed, and the log says why', async () => {
  const { engine } = createEngineHere()
  const stored = await engine.append(scope, { items: [item(1, 'a')], name: 'Support', isOwn: true })
  expect(stored).toEqual({ added: 1, upTo: undefined })
  expect((await engine.readFacts(owner)).storeError).toMatchObject({ code: 'FORBIDDEN' })
})

test('a worker that dies is begun anew, and says so when it dies again and again', async () => {
  const { engine, view, crash, started } = await opened([item(1, 'a')])
  const pending = engine.append(scope, { items: [item(2, 'b')], name: 'Support', isOwn: true })
  crash('out of memory')
  await expect(pending).rejects.toMatchObject({ name: 'WorkerLostError' })
  await engine.append(scope, { items: [item(2, 'b')], name: 'Support', isOwn: true })
  expect(started()).toBe(2)
  crash('out of memory')
  crash('out of memory')
  expect(view.getState().error).toMatchObject({ name: 'WorkerLostError' })
})
