import { createRestClient } from '../../client/create-rest-client.ts'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { MalformedEventError } from '../../contract/events/malformed-event-error.ts'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { limits } from '../../contract/rest/enums.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { BotEvent } from '../../contract/events/bot-event.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import type { Arrival, InboxStore, StoredArrival } from '../ports/inbox.ts'
import type { LeaseStore } from '../ports/lease.ts'
import type { Signal } from '../ports/signal.ts'
import type { PortalStore } from '../portals/portal-store.ts'
import { createAlarm, type Alarm } from './alarm.ts'
import { createLoop, type Loop, type LoopParts } from './loop.ts'
import type { PortalLines } from './portal-lines.ts'

/** How long to wait between two polls, in milliseconds. */
export type PollPauses = {
  /** While somebody waits for an answer. */
  readonly openMs: number
  readonly idleMs: number
  /** After a full page; the platform wants at least two seconds. */
  readonly moreMs: number
}

export const documentedPauses: PollPauses = { openMs: 5_000, idleMs: 30_000, moreMs: 2_000 }

const timeoutMs = 30_000
/** Longer than the longest pause and a request together, so that a poller that lives never loses it. */
const leaseMs = 90_000
/** After a failed page: one that was too large comes through in pieces. */
const smallPage = 50
const firstBackoffMs = 5_000
const longestBackoffMs = 300_000
const lookForBotsMs = 5_000

type Bot = { readonly memberId: string; readonly botId: number }

const leaseNameOf = ({ memberId, botId }: Bot) => `poll:${memberId}:${botId}`

/**
 * Polls the queue of every fetch-mode bot, each by one worker at a time. A page is stored before the offset that
 * confirms it, and with it deletes it, is ever sent.
 */
