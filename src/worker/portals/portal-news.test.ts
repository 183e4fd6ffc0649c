import { expect, test } from 'vitest'
import { createPortalWorld, memberId } from '../../testing/worker/portal-world.ts'
import type { WebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { createPortalNews } from './portal-news.ts'

const setUp = async (by: 'webhook' | 'app') => {
  const world = await createPortalWorld({ factor: 1 })
  if (by === 'webhook') await world.connectWebhook()
  else await world.connectApp('pinned')
  const portal = await world.stores.portals.find(memberId)
  if (!portal) throw new Error('not connected')
  const seenTo: string[] = []
  const { portals, audit } = world.stores
  const news = createPortalNews({
    portals,
    audit,
    credentials: world.credentials,
    secrets: world.secrets,
    ensureBot: (of) => {
      seenTo.push(of)
      return Promise.reject(new Error('not now'))
    },
    clock: world.clock,
    log: world.log,
  })
  const kinds = async () => (await audit.list({ memberId, limit: 50 })).map(({ kind }) => kind)
  return { world, portal, news, seenTo, kinds }
}

const envelope = (accessToken: string, expiresAt: number): WebhookEnvelope => ({
  name: 'ONIMBOTV2MESSAGEADD',
  sentAt: null,
  auth: { accessToken, expiresAt },
  botAuth: {},
})

test('an event’s token is kept sealed, not with every event, and not when it is over', async () => {
  const { world, portal, news } = await setUp('app')
  const { portals } = world.stores
  const hour = world.clock.now() + 3_600_000
  await news.keepToken(portal, envelope('over', world.clock.now() - 1))
  expect(await portals.findEventToken(memberId)).toBeUndefined()
  await news.keepToken(portal, envelope('first', hour))
  await news.keepToken(portal, envelope('second', hour))
  const kept = await portals.findEventToken(memberId)
  expect(kept).not.toContain('first')
  expect(world.secrets.open(kept ?? '')).toBe('first')
})

test('of many dropped alike one is written down, and no line can be forged with it', async () => {
  const { news, portal, world } = await setUp('webhook')
  for (let index = 0; index < 20; index += 1) await news.noteDropped(portal, 'wrongToken', 'ON\nBAD')
  await news.noteDropped(portal, 'noToken', 'X')
  const entries = await world.stores.audit.list({ memberId, limit: 50 })
  const dropped = entries.filter(({ kind }) => kind === 'eventDropped').map(({ detail }) => detail)
  expect(dropped).toEqual([
    { reason: 'noToken', event: 'X' },
    { reason: 'wrongToken', event: 'ONBAD' },
  ])
})

test('a removed app disconnects its portal; the portal of the environment stays', async () => {
  const app = await setUp('app')
  await app.news.takeAppNews(app.portal, { type: 'appUninstall', isClean: true, language: 'en' })
  expect(await app.world.stores.portals.find(memberId)).toBeUndefined()
  expect(await app.world.credentials.find(memberId)).toBeUndefined()
  expect(await app.kinds()).toContain('portalDisconnected')
  const own = await setUp('webhook')
  await own.news.takeAppNews(own.portal, { type: 'appUninstall', isClean: true, language: 'en' })
  expect(await own.world.stores.portals.find(memberId)).toBeDefined()
})

test('an updated app has its bot seen to again; what fails there is logged', async () => {
  const { news, portal, seenTo, kinds, world } = await setUp('app')
  await news.takeAppNews(portal, { type: 'appUpdate', version: '2', previousVersion: '1', language: 'en' })
  await world.until(() => world.log.lines.some(({ level }) => level === 'error'))
  expect(seenTo).toEqual([memberId])
  expect(await kinds()).toContain('appUpdated')
})
