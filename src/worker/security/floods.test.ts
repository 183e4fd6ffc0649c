import { expect, test } from 'vitest'
import { encodeForm } from '../../lib/form-codec.ts'
import { proveInWorld } from '../../testing/worker/prove-guard.ts'
import { begin, confirmed, pairCodeOf, refusalsOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import type { Stores } from '../store/create-stores.ts'
import { step as realStep } from '../pairing/pairing-machine.ts'
import {
  createSignInWorld,
  memberId,
  secondMemberId,
  setupCode,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'

const victim = 2

/** Every request comes from another address: whoever counts by address sees nobody twice. */
const everywhere: WorldOptions = {
  launder: (request) => {
    const headers = new Headers(request.headers)
    headers.set('x-test-address', `198.51.100.${Math.random()}`)
    return new Request(request, { headers })
  },
}
const countOf = (statuses: readonly number[], status: number) =>
  statuses.filter((one) => one === status).length

/** Every key is looked up, so that a right one is never held up; what a guesser hears of wrong ones is what is rationed. */
const toldOf = (statuses: readonly number[]) =>
  `${countOf(statuses, 401)} told that they are wrong, ${countOf(statuses, 429)} to wait`

proveInWorld({
  guard: 'S9: starts are counted by address, and a success starts no new count',
  attack: 'forty start tokens are tried from one address, every fifth is good',
  run: async (world) => {
    const statuses: number[] = []
    for (let count = 0; count < 40; count += 1) {
      const start = count % 5 === 0 ? (await world.site('shop').mint()).start : 'ab'.repeat(32)
      statuses.push((await world.browser().tryStart('shop', start)).status)
    }
    return `${40 - countOf(statuses, 429)} of 40 looked at`
  },
  options: { settings: { startsPerMinute: 10 } },
  without: everywhere,
  held: '10 of 40 looked at',
  broken: '40 of 40 looked at',
})

proveInWorld({
  guard: 'S9: pairings are counted by site',
  attack: 'a leaked key mints forty pairings at once',
  run: async (world) => {
    const statuses: number[] = []
    for (let count = 0; count < 40; count += 1) statuses.push((await world.site('shop').tryMint()).status)
    return `${countOf(statuses, 201)} minted`
  },
  options: { settings: { mintsPerMinute: 10 } },
  without: { settings: { mintsPerMinute: 1000 } },
  held: '10 minted',
  broken: '40 minted',
})

proveInWorld({
  guard: 'S9: wrong site keys are counted by address, right ones are not held up',
  attack: 'a hundred keys are tried from one address',
  run: async (world) => {
    const site = world.site('shop')
    const statuses: number[] = []
    for (let count = 0; count < 100; count += 1)
      statuses.push((await site.tryMint({}, `guess-guess-guess-${count}`)).status)
    return `${toldOf(statuses)}; the right one: ${(await site.tryMint()).status}`
  },
  without: everywhere,
  held: '30 told that they are wrong, 70 to wait; the right one: 201',
  broken: '100 told that they are wrong, 0 to wait; the right one: 201',
})

proveInWorld({
  guard: 'S9: finish secrets are counted by address',
  attack: 'a hundred secrets are tried from one address',
  run: async (world) => {
    await confirmed(world)
    const browser = world.browser()
    const statuses: number[] = []
    for (let count = 0; count < 100; count += 1)
      statuses.push((await browser.look(String(count).padStart(64, '0'))).status)
    return `${countOf(statuses, 404)} of 100 looked at`
  },
  options: { settings: { startsPerMinute: 5 } },
  without: everywhere,
  held: '20 of 100 looked at',
  broken: '100 of 100 looked at',
})

proveInWorld({
  guard: 'S9: nobody fills the audit log with refusals',
  attack: 'five hundred collects of a pairing that nobody has confirmed',
  run: async (world) => {
    const { browser, minted } = await begin(world)
    for (let count = 0; count < 500; count += 1) await browser.collect('shop')
    await world.settle()
    const lines = await world.rows('audit')
    return `${lines.filter((row) => row.pairing_id === minted.id && row.kind === 'refused').length} lines`
  },
  without: everyRefusalWritten(),
  held: '20 lines',
  broken: '500 lines',
})

proveInWorld({
  guard: 'S9: nobody fills the audit log with refusals by starting many pairings',
  attack: 'twenty pairings are started, and each is collected twenty times too early',
  run: async (world) => {
    for (let started = 0; started < 20; started += 1) {
      const browser = world.browser()
      await browser.start(await world.site('shop').mint())
      for (let count = 0; count < 20; count += 1) await browser.collect('shop')
    }
    const lines = await world.rows('audit')
    const countOfKind = (wanted: string) => lines.filter(({ kind }) => kind === wanted).length
    return `${countOfKind('refused')} refusals, ${countOfKind('notWritten')} traces say that more is missing`
  },
  without: everyRefusalWritten(),
  held: '60 refusals, 17 traces say that more is missing',
  broken: /^400 refusals/,
})

/** One share for all that is tried with a pairing, whoever tries it. */
const oneShareForAll = (): WorldOptions => {
  const written = new Map<string | null, number>()
  return {
    stores: (stores) => ({
      ...stores,
      audit: {
        ...stores.audit,
        append: (lines) => {
          const kept = lines.filter(({ kind, pairingId }) => {
            const count = (written.get(pairingId) ?? 0) + 1
            written.set(pairingId, count)
            return kind !== 'refused' || count <= 20
          })
          return stores.audit.append(kept)
        },
      },
    }),
  }
}

proveInWorld({
  guard: 'Trace: nobody hides behind their own noise what somebody else tried',
  attack: 'the starter collects fifty times too early, then a colleague types the answer',
  run: async (world) => {
    const { browser, minted } = await begin(world)
    for (let count = 0; count < 50; count += 1) await browser.collect('shop')
    const text = `/pairing_answer ${await world.buttonParams(2, 'confirm')}`
    await world.control('say', { as: 1, dialogId: String(await world.botId()), text })
    await world.settle()
    const trace = await world.audit({ pairingId: minted.id })
    const isSeen = trace.some(({ kind, detail }) => kind === 'refused' && detail.event === 'pressed')
    const isCutSaid = trace.some(({ kind }) => kind === 'notWritten')
    return `the press is ${isSeen ? 'seen' : 'hidden'}, that lines are missing is ${isCutSaid ? 'said' : 'not said'}`
  },
  without: oneShareForAll(),
  held: 'the press is seen, that lines are missing is said',
  broken: /^the press is hidden/,
})

proveInWorld({
  guard: 'E3: a look at the finish page is no step',
  attack: 'three hundred looks at once by whoever has cookie and secret',
  run: async (world) => {
    const { browser, minted } = await confirmed(world)
    const secret = await world.finishSecret(2)
    const seen = await Promise.all(Array.from({ length: 300 }, () => browser.look(secret)))
    const lines = (await world.audit({ pairingId: minted.id })).filter(({ kind }) => kind === 'finishLooked')
    const failed = seen.filter(({ status }) => status >= 500).length
    return failed === 0 ? `all answered, ${lines.length} line` : 'some failed'
  },
  without: {
    step: (pairing, event, now) => {
      const { state } = pairing
      const unseen = state.name === 'confirmed' ? { ...state, isLookedAt: false } : state
      return realStep({ ...pairing, state: unseen }, event, now)
    },
  },
  held: 'all answered, 1 line',
  broken: 'some failed',
})

proveInWorld({
  guard: 'Trace: codes that one person tries out hide nothing of what another tries',
  attack: 'a person sends eighty unknown codes, then a colleague sends one',
  run: async (world) => {
    const dialogId = String(await world.botId())
    for (let count = 0; count < 81; count += 1) {
      const context = { pairCode: String(count).padStart(64, '0') }
      await world.call(count < 80 ? 2 : 1, 'im.v2.Chat.Bot.sendContext', { dialogId, context })
      await world.settle()
    }
    const seen = await world.audit()
    const countOfLines = (of: string, by: string) =>
      seen.filter(({ kind, actor }) => kind === of && actor === by).length
    const { text } = await world.metrics.print()
    const counted = /pairing_refused_total\{reason="unknownCode"\} (\d+)/.exec(text)?.[1] ?? 0
    const lines = ['user:1', 'user:2'].map((by) => `${by} ${countOfLines('refused', by)}`).join(', ')
    return `${lines}, cut ${countOfLines('notWritten', 'worker')}, counted ${counted}`
  },
  without: oneShareForAll(),
  held: 'user:1 1, user:2 20, cut 1, counted 81',
  broken: /^user:1 0,/,
})

/** A worker that writes each refusal down. */
function everyRefusalWritten(): WorldOptions {
  let audit: Stores['audit'] | undefined
  return {
    stores: (stores) => {
      audit = stores.audit
      const append: Stores['audit']['append'] = (lines) =>
        stores.audit.append(lines.filter(({ kind }) => kind !== 'refused'))
      return { ...stores, audit: { ...stores.audit, append } }
    },
    step: (pairing, event, now) => {
      const outcome = realStep(pairing, event, now)
      const { memberId: of, id: pairingId } = pairing
      const line = { at: now, memberId: of, pairingId, actor: 'browser', kind: 'refused', detail: {} }
      if (outcome.kind === 'refused') void audit?.append([line])
      return outcome
    },
  }
}

const connectedApp = async (world: SignInWorld) => {
  const { refreshToken } = (await world.control('tokens', {})) as { refreshToken: string } // by the door's schema
  const answer = await world.fetch(
    new Request(`${world.publicUrl}/api/portals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken, setupCode }),
    }),
  )
  expect(answer.status).toBe(200)
}

proveInWorld({
  guard: 'S20: what comes to the open address costs the portal a few requests a minute at most',
  attack: 'a stranger who knows the member id posts a hundred app updates with made-up tokens',
  run: async (world) => {
    await connectedApp(world)
    world.requests.length = 0
    const data = { VERSION: '2', PREVIOUS_VERSION: '1', LANGUAGE_ID: 'en', ACTIVE: 'Y', INSTALLED: 'Y' }
    const auth = { member_id: memberId, application_token: 'guess', access_token: 'guess' }
    const body = encodeForm({ event: 'ONAPPUPDATE', data, ts: 1, auth })
    const statuses = new Set<number>()
    for (let count = 0; count < 100; count += 1) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const request = new Request(`${world.publicUrl}/hooks/app/guess`, { method: 'POST', headers, body })
      statuses.add((await world.fetch(request)).status)
    }
    expect([...statuses]).toEqual([200])
    return `${world.requests.length} requests`
  },
  options: { settings: { portal: undefined } },
  without: {
    change: (side) => ({
      ...side,
      proveArrival: ({ portal, envelope }) => side.proveArrival({ portal, envelope }),
    }),
  },
  held: '5 requests',
  broken: '100 requests',
})

proveInWorld({
  guard: 'S29: a card whose answer was lost is sent once more, and never a third time',
  attack: 'the portal takes every card and no answer comes back',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const pairCode = pairCodeOf((await world.browser().start(minted)).webLink)
    const asked = { dialogId: String(await world.botId()), context: { pairCode } }
    await world.call(victim, 'im.v2.Chat.Bot.sendContext', asked)
    const seen = async () => (await world.cards(victim)).length
    let last = -1
    for (let quiet = 0; quiet < 6;) {
      world.pass(60_000)
      await new Promise((resolve) => setTimeout(resolve, 60))
      const now = await seen()
      quiet = now === last ? quiet + 1 : 0
      last = now
      if (last > 6) break
    }
    return `${last > 6 ? 'more than 6' : last} cards, ${await stateOf(world, minted)}`
  },
  options: {
    portal: (request, pass) =>
      request.url.includes('Message.send')
        ? pass(request).then(() => Promise.reject(new TypeError('fetch failed: socket hang up')))
        : undefined,
  },
  without: {
    stores: (stores) => ({
      ...stores,
      outbox: {
        ...stores.outbox,
        settle: (outcomes) =>
          stores.outbox.settle(
            new Map(
              [...outcomes].map(([id, outcome]) => [
                id,
                outcome.kind === 'unanswered' || outcome.kind === 'dead'
                  ? ({ kind: 'later', afterMs: 0 } as const)
                  : outcome,
              ]),
            ),
          ),
      },
    }),
  },
  held: /^2 cards/,
  broken: /^more than 6 cards/,
})

proveInWorld({
  guard: 'S15: an unknown code in a chat is answered by silence',
  attack: 'a person sends codes and waits for a difference',
  run: async (world) => {
    const { pairCode, minted } = await begin(world, 'shop', 3)
    await world.sendContext(victim, { pairCode: 'ab'.repeat(32) })
    const unknown = (await world.cards(victim)).length
    await world.sendContext(victim, { pairCode })
    const claimed = (await world.cards(victim)).length
    const inside = (await refusalsOf(world, minted)).join()
    return `${unknown === claimed ? 'no difference' : 'claimed codes show'} (${inside})`
  },
  without: {
    step: (pairing, event, now) => {
      const open = { name: 'pending', starter: pairing.state.starter } as const
      return realStep(event.type === 'context' ? { ...pairing, state: open } : pairing, event, now)
    },
  },
  held: 'no difference (alreadyClaimed)',
  broken: 'claimed codes show ()',
})

test('S28: codes that one portal’s people try out hide nothing of what happens in another', async () => {
  const world = await createSignInWorld()
  const botId = await world.connectSecond()
  for (let count = 0; count < 80; count += 1) {
    const asked = { dialogId: String(botId), context: { pairCode: String(count).padStart(64, '0') } }
    await world.call(1 + (count % 4), 'im.v2.Chat.Bot.sendContext', asked, undefined, 'http://localhost:8024')
  }
  await world.settle()
  await world.sendContext(victim, { pairCode: 'ab'.repeat(32) })
  const strays = (lines: readonly { kind: string }[]) => lines.filter(({ kind }) => kind === 'refused').length
  expect(strays(await world.audit({ memberId: secondMemberId }))).toBe(60)
  expect(strays(await world.audit())).toBe(1)
})

proveInWorld({
  guard: 'S9: addresses of one network are counted as one',
  attack: 'a hundred keys are tried from a hundred addresses of one IPv6 network',
  run: async (world) => {
    const statuses: number[] = []
    for (let count = 0; count < 100; count += 1) {
      const headers = {
        authorization: `Bearer guess-guess-guess-${count}`,
        'content-type': 'application/json',
        'x-test-address': `2001:db8:1:2::${count.toString(16)}`,
      }
      const request = new Request(`${world.publicUrl}/pairings`, { method: 'POST', headers, body: '{}' })
      statuses.push((await world.fetch(request)).status)
    }
    return toldOf(statuses)
  },
  without: everywhere,
  held: '30 told that they are wrong, 70 to wait',
  broken: '100 told that they are wrong, 0 to wait',
})

proveInWorld({
  guard: 'S12: a HEAD opens no stream',
  attack: 'a thousand HEADs to the live status of one’s own pairing, whose page then asks for it',
  run: async (world) => {
    const { browser } = await begin(world)
    const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const ask = (method: string) =>
      world.fetch(new Request(`${world.publicUrl}/pair/shop/events`, { method, headers: { cookie } }))
    for (let count = 0; count < 1000; count += 1) await ask('HEAD')
    const stream = await ask('GET')
    await stream.body?.cancel()
    return stream.status === 200 ? 'the page listens' : `refused ${stream.status}`
  },
  without: {
    // What the routes saw before: a GET, whose body nobody reads.
    launder: (request) => (request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request),
  },
  held: 'the page listens',
  broken: 'refused 503',
})

/** Every request comes a minute later: whoever counts by minutes sees one in each. */
function aMinuteEach(): WorldOptions {
  let minutes = 0
  return {
    launder: (request) => {
      minutes += 1
      return request
    },
    clock: (clock) => ({ now: () => clock.now() + minutes * 60_000 }),
  }
}

proveInWorld({
  guard: 'S9: made-up console tokens leave the portal’s requests to the cards',
  attack: 'three hundred made-up access tokens from three hundred networks ask for a session',
  run: async (world) => {
    world.requests.length = 0
    for (let count = 0; count < 300; count += 1) {
      const headers = {
        'content-type': 'application/json',
        'x-test-address': `198.51.${count >> 8}.${count & 255}`,
      }
      const body = JSON.stringify({ accessToken: `made-up-${count}`, domain: '127.0.0.1:8024' })
      await world.fetch(new Request(`${world.publicUrl}/api/session`, { method: 'POST', headers, body }))
    }
    return `${world.requests.filter(({ url }) => /app\.info|profile/.test(url)).length} requests to the portal`
  },
  without: aMinuteEach(),
  held: /^[1-6]?\d requests to the portal$/,
  broken: '300 requests to the portal',
})
