import { expect, test } from 'vitest'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createRestBudget } from '../../client/rest-budget.ts'
import type { Send } from '../../client/transport.ts'
import { consoleApp } from '../../emulator/seed-credentials.ts'
import { createPortalWorld, worldOrigin } from '../../testing/worker/portal-world.ts'
import { createConsoleSessions } from './console-session.ts'

const domain = new URL(worldOrigin).host

/** Sessions before the emulated portal; `send` in its place where a test wants another answer. */
const open = async (send?: Send) => {
  const world = await createPortalWorld({ factor: 100 })
  await world.connectApp()
  const methods: string[] = []
  const { clock, sleep } = world
  const start = clock.now()
  const sessions = createConsoleSessions({
    portals: world.stores.portals,
    clientId: consoleApp.clientId,
    openRest: ({ portal, accessToken }) => {
      const really = send ?? world.portalClient.sendWithToken(portal.memberId, accessToken)
      return createRestClient({
        send: (...call) => {
          methods.push(call[0])
          return really(...call)
        },
        clock,
        sleep,
        budget: createRestBudget({ clock, sleep }),
        repeats: false,
      })
    },
    signer: { sign: () => Promise.resolve('signed'), verify: () => Promise.resolve(undefined) },
    clock: { now: () => start + moved },
    sleep,
  })
  let moved = 0
  return { world, sessions, methods, nextMinute: () => (moved += 60_000) }
}

test('a token of another app is asked about once, and its user is not asked for', async () => {
  const { sessions, methods } = await open()
  expect(await sessions.open({ accessToken: 'made-up', domain })).toEqual({ kind: 'refused' })
  expect(methods).toEqual(['app.info'])
})

test('strangers make the worker ask a portal twenty times a minute at most; who proves good is not counted', async () => {
  const { world, sessions, methods, nextMinute } = await open()
  const { accessToken } = await world.tokens()
  for (let at = 0; at < 25; at += 1)
    expect((await sessions.open({ accessToken, domain })).kind).toBe('opened')
  methods.length = 0
  const attempts = Array.from({ length: 60 }, () => sessions.open({ accessToken: 'made-up', domain }))
  const kinds = (await Promise.all(attempts)).map(({ kind }) => kind)
  expect(methods.length).toBeLessThanOrEqual(20)
  expect(kinds).toContain('tooOften')
  nextMinute()
  expect((await sessions.open({ accessToken, domain })).kind).toBe('opened')
})

test('an admin hears within seconds that the portal is not reached, whatever holds it up', async () => {
  const { sessions, world } = await open(() => new Promise(() => undefined))
  const askedAt = world.clock.now()
  expect(await sessions.open({ accessToken: 'any', domain })).toEqual({ kind: 'unreachable' })
  expect(world.clock.now() - askedAt).toBeLessThan(15_000)
})
