import { expect, test } from 'vitest'
import { createEngineHere } from '../../testing/engine-here.ts'
import { decodeEvents } from './event-bytes.ts'
import { readEventFile } from './read-event-file.ts'

const item = (eventId: number, data: unknown = {}) => ({
  eventId,
  type: 'ONIMBOTV2MESSAGEADD',
  date: '2026-11-20T10:00:00Z',
  data,
})
const items = (count: number) => Array.from({ length: count }, (_, n) => item(n))
const owner = { origin: 'https://company.example', userId: 1 }

const read = async (text: string) => {
  const parts = []
  for await (const part of readEventFile(new Blob([text]))) parts.push(part)
  return {
    events: parts.flatMap(({ lines }) => decodeEvents(lines)),
    broken: parts.flatMap(({ broken }) => broken),
    sizes: parts.map((part) => part.items.length),
  }
}

test('an object a line, a list, an answer of the portal and a recording give the same events', async () => {
  const given = items(3)
  const answer = JSON.stringify({ result: { events: given } })
  const texts = [
    given.map((one) => JSON.stringify(one)).join('\n'),
    `${given.map((one) => JSON.stringify(one)).join('\r\n')}\r\n`,
    JSON.stringify(given, null, 2),
    answer,
    JSON.stringify({ log: { entries: [{ response: { content: { text: answer } } }, { request: {} }] } }),
  ]
  for (const text of texts) expect((await read(text)).events).toEqual(given)
})

test('a long file comes in parts of a thousand, nothing lost at their borders', async () => {
  const given = items(2500).map((one) => ({ ...one, data: { text: 'ж'.repeat(400) } }))
  const { events, sizes } = await read(given.map((one) => JSON.stringify(one)).join('\n'))
  expect(sizes).toEqual([1000, 1000, 500])
  expect(events).toEqual(given)
})

test('what is no event is named by its line, and the rest goes on', async () => {
  const { events, broken } = await read(
    `${JSON.stringify(item(1))}\n{"half\n\n[]\n${JSON.stringify(item(2))}\n`,
  )
  expect(events.map(({ eventId }) => eventId)).toEqual([1, 2])
  expect(broken).toEqual([2, 4])
})

test('no token of a file is kept, and letters that were escaped are letters', async () => {
  const withToken = JSON.stringify(item(1, { bot: { auth: { access_token: 'canary' } } }))
  const escaped = JSON.stringify(item(2, { text: 'X' })).replace('X', '\\u0436\\/')
  for await (const { lines } of readEventFile(new Blob([`${withToken}\n${escaped}`]))) {
    const stored = new TextDecoder().decode(lines)
    expect(stored).not.toContain('canary')
    expect(stored).toContain('ж/')
  }
})

test('a file without events says so', async () => {
  await expect(read('{"hello":"world"}')).rejects.toMatchObject({ name: 'EventFileError', code: 'NO_EVENTS' })
})

test('the same file taken in twice gives the same log, and it can be called off', async () => {
  const { engine } = createEngineHere()
  const file = new Blob([
    items(2500)
      .map((one) => JSON.stringify(one))
      .join('\n'),
  ])
  expect(await engine.importFile(owner, file, { name: 'a.ndjson' })).toMatchObject({ added: 2500, known: 0 })
  expect(await engine.importFile(owner, file, { name: 'a.ndjson' })).toMatchObject({ added: 0, known: 2500 })
  const off = new AbortController()
  const importing = engine.importFile(owner, file, { name: 'b.ndjson', signal: off.signal })
  off.abort()
  await expect(importing).rejects.toMatchObject({ name: 'AbortError' })
})
