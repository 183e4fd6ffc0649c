import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeWebLink } from '../../contract/deep-link/deep-link.ts'
import { returnAddressProblem } from '../../contract/pairing/site-fields.ts'
import { proveGuard, proveInWorld } from '../../testing/worker/prove-guard.ts'
import { begin, collected, confirmed, pairCodeOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import { createSignInWorld, type SignInWorld, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import { foreignWords } from '../pairing/foreign-words.ts'
import { step as realStep } from '../pairing/pairing-machine.ts'
import { postOver } from '../../testing/worker/post-over.ts'
import { sendGuarded } from '../portals/guarded-post.ts'
import { portalAddressOf } from '../portals/portal-address.ts'

const victim = 2

test('S1: whatever a link’s context says arrives as it was said, decoded once', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(fc.dictionary(text, text), (context) => {
      const link = encodeWebLink({ portalOrigin: 'https://p.example', botDialogId: '5', context })
      const said: unknown = JSON.parse(new URL(link).searchParams.get('BOT_CONTEXT') ?? '')
      expect(JSON.stringify(said)).toBe(JSON.stringify(context))
    }),
  )
})

/** Every text of a delivery is percent-decoded once more. */
const decodedTwice: WorldOptions = {
  launder: async (request) => {
    if (!new URL(request.url).pathname.startsWith('/hooks/')) return request
    const text = await request.clone().text()
    const again = text.replaceAll(/%25([0-9a-f]{2})/gi, '%$1')
    return new Request(request.url, { method: 'POST', headers: request.headers, body: again })
  },
}

proveInWorld({
  guard: 'S1: a code is decoded once, before it is looked for',
  attack: 'the code comes percent-encoded, past whoever filters for it',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const code = pairCodeOf((await world.browser().start(minted)).webLink)
    const hidden = [...code].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
    await world.sendContext(victim, { pairCode: hidden })
    return stateOf(world, minted)
  },
  without: decodedTwice,
  held: 'pending',
  broken: 'awaiting_confirm',
})

/** The registered address is `https://shop.example/back`. */
const openRedirects = [
  'https://shop.example/back/',
  'https://shop.example/back?next=https://evil.example',
  'https://shop.example/back/../../evil',
  'https://shop.example/back#x',
  'https://shop.example/backdoor',
  'https://shop.example.evil.example/back',
  'https://shop.example@evil.example/back',
  'https://SHOP.example/back',
  'https://shop.example/BACK',
  'https://shop.example/%62ack',
  'https://shop.example:443/back',
  'https://shop.example:8443/back',
  'http://shop.example/back',
  'https:/shop.example/back',
  'https:\\\\shop.example\\back',
  '//shop.example/back',
  ' https://shop.example/back',
  'https://shop.example/back\n',
  'javascript:alert(1)//https://shop.example/back',
  'data:text/html,https://shop.example/back',
  'https://evil.example/https://shop.example/back',
  '',
]

proveInWorld({
  guard: 'S25: the return address is a registered one, character by character',
  attack: `${openRedirects.length} addresses that look like it`,
  run: async (world) => {
    const statuses: number[] = []
    for (const address of openRedirects)
      statuses.push((await world.site('shop').tryMint({ return_to: address })).status)
    expect((await world.site('shop').tryMint()).status).toBe(201)
    return `${statuses.filter((status) => status === 201).length} accepted`
  },
  without: {
    // The comparison of somebody in a hurry: the right words stand somewhere in it.
    sites: (sites) =>
      sites.map((site) => ({
        ...site,
        returnAddresses: Object.assign([...site.returnAddresses], {
          includes: (address: string) => /shop\.example|\/back/i.test(address),
        }),
      })),
  },
  held: '0 accepted',
  broken: '21 accepted',
})

proveInWorld({
  guard: 'S2: a site leads back over https alone',
  attack: 'a site is registered with javascript:, and a sign-in leads there',
  run: async (world) => {
    const address = 'javascript:alert(document.domain)'
    const site = world.site('shop')
    const answer = await site.tryMint({ return_to: address })
    if (answer.status !== 201)
      return `registering: ${returnAddressProblem(address)?.slice(0, 24)}, minting: ${answer.status}`
    const minted = await site.mint({ return_to: address })
    const browser = world.browser()
    await world.followLink(victim, await browser.start(minted))
    await world.press(victim, 'confirm')
    const { text } = await browser.finish(await world.finishSecret(victim))
    return `${await stateOf(world, minted)}, ${text.includes('javascript:') ? 'the browser goes to javascript:' : text}`
  },
  without: {
    sites: (sites) =>
      sites.map((site) => ({ ...site, returnAddresses: ['javascript:alert(document.domain)'] })),
  },
  held: 'registering: must begin with https://, minting: 400',
  broken: 'consumed, the browser goes to javascript:',
})

