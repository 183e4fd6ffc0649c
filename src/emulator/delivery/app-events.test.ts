import { describe, expect, test } from 'vitest'
import { decodeAppEvent } from '../../contract/events/app-events.ts'
import { decodeWebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import { openPortal } from '../../testing/emulator/open-portal.ts'
import { seedPortals } from '../seed-credentials.ts'

const handler = 'http://127.0.0.1:9/app'

const setUp = async () => {
  const portal = openPortal()
  const tokens = (await portal.control('tokens', {})) as { accessToken: string; refreshToken: string } // by its schema
  for (const event of ['ONAPPUPDATE', 'ONAPPUNINSTALL'])
    await portal.get('event.bind', { event, handler }, tokens)
  const last = async () => {
    await portal.emulator.idle()
    const { url, body } = portal.posted.at(-1) ?? { url: '', body: '' }
    const form = decodeForm(body)
    const envelope = decodeWebhookEnvelope(form)
    return { url, auth: envelope.auth, event: decodeAppEvent(envelope.name, form.data) }
  }
  return { portal, tokens, last }
}

describe('the life of an app', () => {
  test('without a page it is told of its installation where it said, with tokens that work', async () => {
    const { portal, last } = await setUp()
    await portal.control('install-app', { url: 'http://127.0.0.1:9/install' })
    const { url, auth, event } = await last()
    expect({ url, event }).toMatchObject({ url: 'http://127.0.0.1:9/install', event: { type: 'appInstall' } })
    expect(auth).toMatchObject({
      memberId: seedPortals.main.memberId,
      refreshToken: expect.any(String) as unknown,
    })
    expect((await portal.ask('profile', {}, { accessToken: auth.accessToken ?? '' })).status).toBe(200)
  })

  test('an update is told to its handlers, which are gone afterwards; its tokens live on', async () => {
    const { portal, tokens, last } = await setUp()
    await portal.control('update-app', { version: '7' })
    expect(await last()).toMatchObject({ url: handler, event: { type: 'appUpdate', version: '7' } })
    expect(await portal.get('event.get', {}, tokens)).toEqual([])
  })

  test('a removal is told with the application token alone, and then nothing opens', async () => {
    const { portal, tokens, last } = await setUp()
    await portal.control('uninstall-app', { clean: true })
    const { auth, event } = await last()
    expect(event).toMatchObject({ type: 'appUninstall', isClean: true })
    expect(Object.keys(auth).toSorted()).toEqual([
      'applicationToken',
      'clientEndpoint',
      'domain',
      'memberId',
      'serverEndpoint',
    ])
    expect((await portal.ask('profile', {}, tokens)).error).toBe('invalid_token')
  })
})
