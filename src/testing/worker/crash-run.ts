import { decodeJwt } from 'jose'
import type { PageMessage } from '../../contract/portal-pages/page-views.ts'
import type { StarterView } from '../../contract/pairing/site-api.ts'
import { pause, type CrashWorld } from './crash-world.ts'
import { codeOf, type Browser } from './sign-in-browser.ts'
import type { Minted } from './sign-in-site.ts'

/** How a person's attempt ended, and what became of it in the worker's file. */
export type CrashRun = {
  readonly pairingId: string
  /** `answerLost`: spent, and whoever asked never heard of it; the person begins anew. */
  readonly outcome: 'signedIn' | 'answerLost'
  readonly subject: string | undefined
  /** Cards of this pairing that reached the portal; each with its two nonces. */
  readonly cards: readonly string[]
}

const patienceMs = 20_000

const isCutOff = (error: unknown): boolean => error instanceof TypeError

/** Asks until somebody answers: the worker may be dead for a moment. */
const untilAnswered = async <T>(
  ask: () => Promise<T>,
): Promise<{ readonly answer: T; readonly lost: number }> => {
  for (const end = Date.now() + patienceMs, at = { lost: 0 }; ; at.lost += 1) {
    try {
      return { answer: await ask(), lost: at.lost }
    } catch (error) {
      if (!isCutOff(error) || Date.now() > end) throw error
      await pause(30)
    }
  }
}

/** Does it, and again every few seconds, until there is something; people press twice as well. */
const untilThere = async <T>(
  what: string,
  act: () => Promise<unknown>,
  look: () => Promise<T | undefined>,
) => {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    await act()
    for (const again = Date.now() + 6000; Date.now() < again;) {
      const found = await look()
      if (found !== undefined) return found
      await pause(25)
    }
  }
  throw new Error(`${what}: nothing within ${patienceMs / 1000} s`)
}

type Begun = { readonly minted: Minted; readonly browser: Browser; readonly view: StarterView }

/** A start address opens once: whoever loses the answer asks the site for another. */
const begin = async (world: CrashWorld): Promise<Begun> => {
  for (;;) {
    const { answer: minted } = await untilAnswered(() => world.site().mint())
    const browser = world.browser()
    try {
      return { minted, browser, view: await browser.start(minted) }
    } catch (error) {
      if (!isCutOff(error)) throw error
      await pause(50)
    }
  }
}

const hasButtons = ({ keyboard }: PageMessage) => keyboard.some(({ COMMAND }) => COMMAND !== undefined)

const pressOn = (world: CrashWorld, as: number, { id, authorId, keyboard }: PageMessage) => {
  const [button] = keyboard
  const { COMMAND: command = '', COMMAND_PARAMS: params = '' } = button ?? {}
  return world.control('press', { as, messageId: id, botId: authorId, command, params })
}

/**
 * One person signs in while the worker dies somewhere on the way. `cardsBefore` waits for that many cards and `which`
 * says which of them is pressed.
 */
export const runThroughCrash = async (
  world: CrashWorld,
  { as, cardsBefore = 1, which = 'last' }: { as: number; cardsBefore?: number; which?: 'first' | 'last' },
): Promise<CrashRun> => {
  const { minted, browser, view } = await begin(world)
  const old = new Set((await world.cards(as)).map(({ id }) => id))
  const own = async () => (await world.cards(as)).filter(({ id }) => !old.has(id))
  const enough = async () => {
    const cards = (await own()).filter(hasButtons)
    return cards.length >= cardsBefore ? cards : undefined
  }
  const cards = await untilThere('the card', () => world.followLink(as, view), enough)
  const card = which === 'first' ? cards[0] : cards.at(-1)
  if (!card) throw new Error('there is no card')

  const stateOf = () => String(world.rows('select state from pairings where id = ?', minted.id)[0]?.state)
  const ended = (outcome: CrashRun['outcome'], subject?: string): CrashRun => ({
    pairingId: minted.id,
    outcome,
    subject,
    cards: world.sent.get(minted.id) ?? [],
  })
  const collect = async () => {
    const { answer } = await untilAnswered(() => browser.collect('kiosk'))
    return codeOf(answer) ?? (stateOf() === 'consumed' ? null : undefined)
  }
  const code = await untilThere('the result', () => pressOn(world, as, card).catch(() => undefined), collect)
  if (code === null) return ended('answerLost')
  const { answer } = await untilAnswered(() => world.site().exchange(code, minted.verifier))
  if (answer.token === undefined) return ended('answerLost')
  return ended('signedIn', decodeJwt(answer.token).sub)
}

/** Waits until everything that came in is worked off and everything that was to be said is said. */
const untilQuiet = async (world: CrashWorld): Promise<void> => {
  const open = () =>
    world.rows(`select (select count(*) from inbox where is_done = 0) +
      (select count(*) from outbox where dead_code is null) as n`)[0]?.n
  for (const end = Date.now() + patienceMs; open() !== 0;) {
    if (Date.now() > end) throw new Error('something acknowledged is still not worked off')
    await pause(50)
  }
}

const openCards = async (world: CrashWorld, as: number) => (await world.cards(as)).filter(hasButtons)

/**
 * A card whose answer was lost with the worker is known to nobody when another is pressed: its own buttons end it. Answers
 * how many there were.
 */
const pressTheRest = async (world: CrashWorld, as: number): Promise<number> => {
  const open = await openCards(world, as)
  for (const card of open)
    await untilThere(
      'the end of a second card',
      () => pressOn(world, as, card),
      async () => ((await openCards(world, as)).some(({ id }) => id === card.id) ? undefined : true),
    )
  return open.length
}

/** What must hold after every run, whatever was killed when; the list of what does not. */
export const findBroken = async (
  world: CrashWorld,
  run: CrashRun,
  as: number,
): Promise<readonly string[]> => {
  await untilQuiet(world)
  const rest = await pressTheRest(world, as)
  await untilQuiet(world)
  const kinds = world
    .rows('select kind from audit where pairing_id = ?', run.pairingId)
    .map(({ kind }) => String(kind))
  const [row] = world.rows('select user_id, state from pairings where id = ?', run.pairingId)
  const once = ['claimed', 'confirmed', 'consumed', 'exchanged']
  const expectedSubject = `${world.memberId}:${as}`
  return [
    ...once.flatMap((kind) =>
      kinds.filter((one) => one === kind).length > 1 ? [`${kind} more than once`] : [],
    ),
    ...(row?.user_id === as ? [] : [`bound to ${String(row?.user_id)} and not to ${as}`]),
    ...(row?.state === 'consumed' ? [] : [`the state is ${String(row?.state)}`]),
    ...(run.subject === undefined || run.subject === expectedSubject ? [] : [`signed for ${run.subject}`]),
    ...(run.cards.length <= 2 ? [] : [`${run.cards.length} cards`]),
    ...(new Set(run.cards).size === 1 ? [] : ['cards with different buttons']),
    ...(rest <= run.cards.length - 1 ? [] : ['a decided card kept its buttons']),
    ...(world.rows('select id from outbox where dead_code is not null').length === 0
      ? []
      : ['something was given up']),
  ]
}