test('S2: the links of a pairing are https (or loopback) and bx alone', async () => {
  const world = await createSignInWorld()
  const view = await world.browser().start(await world.site('shop').mint())
  expect([view.webLink, view.chatLink, view.appLink].map((link) => link.split(':')[0])).toEqual([
    'http',
    'http',
    'bx',
  ])
})

const evilName =
  '[url=https://evil.example]Confirm[/url] [b]Bank[/b]\n[send=/pairing_answer x]ok[/send] evil.example'

/** The card's text as it leaves, with the foreign words as they came: what `foreignWords` did is undone. */
const withRawWords = (raw: string): WorldOptions => ({
  portal: (request, pass) => {
    if (!request.url.includes('Message.send')) return undefined
    return (async () => {
      const text = await request.text()
      const quoted = JSON.stringify(raw).slice(1, -1)
      const body = text.replaceAll(foreignWords(raw), () => quoted)
      return pass(new Request(request.url, { method: 'POST', headers: request.headers, body }))
    })()
  },
})

proveInWorld({
  guard: 'S3: no foreign word can be BB code, a link or a line of its own',
  attack: 'the site’s claimed name carries a link, bold letters and a command',
  run: async (world) => {
    const minted = await world.site('shop').mint({ initiator: evilName })
    await world.followLink(victim, await world.browser().start(minted))
    const { text } = await world.card(victim)
    const found = ['[url=', '[send=', '[b]Bank', 'evil.example'].filter((one) => text.includes(one))
    return found.join(' ') || 'nothing of it'
  },
  without: withRawWords(evilName),
  held: 'nothing of it',
  broken: '[url= [send= [b]Bank evil.example',
})

test('S3: whatever is claimed, a card holds no BB code but its own, no link, no second line of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (claimed) => {
      const said = foreignWords(claimed)
      expect(said).not.toMatch(/[[\]<>\n\r/\\:()"`\u202a-\u202e\u2066-\u2069\u0000-\u001f]/u)
      expect([...said].length).toBeLessThanOrEqual(48)
    }),
  )
})

/** What a person cannot see on a card, and how its buttons differ. */
const lacks = async (world: SignInWorld): Promise<string> => {
  const { text, keyboard } = await world.card(victim)
  const [confirm, decline] = keyboard
  const looks = ({ TEXT: _text, COMMAND_PARAMS: _params, ...rest }: NonNullable<typeof confirm>) =>
    JSON.stringify(rest)
  const said: Readonly<Record<string, boolean>> = {
    'the site first': text.startsWith('[b]Corner Shop[/b] (shop.example)'),
    'who claims to ask': text.includes('anna@shop.example') && text.includes('not checked'),
    'the address': text.includes('203.0.113.7'),
    'the browser': text.includes('Firefox, Linux'),
    'the time': /\[timestamp=\d+/.test(text),
    'the purpose': text.includes('sign you in'),
    'the consequence': text.includes('learns who you are'),
    'the way out': text.includes('decline'),
    'a decline as prominent as the confirm':
      confirm !== undefined && decline !== undefined && looks(confirm) === looks(decline),
  }
  const missing = Object.entries(said).flatMap(([what, isThere]) => (isThere ? [] : [what]))
  return missing.join(', ') || 'nothing'
}

proveInWorld({
  guard: 'S13: a card says who, what for, from where and with what consequence; both buttons weigh the same',
  attack: 'the person is asked without knowing what',
  run: async (world) => {
    await begin(world)
    return `missing: ${await lacks(world)}`
  },
  without: {
    portal: (request, pass) => {
      if (!request.url.includes('Message.send')) return undefined
      return (async () => {
        const sent = JSON.parse(await request.text()) as {
          fields: { message: string; keyboard: { BUTTONS: object[] } }
        } // as the worker sends a card
        sent.fields.message = '[b]Please confirm[/b]'
        sent.fields.keyboard.BUTTONS = sent.fields.keyboard.BUTTONS.map((button, index) => ({
          ...button,
          BG_COLOR_TOKEN: index === 0 ? 'primary' : 'base',
        }))
        const { url, headers } = request
        return pass(new Request(url, { method: 'POST', headers, body: JSON.stringify(sent) }))
      })()
    },
  },
  held: 'missing: nothing',
  broken: /^missing: the site first.*the consequence.*prominent/,
})

proveInWorld({
  guard: 'S13: what a browser says of itself is one of a fixed list',
  attack: 'the User-Agent carries words for the card',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const userAgent = 'Your administrator asks you to confirm [url=https://evil.example]'
    await world.followLink(victim, await world.browser({ userAgent }).start(minted))
    const { text } = await world.card(victim)
    return text.includes('administrator') ? 'it stands on the card' : 'it does not stand there'
  },
  without: {
    step: (pairing, event, now) => {
      const browser = 'Your administrator asks you to confirm'
      return realStep(pairing, event.type === 'opened' ? { ...event, browser } : event, now)
    },
  },
  held: 'it does not stand there',
  broken: 'it stands on the card',
})

