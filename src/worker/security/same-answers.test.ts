import { proveInWorld } from '../../testing/worker/prove-guard.ts'
import type { Browser } from '../../testing/worker/sign-in-browser.ts'
import { begin, collected, confirmed } from '../../testing/worker/sign-in-steps.ts'
import { memberId, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import type { Stores } from '../store/create-stores.ts'

const victim = 2

/** One answer for each way in which a secret is not right. */
const oracle = async (act: Readonly<Record<string, () => Promise<{ status: number; text: string }>>>) => {
  const seen = new Set<string>()
  for (const one of Object.values(act)) {
    const { status, text } = await one()
    seen.add(`${status} ${text}`)
  }
  return `${Object.keys(act).length} cases, ${seen.size} answer${seen.size > 1 ? 's' : ''}`
}
/** A worker that says why, as its audit log knows it. */
const talkative: WorldOptions = (() => {
  let audit: Stores['audit'] | undefined
  let last = 0
  return {
    stores: (stores) => {
      audit = stores.audit
      last = 0
      return stores
    },
    answer: async (response) => {
      if (response.status < 400) return response
      const lines = (await audit?.list({ memberId, limit: 20 })) ?? []
      const newest = lines.find(({ kind, id }) => kind === 'refused' && id > last)
      last = newest?.id ?? last
      const why = newest ? String(newest.detail.reason) : 'unknown'
      return new Response(`${await response.text()} ${why}`, {
        status: response.status,
        headers: response.headers,
      })
    },
  }
})()

proveInWorld({
  guard: 'S15: every wrong code is exchanged for the same answer',
  attack: 'unknown, replayed, foreign, expired and mismatched codes are told apart',
  run: async (world) => {
    const used = await collected(world)
    await used.site.exchange(used.code, used.minted.verifier)
    const fresh = await collected(world)
    const answer = await oracle({
      unknown: () => used.site.exchange('ab'.repeat(32), used.minted.verifier),
      malformed: () => used.site.exchange('x', used.minted.verifier),
      replayed: () => used.site.exchange(used.code, used.minted.verifier),
      foreign: () => world.site('other').exchange(fresh.code, fresh.minted.verifier),
      mismatched: () => fresh.site.exchange(fresh.code, used.minted.verifier),
      expired: () => {
        world.pass(61_000)
        return fresh.site.exchange(fresh.code, fresh.minted.verifier)
      },
    })
    return answer
  },
  without: talkative,
  held: '6 cases, 1 answer',
  broken: /^6 cases, [3-6] answers/,
})

proveInWorld({
  guard: 'S15: every wrong start token gets the same answer',
  attack: 'unknown, used, foreign and expired start tokens are told apart',
  run: async (world) => {
    const site = world.site('shop')
    const used = await site.mint()
    await world.browser().start(used)
    const foreign = await world.site('other').mint()
    const late = await site.mint()
    const open = (start: string) => () => world.browser().tryStart('shop', start)
    return oracle({
      unknown: open('ab'.repeat(32)),
      malformed: open('x'),
      used: open(used.start),
      foreign: open(foreign.start),
      expired: () => {
        world.pass(11 * 60_000)
        return open(late.start)()
      },
    })
  },
  without: talkative,
  held: '5 cases, 1 answer',
  broken: /^5 cases, [2-5] answers/,
})

proveInWorld({
  guard: 'S15: every finish link that is not good gets the same answer',
  attack: 'unknown, used and expired finish secrets are told apart',
  run: async (world) => {
    const used = await confirmed(world)
    const usedSecret = await world.finishSecret(victim)
    await used.browser.finish(usedSecret)
    const late = await confirmed(world)
    const lateSecret = await world.finishSecret(victim)
    return oracle({
      unknown: () => late.browser.finish('ab'.repeat(32)),
      malformed: () => late.browser.finish('x'),
      used: () => used.browser.finish(usedSecret),
      expired: () => {
        world.pass(3 * 60_000)
        return late.browser.finish(lateSecret)
      },
    })
  },
  without: talkative,
  held: '4 cases, 1 answer',
  broken: /^4 cases, [2-4] answers/,
})

proveInWorld({
  guard: 'S15: every cookie that is not the starter’s gets the same answer',
  attack: 'no cookie, nonsense, unknown codes and a wrong secret are told apart',
  run: async (world) => {
    const { pairCode } = await begin(world, 'kiosk')
    const withCookie = (value: string | undefined) => () => {
      const tab: Browser = world.browser()
      if (value !== undefined) tab.jar.set('pairing-kiosk', value)
      return tab.collect('kiosk')
    }
    const [zeros, ones] = ['0'.repeat(64), '1'.repeat(64)]
    return oracle({
      none: withCookie(undefined),
      nonsense: withCookie('x'),
      unknown: withCookie(`${zeros}.${ones}`),
      wrong: withCookie(`${zeros}.${pairCode}`),
    })
  },
  without: {
    // A worker that looks for the code first and says what it found.
    answer: async (response, request) => {
      if (!request.url.endsWith('/collect')) return response
      const [, code = ''] = /\.([0-9a-f]{64})/.exec(request.headers.get('cookie') ?? '') ?? []
      const isThere = code !== '1'.repeat(64) && code !== ''
      return new Response(`${await response.text()} ${isThere ? 'known' : ''}`, { status: response.status })
    },
  },
  held: '4 cases, 1 answer',
  broken: /^4 cases, 2 answers/,
})

proveInWorld({
  guard: 'S19: who asks too fast is told to slow down, more each time',
  attack: 'twenty questions for the state without a pause',
  run: async (world) => {
    const site = world.site('shop')
    const minted = await site.mint()
    const statuses: number[] = []
    const words: string[] = []
    for (let count = 0; count < 20; count += 1) {
      const response = await site.status(minted.id)
      statuses.push(response.status)
      words.push(await response.text())
    }
    const wait = /Ask again in (\d+) s/.exec(words.at(-1) ?? '')?.[1]
    return `${statuses.filter((status) => status === 200).length} of 20 answered${wait ? `, ${wait} s by then` : ''}`
  },
  // The guard's clock runs past the pause with every question, so that it sees nobody hurry.
  without: rushedClock(),
  held: /^1 of 20 answered, \d{2,} s by then$/,
  broken: '20 of 20 answered',
})

function rushedClock(): WorldOptions {
  let seconds = 0
  return {
    launder: (request) => {
      seconds += 10
      return request
    },
    clock: (clock) => ({ now: () => clock.now() + seconds * 1000 }),
  }
}
