import { expect, test } from 'vitest'
import { laundered, proveInWorld } from '../../testing/worker/prove-guard.ts'
import { confirmed, refusalsOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import { createSignInWorld } from '../../testing/worker/sign-in-world.ts'

const victim = 2
const gets = (seen: { readonly status: number }) => (seen.status === 200 ? 'the result' : 'nothing')

proveInWorld({
  guard: 'Finish policy: the cookie alone collects nothing',
  attack: 'the attacker starts, the victim confirms, the attacker’s browser collects',
  run: async (world) => {
    const { minted, browser } = await confirmed(world)
    return `the attacker gets ${gets(await browser.collect('shop'))}, ${(await refusalsOf(world, minted)).join()}`
  },
  without: laundered('collected', (event, { state }) => ({
    ...event,
    finishDigest: state.name === 'confirmed' ? state.finishDigest : null,
  })),
  held: 'the attacker gets nothing, wrongSecret',
  broken: 'the attacker gets the result, ',
})

proveInWorld({
  guard: 'Finish policy: the secret alone collects nothing, and ends it',
  attack: 'the finish link is stolen and opened in another browser',
  run: async (world) => {
    const { minted } = await confirmed(world)
    const thief = world.browser({ address: '198.51.100.9' })
    const got = gets(await thief.finish(await world.finishSecret(victim)))
    return `the thief gets ${got}, ${await stateOf(world, minted)}`
  },
  without: laundered('collected', (event, { state }) => ({
    ...event,
    cookieDigest: state.starter?.cookieDigest ?? null,
  })),
  held: 'the thief gets nothing, declined',
  broken: 'the thief gets the result, consumed',
})

proveInWorld({
  guard: 'Finish policy: opened where it was not started, it ends',
  attack: 'the victim presses “Finish” on an attacker’s pairing, the attacker has the secret later',
  run: async (world) => {
    const { minted, browser } = await confirmed(world)
    const secret = await world.finishSecret(victim)
    const own = await world.browser({ address: '192.0.2.44' }).look(secret)
    const later = gets(await browser.finish(secret))
    const found = await world.stores.pairings.find({ id: minted.id })
    const ending = found && 'ending' in found.state ? found.state.ending : 'no ending'
    const noted = (await world.audit({ pairingId: minted.id })).some(({ kind }) => kind === 'declined')
    return `the victim sees ${own.status}, ${ending}, ${noted ? 'audited' : 'not audited'}, the attacker gets ${later}`
  },
  without: laundered('finishLooked', (event, { state }) => ({
    ...event,
    cookieDigest: state.starter?.cookieDigest ?? null,
  })),
  held: 'the victim sees 409, startedElsewhere, audited, the attacker gets nothing',
  broken: 'the victim sees 200, no ending, not audited, the attacker gets the result',
})

proveInWorld({
  guard: 'Finish policy: another cookie of the same site is not the starter’s',
  attack: 'the cookie of the attacker’s own pairing is brought with the victim’s secret',
  run: async (world) => {
    const { minted } = await confirmed(world)
    const thief = world.browser()
    await thief.start(await world.site('shop').mint())
    return `${gets(await thief.finish(await world.finishSecret(victim)))}, ${await stateOf(world, minted)}`
  },
  without: laundered('collected', (event, { state }) => ({
    ...event,
    cookieDigest: state.starter?.cookieDigest ?? null,
  })),
  held: 'nothing, declined',
  broken: 'the result, consumed',
})

test('Plain policy protects from less: the browser that started it collects whatever the victim confirms', async () => {
  const world = await createSignInWorld()
  const { browser } = await confirmed(world, 'kiosk')
  expect(gets(await browser.collect('kiosk'))).toBe('the result')
})

proveInWorld({
  guard: 'Plain policy: the cookie of the starter collects, no other',
  attack: 'a browser that knows the code, and another secret, collects',
  run: async (world) => {
    const { minted, pairCode } = await confirmed(world, 'kiosk')
    const thief = world.browser()
    thief.jar.set('pairing-kiosk', `${'0'.repeat(64)}.${pairCode}`)
    return `${gets(await thief.collect('kiosk'))}, ${await stateOf(world, minted)}`
  },
  without: {
    ...laundered('collected', (event, { state }) => ({
      ...event,
      cookieDigest: state.starter?.cookieDigest ?? null,
    })),
    secrets: () => ({ isEqual: () => true }),
  },
  held: 'nothing, confirmed',
  broken: 'the result, consumed',
})
