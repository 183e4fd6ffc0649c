import { expect, test } from 'vitest'
import { randomHex } from '../../testing/worker/sample-pairing.ts'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { Arrival } from '../ports/inbox.ts'

const start = 1_000_000_000_000

const arrival = (key: string, given: Partial<Arrival> = {}): Arrival => ({
  memberId: 'm1',
  botId: 7,
  key,
  signal: {
    kind: 'press',
    pairingId: randomHex(),
    nonceDigest: randomHex(32),
    via: 'keyboard',
    userId: 2,
    messageId: 5,
    authorId: 7,
  },
  ...given,
})

onEachDatabase((open) => {
  test('an event is stored once, however often it comes', async () => {
    const { inbox } = (await open()).stores
    const event = arrival('1')
    const [stored, ...more] = await inbox.put([event, event])
    expect(stored).toEqual({ ...event, id: stored?.id })
    expect(more).toEqual([])
    expect(await inbox.put([event])).toEqual([])
    const twenty = await Promise.all(Array.from({ length: 20 }, () => inbox.put([arrival('2')])))
    expect(twenty.flat()).toHaveLength(1)
  })

  test('the same key of another bot or portal is another event', async () => {
    const { inbox } = (await open()).stores
    await inbox.put([arrival('1')])
    expect(
      await inbox.put([arrival('1', { botId: 8 }), arrival('1', { memberId: 'm2' }), arrival('1')]),
    ).toHaveLength(2)
  })

  test('a large page is stored in its order', async () => {
    const { inbox } = (await open()).stores
    const page = Array.from({ length: 1_000 }, (_, at) => arrival(String(at)))
    expect((await inbox.put(page)).map(({ key }) => key)).toEqual(page.map(({ key }) => key))
    expect(await inbox.put(page)).toEqual([])
  })

  test('a page of the queue and the offset that confirms it are stored together or not at all', async () => {
    const { stores } = await open()
    const portal = { memberId: 'm1', origin: 'https://a.example', clientEndpoint: 'https://a.example/rest/' }
    await stores.portals.connect({ ...portal, sealed: 's', at: start }, [])
    await stores.portals.setBot('m1', { botId: 7, code: 'sign_in', mode: 'fetch' }, [])
    const page = { memberId: 'm1', botId: 7, nextOffset: 42, arrivals: [arrival('41')] }
    expect(await stores.inbox.putPage(page)).toHaveLength(1)
    expect((await stores.portals.find('m1'))?.bot?.nextOffset).toBe(42)
    const broken = { ...page, nextOffset: 43, arrivals: [{ ...arrival('42'), key: null }] }
    // @ts-expect-error an arrival without its key breaks on the way
    await expect(stores.inbox.putPage(broken)).rejects.toThrow(/null/i)
    expect((await stores.portals.find('m1'))?.bot?.nextOffset).toBe(42)
    await stores.inbox.putPage({ ...page, botId: 8, nextOffset: 99 })
    expect((await stores.portals.find('m1'))?.bot?.nextOffset).toBe(42)
  })

  test('one that cannot be read any more holds up nothing: it is given up and written down', async () => {
    const { stores, run, setNow } = await open()
    const [broken, torn, good] = await stores.inbox.put([arrival('1'), arrival('2'), arrival('3')])
    await run(`update inbox set signal = '{"kind":"of another version"}' where id = ${broken?.id}`)
    await run(`update inbox set signal = '{' where id = ${torn?.id}`)
    await setNow(start + 1)
    for (const _ of [1, 2])
      expect(await stores.inbox.listOpen({ before: start + 1, limit: 9 })).toEqual([good])
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toMatchObject([
      { kind: 'givenUp', detail: { reason: 'unreadable' }, at: start + 1 },
      { kind: 'givenUp' },
    ])
  })

  test('what was never worked off is listed, oldest first; what was is not', async () => {
    const { stores, setNow } = await open()
    const [first, second] = await stores.inbox.put([arrival('1'), arrival('2')])
    expect(await stores.inbox.listOpen({ before: start, limit: 9 })).toEqual([])
    await setNow(start + 1)
    expect(await stores.inbox.listOpen({ before: start + 1, limit: 9 })).toEqual([first, second])
    expect(await stores.inbox.listOpen({ before: start + 1, limit: 1 })).toEqual([first])
    await stores.inbox.finish([first?.id ?? -1])
    expect(await stores.inbox.listOpen({ before: start + 1, limit: 9 })).toEqual([second])
  })

  test('keys of what was worked off are forgotten by their age; what is open never', async () => {
    const { stores } = await open()
    const [first] = await stores.inbox.put([arrival('1'), arrival('2')])
    await stores.inbox.finish([first?.id ?? -1])
    expect(await stores.inbox.purge(start)).toBe(0)
    expect(await stores.inbox.purge(start + 1)).toBe(1)
    expect(await stores.inbox.put([arrival('1'), arrival('2')])).toHaveLength(1)
  })
})
