import { answerCommand } from '../../contract/pairing/answer-command.ts'
import { seedUsers } from '../../emulator/seed-credentials.ts'
import { ask, sessionOf } from '../../testing/worker/console-steps.ts'
import { laundered, proveGuard, proveInWorld } from '../../testing/worker/prove-guard.ts'
import { begin, refusalsOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import { memberId, type SignInWorld, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import { defaultPairingSettings } from '../portals/portal.ts'
import { createClientAddress, parseTrustedProxies } from '../host/trusted-proxies.ts'

const victim = 2
const anybody = laundered('context', (event) => ({ ...event, mayPair: true }))

for (const [who, userId] of Object.entries({
  'an extranet user': seedUsers.extranet,
  'a user by e-mail': seedUsers.email,
  'a guest of a collab': seedUsers.collaber,
}))
  proveInWorld({
    guard: 'S14: only employees of the portal pair',
    attack: `${who} follows the link`,
    run: async (world) => {
      const { minted } = await begin(world, 'shop', userId)
      return [await stateOf(world, minted), ...(await refusalsOf(world, minted))].join(', ')
    },
    without: anybody,
    held: 'pending, notEmployee',
    broken: 'awaiting_confirm',
  })

const switchOff = async (world: SignInWorld) => {
  const portal = await world.stores.portals.find(memberId)
  if (!portal) throw new Error('no portal')
  await world.stores.portals.setSettings(memberId, { ...portal.settings, isOn: false }, [])
}
/** What an admin has set, as everybody asks for it but the one who sets it. */
const alwaysOn: WorldOptions = {
  stores: (stores) => ({
    ...stores,
    portals: {
      ...stores.portals,
      find: async (id) => {
        const found = await stores.portals.find(id)
        return found && { ...found, settings: { ...found.settings, isOn: true } }
      },
    },
  }),
}

proveInWorld({
  guard: 'E8: an admin can switch all of it off',
  attack: 'links go on being minted and followed',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const view = await world.browser().start(minted)
    await switchOff(world)
    const next = await world.site('shop').tryMint()
    await world.followLink(victim, view)
    return `minting: ${next.status}, the link: ${await stateOf(world, minted)}`
  },
  without: alwaysOn,
  held: 'minting: 503, the link: pending',
  broken: 'minting: 201, the link: awaiting_confirm',
})

proveInWorld({
  guard: 'E8: what is under way ends when an admin switches all of it off',
  attack: 'a card that was out by then is confirmed',
  run: async (world) => {
    const { session } = await sessionOf(world, { userId: seedUsers.admin })
    const { minted } = await begin(world)
    const [asked, params] = [await world.card(victim), await world.buttonParams(victim, 'confirm')]
    await ask(world, session, 'PUT', '/api/settings', { ...defaultPairingSettings, isOn: false })
    await world.settle()
    const { id: messageId, authorId: botId } = asked
    await world.control('press', { as: victim, messageId, botId, command: answerCommand, params })
    await world.settle()
    const line = (await world.audit({ pairingId: minted.id })).find(({ kind }) => kind === 'expired')
    return `${await stateOf(world, minted)}, ${String(line?.detail.ending)} by ${line?.actor}`
  },
  without: {
    stores: (stores) => ({ ...stores, pairings: { ...stores.pairings, list: () => Promise.resolve([]) } }),
  },
  held: 'expired, switchedOff by admin:1',
  broken: /^confirmed/,
})

const booth = {
  id: 'booth',
  name: 'Booth',
  returnAddresses: ['https://booth.example/back'],
  policy: 'plain',
  isActive: true,
}

for (const [how, close] of Object.entries({
  'switched off': { method: 'PUT', body: { ...booth, isActive: false } },
  deleted: { method: 'DELETE', body: undefined },
}))
  proveInWorld({
    guard: `E8: what a site has under way ends when it is ${how}`,
    attack: 'a start address that was minted before is opened, and a card that is out is confirmed',
    run: async (world) => {
      const { session } = await sessionOf(world, { userId: seedUsers.admin })
      const { key } = (await (await ask(world, session, 'POST', '/api/sites', booth)).json()) as {
        key: string
      } // our own route, typed there
      const site = world.siteWith('booth', key)
      const [open, unopened] = [await site.mint(), await site.mint()]
      const browser = world.browser()
      await world.followLink(victim, await browser.start(open))
      const [asked, nonce] = [await world.card(victim), await world.buttonParams(victim, 'confirm')]
      await ask(world, session, close.method, '/api/sites/booth', close.body)
      await world.settle()
      const late = await world.browser().tryStart('booth', unopened.start)
      const { id: messageId, authorId: botId } = asked
      await world.control('press', { as: victim, messageId, botId, command: answerCommand, params: nonce })
      await world.settle()
      const card = (await world.card(victim)).text
      return `start: ${late.status}, ${await stateOf(world, open)}, card: ${/switched off, removed or changed/.test(card) ? 'says so' : card}`
    },
    without: {
      stores: (stores) => ({ ...stores, pairings: { ...stores.pairings, list: () => Promise.resolve([]) } }),
    },
    held: 'start: 404, expired, card: says so',
    broken: /awaiting_confirm|confirmed/,
  })

proveInWorld({
  guard: 'E5: a decided card has no buttons any more',
  attack: 'a card that was declined is pressed again by mistake',
  run: async (world) => {
    const { minted } = await begin(world)
    await world.press(victim, 'decline')
    return `${(await world.card(victim)).keyboard.length} buttons, ${await stateOf(world, minted)}`
  },
  without: {
    stores: (stores) => ({
      ...stores,
      pairings: {
        ...stores.pairings,
        apply: (change) =>
          stores.pairings.apply({ ...change, outbox: change.outbox.filter(({ kind }) => kind === 'card') }),
      },
    }),
  },
  held: '0 buttons, declined',
  broken: '2 buttons, declined',
})

proveGuard({
  guard: 'S13: the address on the card is the connection’s, or a trusted proxy’s word',
  attack: 'the attacker’s browser sends X-Forwarded-For: 10.0.0.1',
  ...(() => {
    const seenAs = (trusted: string) =>
      Promise.resolve(
        createClientAddress(parseTrustedProxies(trusted))({
          socket: '198.51.100.66',
          forwardedFor: '10.0.0.1',
        }) ?? 'unknown',
      )
    return { with: () => seenAs('127.0.0.1, 10.1.0.0/16'), without: () => seenAs('0.0.0.0/0') }
  })(),
  held: '198.51.100.66',
  broken: '10.0.0.1',
})

proveInWorld({
  guard: 'S9: setup codes are counted by address, and by all addresses together',
  attack: 'sixty setup codes are tried',
  run: async (world) => {
    const { refreshToken } = (await world.control('tokens', {})) as { refreshToken: string } // by the door's schema
    const statuses: number[] = []
    for (let count = 0; count < 60; count += 1) {
      const body = JSON.stringify({ refreshToken, setupCode: `guess number ${count}` })
      const headers = { 'content-type': 'application/json', 'x-test-address': '198.51.100.66' }
      const url = `${world.publicUrl}/api/portals`
      statuses.push((await world.fetch(new Request(url, { method: 'POST', headers, body }))).status)
    }
    const traded = world.requests.filter(({ url }) => url.includes('/oauth/')).length
    return `${statuses.filter((status) => status !== 429).length} heard, ${traded} traded`
  },
  without: {
    launder: (request) => {
      const headers = new Headers(request.headers)
      headers.set('x-test-address', String(Math.random()))
      return new Request(request, { headers })
    },
  },
  held: /^10 heard, \d traded|^10 heard, 10 traded/,
  broken: '60 heard, 20 traded',
})