proveGuard({
  guard: 'S4: the worker follows no portal anywhere',
  attack: 'a portal answers with a redirect to an address inside',
  ...(() => {
    const inside = 'http://169.254.169.254/latest/meta-data'
    const asked: string[] = []
    const portal = (request: Request) => {
      asked.push(request.url)
      return Promise.resolve(
        request.url === inside
          ? Response.json({ secret: 'of the inside' })
          : new Response(null, { status: 302, headers: { location: inside } }),
      )
    }
    const following = async (request: Request) => {
      const first = await portal(request)
      const to = first.headers.get('location')
      return to === null ? first : portal(new Request(to))
    }
    const call = {
      url: 'https://portal.example/rest/profile',
      contentType: 'application/json',
      body: '{}',
      maxBytes: 1000,
      signal: new AbortController().signal,
    }
    const send = async (fetch: typeof following) => {
      asked.length = 0
      const answer = await sendGuarded(postOver(fetch), call).catch((error: Error) => error.message)
      return typeof answer === 'string' ? answer : JSON.stringify(answer.body)
    }
    return { with: () => send(portal), without: () => send(following) }
  })(),
  held: 'the portal answers with a redirect',
  broken: '{"secret":"of the inside"}',
})

test('S4: a portal’s address is https, or http on this machine, without name, password, query or fragment', () => {
  const refused = [
    'http://portal.example/rest/',
    'http://169.254.169.254/rest/',
    'http://10.0.0.1/rest/',
    'https://user:pass@portal.example/rest/',
    'https://portal.example/rest/?x=1',
    'https://portal.example/rest/#x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'gopher://portal.example/',
  ]
  expect(refused.filter((address) => portalAddressOf(address) !== undefined)).toEqual([])
  expect(portalAddressOf('https://portal.example/rest')?.href).toBe('https://portal.example/rest/')
})

const digestsOff: WorldOptions = { secrets: () => ({ digest: (secret) => secret }) }

proveInWorld({
  guard: 'S5: codes and secrets are kept as digests',
  attack: 'whoever reads a copy of the database looks for codes that still work',
  run: async (world) => {
    const { pairCode, minted, browser } = await confirmed(world)
    const [secret = ''] = [...browser.jar.values()].map((value) => value.split('.')[0])
    const rows = JSON.stringify(await world.rows('pairings'))
    const secrets = {
      start: minted.start,
      pairCode,
      cookie: secret,
      finish: await world.finishSecret(victim),
    }
    const found = Object.entries(secrets).flatMap(([name, value]) => (rows.includes(value) ? [name] : []))
    return found.join(', ') || 'none'
  },
  without: digestsOff,
  held: 'none',
  broken: 'start, pairCode, cookie, finish',
})

proveInWorld({
  guard: 'S5: a code cannot be guessed',
  attack: 'a person’s messenger tries 256 codes',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    await world.browser().start(minted)
    for (let guess = 0; guess < 256; guess += 1) {
      const code = guess.toString(16).padStart(2, '0').padEnd(64, 'a')
      await world.call(victim, 'im.v2.Chat.Bot.sendContext', {
        dialogId: String(await world.botId()),
        context: { pairCode: code },
      })
    }
    await world.settle()
    return stateOf(world, minted)
  },
  without: {
    // A poor generator: one byte of chance.
    secrets: ({ randomHex }) => ({
      randomHex: (bytes) => (bytes === 32 ? randomHex(1).padEnd(64, 'a') : randomHex(bytes)),
    }),
  },
  held: 'pending',
  broken: 'awaiting_confirm',
})

test('S5: of a thousand codes no two are alike, and each has 256 bits', async () => {
  const world = await createSignInWorld()
  const codes = Array.from({ length: 1000 }, () => world.secrets.randomHex(32))
  expect(new Set(codes).size).toBe(1000)
  expect(codes.every((code) => /^[0-9a-f]{64}$/.test(code))).toBe(true)
  const bits = codes
    .join('')
    .split('')
    .map((digit) => Number.parseInt(digit, 16))
  const mean = bits.reduce((sum, digit) => sum + digit, 0) / bits.length
  expect(Math.abs(mean - 7.5)).toBeLessThan(0.2)
  expect((await collected(world)).code).toMatch(/^[0-9a-f]{64}$/)
})
