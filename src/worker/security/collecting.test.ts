import { expect, test } from 'vitest'
import { laundered, proveInWorld } from '../../testing/worker/prove-guard.ts'
import { codeOf } from '../../testing/worker/sign-in-browser.ts'
import { collected, confirmed, refusalsOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import {
  createSignInWorld,
  memberId,
  siteKeys,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'
import type { Stores } from '../store/create-stores.ts'

const victim = 2
const gets = (seen: { readonly status: number }) => (seen.status === 200 ? 'the result' : 'nothing')
const told = (answer: { readonly token: string | undefined; readonly status: number }) =>
  answer.token === undefined ? `refused ${answer.status}` : 'a token'

const racing = (apply: (real: Stores['pairings']) => Stores['pairings']['apply']): WorldOptions => ({
  stores: (stores) => ({ ...stores, pairings: { ...stores.pairings, apply: apply(stores.pairings) } }),
})
/** Whoever is slower writes over whoever was faster. */
const overAnyVersion = racing((real) => async (change) => {
  for (;;) {
    const newest = await real.find({ id: change.from.id })
    if (!newest) return 'stale'
    const { version } = newest
    const applied = await real.apply({ ...change, from: newest, to: { ...change.to, version: version + 1 } })
    if (applied !== 'stale') return applied
  }
})
const hundred = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 100 }, act))

proveInWorld({
  guard: 'S7: a result is collected once',
  attack: 'a hundred collects at once, with cookie and secret',
  run: async (world) => {
    const { browser } = await confirmed(world)
    const secret = await world.finishSecret(victim)
    const cookies = [...browser.jar]
    const answers = await hundred(() => {
      const tab = world.browser()
      for (const [name, value] of cookies) tab.jar.set(name, value)
      return tab.finish(secret)
    })
    return `${answers.filter(({ status }) => status === 200).length} of 100 get a result`
  },
  without: overAnyVersion,
  held: '1 of 100 get a result',
  broken: /^([2-9]|\d\d+) of 100/,
})

proveInWorld({
  guard: 'S7: a code is exchanged once',
  attack: 'a hundred exchanges at once, with key and verifier',
  run: async (world) => {
    const { site, minted, code } = await collected(world)
    const answers = await hundred(() => site.exchange(code, minted.verifier))
    return `${answers.filter(({ token }) => token !== undefined).length} of 100 get a token`
  },
  without: overAnyVersion,
  held: '1 of 100 get a token',
  broken: /^([2-9]|\d\d+) of 100/,
})

proveInWorld({
  guard: 'S8: a code is good with its own verifier alone',
  attack: 'a stolen code is exchanged with the verifier of another pairing',
  run: async (world) => {
    const { site, minted, code } = await collected(world)
    const other = await site.mint()
    return `${told(await site.exchange(code, other.verifier))}, ${(await refusalsOf(world, minted)).join()}`
  },
  without: laundered('exchanged', (event, { request }) => ({ ...event, challenge: request.challenge })),
  held: 'refused 400, wrongVerifier',
  broken: 'a token, ',
})

proveInWorld({
  guard: 'S8: a code is good for its own site alone',
  attack: 'a stolen code and verifier are exchanged with another site’s key',
  run: async (world) => {
    const { minted, code } = await collected(world)
    const answer = await world.site('other').exchange(code, minted.verifier)
    return `${told(answer)}, ${(await refusalsOf(world, minted)).join()}`
  },
  without: laundered('exchanged', (event, { siteId }) => ({ ...event, siteId })),
  held: 'refused 400, otherSite',
  broken: 'a token, ',
})

proveInWorld({
  guard: 'S8: a start token opens its own site’s page alone',
  attack: 'the start token of one site is posted at another’s',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const seen = await world.browser().tryStart('other', minted.start)
    return `${seen.status}, ${(await world.audit({ pairingId: minted.id })).at(-1)?.kind}`
  },
  without: racingFind(),
  held: '404, created',
  broken: '200, opened',
})

/** Every pairing that is found is said to be of the site `other`. */
function racingFind(): WorldOptions {
  return {
    stores: (stores) => ({
      ...stores,
      pairings: {
        ...stores.pairings,
        find: async (key) => {
          const found = await stores.pairings.find(key)
          return found && { ...found, siteId: 'other' }
        },
      },
    }),
  }
}

