import { expect, test } from 'vitest'
import { decodeAppEvent } from '../../contract/events/app-events.ts'
import { decodeWebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import { createPortalWorld, memberId, setupCode, wantedBot } from '../../testing/worker/portal-world.ts'
import { createPortalNews } from './portal-news.ts'

test('from the installation to the removal, each told by the portal itself', async () => {
  const world = await createPortalWorld()
  const { portals, audit } = world.stores
  const news = createPortalNews({
    portals,
    audit,
    credentials: world.credentials,
    secrets: world.secrets,
    ensureBot: (of) => world.ensureBot(of, wantedBot),
    clock: world.clock,
    log: world.log,
  })
  const lastPost = async () => {
    await world.emulator.idle()
    const form = decodeForm(world.posted.at(-1)?.body ?? '')
    const envelope = decodeWebhookEnvelope(form)
    return { url: world.posted.at(-1)?.url, envelope, event: decodeAppEvent(envelope.name, form.data) }
  }
  const prove = async () => {
    const portal = await portals.find(memberId)
    const { envelope, event } = await lastPost()
    if (!portal || !event) throw new Error('nothing was posted')
    return { proof: await world.proveArrival({ portal, envelope }), portal, event }
  }

  await world.control('install-app', { url: `http://127.0.0.1:8025/hooks/app/${setupCode}` })
  const { refreshToken, applicationToken } = (await lastPost()).envelope.auth
  const request = { refreshToken: refreshToken ?? '', applicationToken, setupCode }
  expect(await world.connect(request)).toMatchObject({ kind: 'connected', isNew: true })
  await world.ensureBot(memberId, wantedBot)

  await world.control('update-app', { version: '2' })
  expect((await lastPost()).url).toContain(world.hookPath)
  const updated = await prove()
  expect(updated.proof).toBe('proved')
  await news.takeAppNews(updated.portal, updated.event)
  const bound = () => world.clientFor(memberId).call('event.get', {})
  await world.until(async () => (await bound()).length === 2)

  await world.control('uninstall-app', {})
  const removed = await prove()
  expect(removed.proof).toBe('proved')
  await news.takeAppNews(removed.portal, removed.event)
  expect(await portals.find(memberId)).toBeUndefined()
  const kinds = (await audit.list({ memberId, limit: 20 })).map(({ kind }) => kind)
  expect(kinds).toEqual([
    'portalDisconnected',
    'appUpdated',
    'botSet',
    'applicationTokenPinned',
    'portalConnected',
  ])
})
