import { expect, onTestFinished, test } from 'vitest'
import { createSignInWorld, type SignInWorld } from '../../testing/worker/sign-in-world.ts'

/** Pages that listen; all are closed when the test ends. */
const createListeners = (world: SignInWorld) => {
  const open: ReadableStream[] = []
  onTestFinished(async () => {
    await Promise.all(open.map((stream) => stream.cancel()))
  })
  return {
    listen: async (cookie: string): Promise<number> => {
      const url = `${world.publicUrl}/pair/shop/events`
      const { status, body, headers } = await world.fetch(new Request(url, { headers: { cookie } }))
      if (status === 200) expect(headers.get('cache-control')).toBe('no-store')
      if (status === 200 && body) open.push(body)
      return status
    },
    closeOne: async () => {
      await open.pop()?.cancel()
    },
  }
}

/** The cookie of a browser that has started a pairing. */
const startedCookie = async (world: SignInWorld): Promise<string> => {
  const browser = world.browser()
  await browser.start(await world.site('shop').mint())
  return [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act))

test('S12: one pairing has four open streams, and a closed one makes room', async () => {
  const world = await createSignInWorld()
  const { listen, closeOne } = createListeners(world)
  const cookie = await startedCookie(world)
  const statuses: number[] = []
  for (let count = 0; count < 6; count += 1) statuses.push(await listen(cookie))
  expect(statuses).toEqual([200, 200, 200, 200, 503, 503])
  await closeOne()
  await world.until(async () => (await listen(cookie)) === 200, 'room')
  // Others are not held up.
  expect(await listen(await startedCookie(world))).toBe(200)
})

test(
  'S12: a worker has two thousand open streams, and a closed one makes room',
  { timeout: 60_000 },
  async () => {
    const world = await createSignInWorld()
    const { listen, closeOne } = createListeners(world)
    const late = await startedCookie(world)
    for (let pairing = 0; pairing < 500; pairing += 1) {
      const cookie = await startedCookie(world)
      for (let stream = 0; stream < 4; stream += 1) expect(await listen(cookie)).toBe(200)
    }
    expect(await times(3, () => listen(late))).toEqual([503, 503, 503])
    await closeOne()
    await world.until(async () => (await listen(late)) === 200, 'room')
    expect(await listen(late)).toBe(503)
  },
)