proveInWorld({
  guard: 'S8: what comes back is of the very request',
  attack: 'of two pairings of one browser, the first is collected with the second’s secret',
  run: async (world) => {
    const first = await confirmed(world)
    const firstSecret = await world.finishSecret(victim)
    const firstCookies = [...first.browser.jar]
    const second = await confirmed(world)
    const mixed = world.browser()
    for (const [name, value] of firstCookies) mixed.jar.set(name, value)
    const swapped = await mixed.finish(await world.finishSecret(victim))
    expect(firstSecret).not.toBe(await world.finishSecret(victim).catch(() => ''))
    return `${gets(swapped)}, ${await stateOf(world, second.minted)}`
  },
  without: laundered('collected', (event, { state }) => ({
    ...event,
    cookieDigest: state.starter?.cookieDigest ?? null,
  })),
  held: 'nothing, declined',
  broken: 'the result, consumed',
})

proveInWorld({
  guard: 'S8: another portal knows no such code',
  attack: 'the code is handed to the bot of another portal of this worker',
  run: async (world) => {
    const botId = await world.connectSecond()
    const minted = await world.site('shop').mint()
    const view = await world.browser().start(minted)
    const context = JSON.parse(new URL(view.webLink).searchParams.get('BOT_CONTEXT') ?? '{}') as object // our own link
    const at = 'http://localhost:8024'
    const asked = { dialogId: String(botId), context }
    const answer = await world.call(victim, 'im.v2.Chat.Bot.sendContext', asked, undefined, at)
    expect(answer.error).toBeUndefined()
    await world.settle()
    return stateOf(world, minted)
  },
  without: {
    stores: (stores) => ({
      ...stores,
      inbox: {
        ...stores.inbox,
        // What came from the second portal is taken for the first one's.
        put: async (arrivals) => {
          const [first] = await stores.portals.list()
          const main =
            (await stores.portals.list()).find(({ origin }) => origin.includes('127.0.0.1')) ?? first
          return stores.inbox.put(
            arrivals.map((arrival) => ({
              ...arrival,
              memberId: main?.memberId ?? '',
              botId: main?.bot?.botId ?? 0,
            })),
          )
        },
      },
    }),
  },
  held: 'pending',
  broken: 'awaiting_confirm',
})

const changedAnswer =
  (method: string, change: (user: Record<string, unknown>) => void): NonNullable<WorldOptions['portal']> =>
  (request, pass) =>
    request.url.includes(method)
      ? pass(request).then(async (response) => {
          const body = (await response.json()) as { result: Record<string, unknown>[] } // as the platform lists users
          body.result.forEach(change)
          return Response.json(body)
        })
      : undefined

proveInWorld({
  guard: 'S17: whoever is dismissed meanwhile gets in nowhere',
  attack: 'the user is dismissed between Confirm and the exchange',
  run: async (world) => {
    const { site, minted, code } = await collected(world)
    await world.control('dismiss', { userId: victim })
    const answer = await site.exchange(code, minted.verifier)
    return `${told(answer)}, ${(await refusalsOf(world, minted)).join()}`
  },
  without: {
    portal: changedAnswer('user.get', (user) => {
      user.ACTIVE = true
    }),
  },
  held: 'refused 400, inactiveUser',
  broken: 'a token, ',
})

const nowExtranet: WorldOptions = {
  portal: changedAnswer('user.get', (user) => {
    user.USER_TYPE = 'extranet'
  }),
}

proveInWorld({
  guard: 'S17: the exchange asks once more what kind of user it is',
  attack: 'an employee has become an extranet user between the card and the exchange',
  run: async (world) => {
    const { site, minted, code } = await collected(world)
    const answer = await site.exchange(code, minted.verifier)
    return `${told(answer)}, ${(await refusalsOf(world, minted)).join()}`
  },
  options: nowExtranet,
  without: laundered('exchanged', (event) => ({ ...event, standing: 'active' })),
  held: 'refused 400, inactiveUser',
  broken: 'a token, ',
})

test('S17: an extranet user gets a token where an admin allows it, and a user by e-mail does not', async () => {
  for (const [kind, outcome] of [
    ['extranet', 'a token'],
    ['email', 'refused 400'],
  ] as const) {
    const world = await createSignInWorld({
      portal: changedAnswer('user.get', (user) => {
        user.USER_TYPE = kind
      }),
    })
    const portal = await world.stores.portals.find(memberId)
    if (!portal) throw new Error('no portal')
    await world.stores.portals.setSettings(memberId, { ...portal.settings, allowsExtranet: true }, [])
    const { site, minted, code } = await collected(world)
    expect(told(await site.exchange(code, minted.verifier))).toBe(outcome)
  }
})

