import { describe, expect, test } from 'vitest'
import type { StarterView } from '../contract/pairing/site-api.ts'
import { codeOf } from '../testing/worker/sign-in-browser.ts'
import { begin, collected, refusalsOf, stateOf } from '../testing/worker/sign-in-steps.ts'
import { createSignInWorld, type SignInWorld } from '../testing/worker/sign-in-world.ts'

type Fault = (request: Request, pass: (request: Request) => Promise<Response>) => Promise<Response>

/** A portal that has something wrong for as long as it is told; calls of its own kind alone are hit. */
const troubled = (isHit: (url: string, body: string) => boolean, fault: Fault) => {
  let isOn = false
  let hits = 0
  return {
    hits: () => hits,
    set: (on: boolean) => {
      isOn = on
    },
    portal: (request: Request, pass: (request: Request) => Promise<Response>) => {
      if (!isOn) return undefined
      return (async () => {
        if (!isHit(request.url, await request.clone().text())) return pass(request)
        hits += 1
        return fault(request, pass)
      })()
    },
  }
}

const speaks = (url: string, body: string) => /Message\.(send|update)/.test(url + body)
const answered = (status: number, body: unknown) => () =>
  Promise.resolve(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  )
const refusedConnection: Fault = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
  )
const refusal = (error: string) => ({ error, error_description: error })

const viewOf = async (world: SignInWorld, begun: Awaited<ReturnType<typeof begin>>): Promise<StarterView> => {
  world.pass(4000) // the page keeps to its pace
  const { text } = await begun.browser.status('shop')
  return JSON.parse(text) as StarterView // our own route, typed there
}

/** The chat's end of it: from a card to the signed token. */
const signIn = async (world: SignInWorld, begun: Awaited<ReturnType<typeof begin>>, as = 2) => {
  await world.press(as, 'confirm')
  const code = codeOf(await begun.browser.finish(await world.finishSecret(as))) ?? ''
  return (await begun.site.exchange(code, begun.minted.verifier)).status
}

describe('a portal in trouble when the card is due', () => {
  const troubles: readonly [string, Fault][] = [
    ['is down', refusedConnection],
    ['is busy (503)', answered(503, refusal('QUERY_LIMIT_EXCEEDED'))],
    ['has used up its time (429)', answered(429, refusal('OPERATION_TIME_LIMIT'))],
    ['does not know our credential', answered(401, refusal('INVALID_CREDENTIALS'))],
  ]
  test.each(troubles)(
    'it %s: the person is told to wait, the card comes once it is well, and only once',
    async (_, fault) => {
      const trouble = troubled(speaks, fault)
      const world = await createSignInWorld({ portal: trouble.portal })
      trouble.set(true)
      const started = begin(world)
      // Given back, not only logged: how long it waits is counted from then, and by the clock that is moved on below.
      await world.until(
        async () => (await world.rows('outbox')).some(({ is_taken: taken, attempts }) => !taken && attempts),
        'a try',
      )
      expect(world.logged.some((line) => line.includes('a message was not sent'))).toBe(true)
      expect(trouble.hits()).toBeGreaterThan(0)
      trouble.set(false)
      world.pass(61_000) // the longest pause there is
      const begun = await started
      expect(await world.cards(2)).toHaveLength(1)
      expect(await signIn(world, begun)).toBe(200)
    },
  )

  test('while it does not take the card, the page says so; afterwards it says where to answer', async () => {
    const trouble = troubled(speaks, refusedConnection)
    const world = await createSignInWorld({ portal: trouble.portal })
    const site = world.site('shop')
    const minted = await site.mint()
    const browser = world.browser()
    const view = await browser.start(minted)
    trouble.set(true)
    const followed = world.followLink(2, view)
    await world.until(async () => (await stateOf(world, minted)) === 'awaiting_confirm', 'the claim')
    const seen = async () => {
      world.pass(4000)
      return JSON.parse((await browser.status('shop')).text) as StarterView // our own route, typed there
    }
    expect(await seen()).toMatchObject({ state: 'awaiting_confirm', isAsked: false })
    trouble.set(false)
    await followed
    expect(await seen()).toMatchObject({ state: 'awaiting_confirm', isAsked: true })
  })
})

test('a portal that refuses the card for good: the pairing ends, and the page says why', async () => {
  const trouble = troubled(speaks, answered(400, refusal('ACCESS_DENIED')))
  const world = await createSignInWorld({ portal: trouble.portal })
  trouble.set(true)
  const begun = await begin(world)
  expect(await viewOf(world, begun)).toMatchObject({ state: 'expired', ending: 'notAsked' })
  expect(trouble.hits()).toBe(1)
})

