import { expect, test } from 'vitest'
import { ask, sessionOf } from '../testing/worker/console-steps.ts'
import { codeOf } from '../testing/worker/sign-in-browser.ts'
import { refusalsOf, stateOf } from '../testing/worker/sign-in-steps.ts'
import { createSignInWorld, memberId, type WorldOptions } from '../testing/worker/sign-in-world.ts'
import { seedUsers } from '../emulator/seed-credentials.ts'

const victim = 2
const booth = {
  id: 'booth',
  name: 'Booth',
  returnAddresses: ['https://booth.example/back', 'https://booth.example/other'],
  policy: 'plain' as const,
  isActive: true,
}
/** Nothing that was left open is looked for: only who asks meets the site as it is. */
const withoutCatchingUp: WorldOptions = {
  stores: (stores) => ({
    ...stores,
    pairings: { ...stores.pairings, listSitesOfOpen: () => Promise.resolve([]) },
  }),
}

/** A site that an admin made, with a card out in somebody's chat. */
const withBooth = async (options: WorldOptions = {}) => {
  const world = await createSignInWorld(options)
  const { session } = await sessionOf(world, { userId: seedUsers.admin })
  const made = await ask(world, session, 'POST', '/api/sites', booth)
  const { key } = (await made.json()) as { key: string } // our own route, typed there
  const site = world.siteWith('booth', key)
  const minted = await site.mint()
  const browser = world.browser()
  await world.followLink(victim, await browser.start(minted))
  const stored = await world.stores.sites.find('booth')
  if (!stored) throw new Error('no site')
  return { world, session, site, minted, browser, stored }
}

test('what a killed worker left open for a deleted site is ended', async () => {
  const { world, minted, stored } = await withBooth()
  await world.stores.sites.remove(stored, [])
  await world.until(async () => (await stateOf(world, minted)) === 'expired', 'the end')
  await world.settle()
  expect((await world.card(victim)).text).toMatch(/switched off, removed or changed/)
})

test('a site that is closed gets no result, though what it had open has not been ended yet', async () => {
  const { world, minted, browser, stored } = await withBooth(withoutCatchingUp)
  await world.press(victim, 'confirm')
  expect(await stateOf(world, minted)).toBe('confirmed')
  await world.stores.sites.remove(stored, [])
  expect(codeOf(await browser.collect('booth'))).toBeUndefined()
  expect((await world.stores.pairings.find({ id: minted.id }))?.state).toMatchObject({ ending: 'siteClosed' })
})

test('the page of a deleted site says what happened, and does not call itself unknown', async () => {
  const { world, session, browser } = await withBooth()
  await ask(world, session, 'DELETE', '/api/sites/booth')
  expect(JSON.parse((await browser.status('booth')).text)).toMatchObject({
    state: 'expired',
    ending: 'siteClosed',
    site: { name: 'booth', host: 'booth.example' },
  })
})

for (const [what, change, state] of [
  ['whose return address is gone', { returnAddresses: ['https://booth.example/other'] }, 'expired'],
  ['whose policy has changed', { policy: 'finish' }, 'expired'],
  ['whose name alone has changed', { name: 'New Booth' }, 'awaiting_confirm'],
] as const)
  test(`a pairing ${what} is ${state}`, async () => {
    const { world, session, minted } = await withBooth()
    await ask(world, session, 'PUT', '/api/sites/booth', { ...booth, ...change })
    expect(await stateOf(world, minted)).toBe(state)
  })

test('an exchange after the switch-off says so, and nothing of the user', async () => {
  const { world, site, minted, browser } = await withBooth()
  await world.press(victim, 'confirm')
  const code = codeOf(await browser.collect('booth')) ?? ''
  const portal = await world.stores.portals.find(memberId)
  if (!portal) throw new Error('no portal')
  await world.stores.portals.setSettings(memberId, { ...portal.settings, isOn: false }, [])
  expect((await site.exchange(code, minted.verifier)).token).toBeUndefined()
  expect(await refusalsOf(world, minted)).toEqual(['switchedOff'])
})