test('S17: while the portal cannot be asked nobody gets in, and the code stays good', async () => {
  let isDown = true
  const world = await createSignInWorld({
    portal: (request) =>
      isDown && request.url.includes('user.get')
        ? Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
        : undefined,
  })
  const { site, minted, code } = await collected(world)
  expect((await site.exchange(code, minted.verifier)).status).toBe(503)
  isDown = false
  expect(told(await site.exchange(code, minted.verifier))).toBe('a token')
})

proveInWorld({
  guard: 'S17: a portal that is switched off lets nobody in',
  attack: 'an admin switches pairing off between Confirm and the exchange',
  run: async (world) => {
    const { site, minted, code } = await collected(world)
    const portal = (await world.stores.portals.list())[0]
    if (!portal) throw new Error('no portal')
    await world.stores.portals.setSettings(portal.memberId, { ...portal.settings, isOn: false }, [])
    return told(await site.exchange(code, minted.verifier))
  },
  without: laundered('exchanged', (event) => ({ ...event, standing: 'active' })),
  held: 'refused 400',
  broken: 'a token',
})

/** What a browser would take from a page of a sibling host, or hand to a script. */
const weaknesses = (setCookie: string, isSecure: boolean): string => {
  const [pair = '', ...flags] = setCookie.split('; ')
  const has = (flag: string) => flags.some((one) => one.toLowerCase() === flag)
  const missing = [
    ...(isSecure && !pair.startsWith('__Host-') ? ['a sibling host can overwrite it'] : []),
    ...(isSecure && !has('secure') ? ['plain http carries it'] : []),
    ...(has('httponly') ? [] : ['scripts read it']),
    ...(has('samesite=lax') ? [] : ['other sites’ forms bring it']),
    ...(has('path=/') && !flags.some((flag) => /^domain=/i.test(flag))
      ? []
      : ['it is not this host’s alone']),
  ]
  return missing.join(', ') || 'nothing'
}
const cookieOf = async (world: SignInWorld) => {
  const minted = await world.site('shop').mint()
  return (await world.browser().tryStart('shop', minted.start)).headers.getSetCookie()[0] ?? ''
}

proveInWorld({
  guard: 'S16: a __Host- cookie, Secure, HttpOnly, SameSite=Lax, of this host alone',
  attack: 'a page of a sibling host, a script and a plain connection reach for the cookie',
  run: async (world) => weaknesses(await cookieOf(world), true),
  options: { publicUrl: 'https://pair.company.example' },
  without: {
    answer: (response) => {
      const [plain = ''] = response.headers.getSetCookie()[0]?.replace('__Host-', '').split('; ') ?? []
      const headers = new Headers(response.headers)
      if (plain) headers.set('set-cookie', plain)
      return new Response(response.body, { status: response.status, headers })
    },
  },
  held: 'nothing',
  broken: /overwrite.*plain http.*scripts.*forms.*alone/,
})

test('S16: on loopback over http the name is plain, the other flags stay', async () => {
  const cookie = await cookieOf(await createSignInWorld())
  expect(cookie).toMatch(/^pairing-shop=/)
  expect(weaknesses(cookie, false)).toBe('nothing')
})

proveInWorld({
  guard: 'S16: each start has a secret of its own',
  attack: 'the secret of an earlier pairing collects a later one (fixation)',
  run: async (world) => {
    const attacker = world.browser()
    await attacker.start(await world.site('kiosk').mint())
    const [secret = ''] = attacker.jar.get('pairing-kiosk')?.split('.') ?? []
    const { pairCode } = await confirmed(world, 'kiosk')
    attacker.jar.set('pairing-kiosk', `${secret}.${pairCode}`)
    return gets(await attacker.collect('kiosk'))
  },
  without: {
    // Every second secret of 32 bytes is the same: the code goes before the cookie.
    secrets: ({ randomHex }) => {
      let count = 0
      return {
        randomHex: (bytes) => (bytes === 32 && (count += 1) % 3 === 0 ? 'c'.repeat(64) : randomHex(bytes)),
      }
    },
  },
  held: 'nothing',
  broken: 'the result',
})

test('S8: state, issuer and nonce come back as they were sent, in the address and in the token', async () => {
  const world = await createSignInWorld()
  const { site, minted, browser } = await confirmed(world)
  const finished = await browser.finish(await world.finishSecret(victim))
  const { redirect } = JSON.parse(finished.text) as { redirect: string } // our own route, typed there
  const query = new URL(redirect).searchParams
  expect({ state: query.get('state'), iss: query.get('iss') }).toEqual({
    state: minted.state,
    iss: world.publicUrl,
  })
  const { token = '' } = await site.exchange(codeOf(finished) ?? '', minted.verifier, siteKeys.shop)
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ nonce: minted.nonce, aud: 'shop', iss: world.publicUrl })
})