describe('an answer that is lost', () => {
  const lost: Fault = async (request, pass) => {
    await pass(request)
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
  }
  const twice = async () => {
    const trouble = troubled(
      (url, body) => /Message\.send/.test(url + body),
      async (request, pass) => {
        trouble.set(false)
        return lost(request, pass)
      },
    )
    const world = await createSignInWorld({ portal: trouble.portal })
    trouble.set(true)
    const begun = await begin(world)
    const cards = await world.cards(2)
    return { world, begun, cards }
  }
  const pressCard = async (
    world: SignInWorld,
    card: {
      id: number
      authorId: number
      keyboard: readonly { COMMAND?: string | undefined; COMMAND_PARAMS?: string | undefined }[]
    },
  ) => {
    const [{ COMMAND = '', COMMAND_PARAMS = '' } = {}] = card.keyboard
    await world.control('press', {
      as: 2,
      messageId: card.id,
      botId: card.authorId,
      command: COMMAND,
      params: COMMAND_PARAMS,
    })
    await world.settle()
  }

  test('the card comes once more, with the same nonces', async () => {
    const { cards } = await twice()
    const [first, second, ...more] = cards.map(({ keyboard }) =>
      keyboard.map((button) => button.COMMAND_PARAMS),
    )
    expect(more).toEqual([])
    expect(first).toHaveLength(2)
    expect(second).toEqual(first)
  })

  test.each([
    ['the first', 0],
    ['the second', 1],
  ])('%s of both cards works and is edited; the other one says that it is decided', async (_, index) => {
    const { world, begun, cards } = await twice()
    const [pressed, other] = index === 0 ? cards : cards.toReversed()
    if (!pressed || !other) throw new Error('there are no two cards')
    await pressCard(world, pressed)
    expect(await stateOf(world, begun.minted)).toBe('confirmed')
    await pressCard(world, other)
    expect(await refusalsOf(world, begun.minted)).toEqual(['alreadyDecided'])
    const now = await world.cards(2)
    expect(now.map(({ keyboard }) => keyboard.filter(({ COMMAND }) => COMMAND !== undefined).length)).toEqual(
      [0, 0],
    )
    const code = codeOf(await begun.browser.finish(await world.finishSecret(2))) ?? ''
    expect((await begun.site.exchange(code, begun.minted.verifier)).status).toBe(200)
  })

  test('an edit may be repeated: the card says the outcome in the end', async () => {
    const trouble = troubled(
      (url, body) => /Message\.update/.test(url + body),
      async (request, pass) => {
        trouble.set(false)
        return lost(request, pass)
      },
    )
    const world = await createSignInWorld({ portal: trouble.portal })
    const begun = await begin(world)
    trouble.set(true)
    await world.press(2, 'decline')
    expect(trouble.hits()).toBe(1)
    expect(await stateOf(world, begun.minted)).toBe('declined')
    expect((await world.card(2)).text).toContain('Declined. Nobody was let in.')
  })

  test('a gateway’s page in place of an answer counts as a lost one', async () => {
    const trouble = troubled(
      (url, body) => /Message\.send/.test(url + body),
      async (request, pass) => {
        trouble.set(false)
        await pass(request)
        return new Response('<h1>Bad gateway</h1>', { status: 200, headers: { 'content-type': 'text/html' } })
      },
    )
    const world = await createSignInWorld({ portal: trouble.portal })
    trouble.set(true)
    const begun = await begin(world)
    expect(await world.cards(2)).toHaveLength(2)
    expect(await signIn(world, begun)).toBe(200)
  })
})

describe('a portal in trouble at the exchange', () => {
  test('the site is told to try again, the code stays good, and then works once', async () => {
    const trouble = troubled((url) => url.includes('user.get'), refusedConnection)
    const world = await createSignInWorld({ portal: trouble.portal })
    const { site, minted, code } = await collected(world)
    trouble.set(true)
    const first = await site.exchange(code, minted.verifier)
    expect([first.status, JSON.parse(first.text)]).toMatchObject([503, { error: 'temporarily_unavailable' }])
    trouble.set(false)
    expect((await site.exchange(code, minted.verifier)).status).toBe(200)
    expect((await site.exchange(code, minted.verifier)).status).toBe(400)
  })
})

test('a slow portal changes nothing but the wait', async () => {
  const trouble = troubled(speaks, async (request, pass) => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    return pass(request)
  })
  const world = await createSignInWorld({ portal: trouble.portal })
  trouble.set(true)
  const begun = await begin(world)
  expect(await viewOf(world, begun)).toMatchObject({ state: 'awaiting_confirm', isAsked: true })
  expect(await world.cards(2)).toHaveLength(1)
  expect(await signIn(world, begun)).toBe(200)
})