export const createPollerLoop = (
  parts: LoopParts & {
    readonly portals: Pick<PortalStore, 'find' | 'list'>
    readonly inbox: Pick<InboxStore, 'putPage'>
    readonly leases: LeaseStore
    readonly lines: PortalLines
    readonly signalOf: (event: BotEvent) => Signal | null
    readonly onStored: (arrivals: readonly StoredArrival[]) => void
    /** Whether somebody waits for an answer in this portal. */
    readonly hasOpen: (memberId: string) => Promise<boolean>
    readonly pauses?: PollPauses
    /** Names this process among all workers. */
    readonly holder: string
  },
): Loop & {
  /** Somebody waits for an answer in this portal from now on. */
  readonly wake: (memberId: string) => void
} => {
  const { portals, inbox, leases, lines, signalOf, onStored, hasOpen, holder, clock, sleep, log } = parts
  const pauses = parts.pauses ?? documentedPauses
  const stopped = new AbortController()
  const finder = createAlarm(sleep)
  const pollers = new Map<string, { readonly alarm: Alarm; readonly done: Promise<void> }>()

  const arrivalOf = (bot: Bot, item: PolledItem): Arrival | undefined => {
    try {
      const signal = signalOf(decodePolledEvent(item))
      return signal ? { ...bot, key: String(item.eventId), signal } : undefined
    } catch (error) {
      if (!(error instanceof MalformedEventError)) throw error
      log.warn('an event is not as documented', { ...bot, event: error.eventName, path: error.path })
      return undefined
    }
  }

  /** One page; answers whether there is more. */
  const poll = async (bot: Bot, offset: number, limit: number) => {
    const line = lines.lineOf(bot.memberId).lane('polls')
    const page = await createRestClient(line).call(
      'imbot.v2.Event.get',
      { botId: bot.botId, limit, ...(offset > 0 ? { offset } : {}) },
      { timeoutMs, signal: stopped.signal },
    )
    const arrivals = page.events.flatMap((item) => arrivalOf(bot, item) ?? [])
    if (page.events.length > 0 || page.nextOffset > offset) {
      // Never set back: an answer that knows of no offset says 0.
      const nextOffset = Math.max(offset, page.nextOffset)
      const stored = await inbox.putPage({ ...bot, nextOffset, arrivals })
      if (stored.length > 0) onStored(stored)
    }
    return page.hasMore
  }

  const pauseAfter = async ({ memberId }: Bot, hasMore: boolean): Promise<number> => {
    if (hasMore) return pauses.moreMs
    return (await hasOpen(memberId)) ? pauses.openMs : pauses.idleMs
  }

  /** Waits that long since `polledAt`, and looks now and then whether somebody waits meanwhile. */
  const rest = async (bot: Bot, alarm: Alarm, polledAt: number, hasMore: boolean) => {
    for (;;) {
      const left = polledAt + (await pauseAfter(bot, hasMore)) - clock.now()
      if (left <= 0 || alarm.isStopped()) return
      await alarm.wait(Math.min(left, pauses.openMs))
    }
  }

  const backoffOf = (error: unknown, failures: number): number => {
    const growing = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(failures, 10))
    const retryAt = error instanceof RestError ? error.retryAt : undefined
    return retryAt === undefined ? growing : Math.max(growing, retryAt - clock.now())
  }

  const backOff = async (bot: Bot, alarm: Alarm, error: unknown, failures: number) => {
    if (alarm.isStopped()) return
    const waitMs = backoffOf(error, failures)
    const code = error instanceof RestError ? error.code : 'FAULT'
    log.warn('the queue was not read', { ...bot, code, waitMs })
    const until = clock.now() + waitMs
    while (!alarm.isStopped() && clock.now() < until) {
      await keepLease(bot)
      await alarm.wait(Math.min(until - clock.now(), leaseMs / 3))
    }
  }

  const keepLease = (bot: Bot) => leases.acquire({ name: leaseNameOf(bot), holder, holdMs: leaseMs })

  /** Still the bot, still fetched: what the store says now, or undefined. */
  const offsetOf = async ({ memberId, botId }: Bot): Promise<number | undefined> => {
    const bot = (await portals.find(memberId))?.bot
    return bot?.botId === botId && bot.mode === 'fetch' ? bot.nextOffset : undefined
  }

  const follow = async (bot: Bot, alarm: Alarm) => {
    let failures = 0
    while (!alarm.isStopped()) {
      try {
        const offset = await offsetOf(bot)
        if (offset === undefined) return
        if (!(await keepLease(bot))) {
          await alarm.wait(leaseMs / 9)
          continue
        }
        const polledAt = clock.now()
        const hasMore = await poll(bot, offset, failures > 0 ? smallPage : limits.events.max)
        failures = 0
        await rest(bot, alarm, polledAt, hasMore)
      } catch (error) {
        await backOff(bot, alarm, error, failures)
        failures += 1
      }
    }
  }

  const startPoller = (bot: Bot) => {
    const name = leaseNameOf(bot)
    if (pollers.has(name)) return
    const alarm = createAlarm(sleep)
    const done = follow(bot, alarm)
      .catch((error: unknown) => log.error('a poller broke', { ...bot, reason: reasonOf(error) }))
      .then(() => leases.release({ name, holder }))
      .catch(() => log.warn('a lease was not released; it ends by itself', bot))
      .finally(() => pollers.delete(name))
    pollers.set(name, { alarm, done })
  }

  const findBots = async () => {
    for (const { memberId, bot } of await portals.list())
      if (bot?.mode === 'fetch') startPoller({ memberId, botId: bot.botId })
  }
  const run = async () => {
    await finder.repeat(lookForBotsMs, findBots, (error) =>
      log.error('the portals cannot be read', { reason: reasonOf(error) }),
    )
    await Promise.all([...pollers.values()].map(({ done }) => done))
  }

  const wake = (memberId: string) => {
    for (const [name, { alarm }] of pollers) if (name.startsWith(`poll:${memberId}:`)) alarm.wake()
  }

  const end = () => {
    finder.stop()
    for (const { alarm } of pollers.values()) alarm.stop()
    stopped.abort(new Error('stopped'))
  }
  return { ...createLoop(run, end), wake }
}
