import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import { defaultPairingSettings } from '../portals/portal.ts'
import type { AuditEntry } from '../ports/audit.ts'

const start = 1_000_000_000_000
const address = { memberId: 'm1', origin: 'https://a.example', clientEndpoint: 'https://a.example/rest/' }
const connection = { ...address, sealed: 's1', at: start }
const bot = { botId: 7, code: 'sign_in', mode: 'fetch' } as const
const audit: readonly AuditEntry[] = [
  { at: 1, memberId: 'm1', pairingId: null, actor: 'admin:1', kind: 'changed', detail: {} },
]

onEachDatabase((open) => {
  test('a connected portal is found and listed, with the default settings and no bot', async () => {
    const { stores } = await open()
    await stores.portals.connect(connection, audit)
    const portal = { ...address, bot: null, settings: defaultPairingSettings, connectedAt: start }
    expect(await stores.portals.find('m1')).toEqual(portal)
    expect(await stores.portals.list()).toEqual([portal])
    expect(await stores.portals.find('m2')).toBeUndefined()
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })

  test('connecting again renews address and credential and keeps settings and bot', async () => {
    const { portals } = (await open()).stores
    await portals.connect(connection, [])
    await portals.setBot('m1', bot, [])
    await portals.pinApplicationToken('m1', 'digest', [])
    const settings = { ...defaultPairingSettings, isOn: false, cardsPerHour: 2 }
    await portals.setSettings('m1', settings, [])
    await portals.connect({ ...connection, origin: 'https://b.example', sealed: 's2', at: start + 1 }, [])
    expect(await portals.find('m1')).toEqual({
      ...address,
      origin: 'https://b.example',
      bot: { ...bot, applicationTokenDigest: 'digest', nextOffset: 0 },
      settings,
      connectedAt: start + 1,
    })
    expect(await portals.findCredential('m1')).toEqual({ sealed: 's2', version: 2 })
  })

  test('the same bot keeps its place in the queue; another one starts anew', async () => {
    const { stores } = await open()
    const { portals } = stores
    await portals.connect(connection, [])
    await portals.setBot('m1', bot, [])
    await portals.pinApplicationToken('m1', 'digest', [])
    await stores.inbox.putPage({ memberId: 'm1', botId: 7, nextOffset: 9, arrivals: [] })
    await portals.setBot('m1', { ...bot, mode: 'webhook' }, audit)
    const kept = { ...bot, mode: 'webhook', applicationTokenDigest: 'digest', nextOffset: 9 }
    expect((await portals.find('m1'))?.bot).toEqual(kept)
    await portals.setBot('m1', { ...bot, botId: 8 }, audit)
    const anew = { ...bot, botId: 8, applicationTokenDigest: 'digest', nextOffset: 0 }
    expect((await portals.find('m1'))?.bot).toEqual(anew)
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(2)
  })

  test('of two who renew a credential from the same version one wins', async () => {
    const { portals } = (await open()).stores
    await portals.connect(connection, [])
    const won = await Promise.all(['s2', 's3'].map((sealed) => portals.replaceCredential('m1', sealed, 1)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect((await portals.findCredential('m1'))?.version).toBe(2)
    expect(await portals.replaceCredential('m2', 's', 1)).toBe(false)
  })

  test('a disconnected portal is not there any more, until it is connected again', async () => {
    const { stores } = await open()
    const { portals } = stores
    await portals.connect(connection, [])
    await portals.setBot('m1', bot, [])
    await portals.keepEventToken('m1', 'sealed token', start + 5)
    await portals.disconnect('m1', audit)
    expect(await portals.find('m1')).toBeUndefined()
    expect(await portals.list()).toEqual([])
    expect(await portals.findCredential('m1')).toBeUndefined()
    expect(await portals.findEventToken('m1')).toBeUndefined()
    expect(await portals.replaceCredential('m1', 's9', 1)).toBe(false)
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
    await portals.connect({ ...connection, sealed: 's4' }, [])
    expect((await portals.find('m1'))?.bot?.botId).toBe(7)
    expect((await portals.findCredential('m1'))?.sealed).toBe('s4')
  })

  test("an event's token is there until it expires", async () => {
    const { stores, setNow } = await open()
    await stores.portals.connect(connection, [])
    expect(await stores.portals.findEventToken('m1')).toBeUndefined()
    await stores.portals.keepEventToken('m1', 'sealed token', start + 5)
    expect(await stores.portals.findEventToken('m1')).toBe('sealed token')
    await setNow(start + 5)
    expect(await stores.portals.findEventToken('m1')).toBeUndefined()
  })
})
