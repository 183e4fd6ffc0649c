import { callBatch, type BatchAnswer, type BatchCommand } from '../../client/call-batch.ts'
import { createRestClient } from '../../client/create-rest-client.ts'
import { limits } from '../../contract/rest/enums.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import type { OutboxItem, OutboxOutcome, OutboxStore } from '../ports/outbox.ts'
import { createAlarm } from './alarm.ts'
import { createLoop, type Loop, type LoopParts } from './loop.ts'
import { mayLeave, outcomeOf } from './outcome-of.ts'
import type { PortalLines } from './portal-lines.ts'

/** Nobody else gets an item this long; longer than an attempt, so that it is not sent twice while it is under way. */
const holdMs = 45_000
const timeoutMs = 20_000
/** Batches of one portal under way at once: the portal works them off one command after the other. */
const batchesAtOnce = 4
const portalsAtOnce = 16
const idleMs = 1_000
const retryMs = 5_000

type Decision = { readonly item: OutboxItem; readonly decide: () => Promise<OutboxOutcome> }
type Leaving = { readonly item: OutboxItem; readonly command: BatchCommand }

/**
 * Sends what waits in the outbox: cards first, what waits together as one batch, at the pace of each portal's bucket.
 */
export const createOutboxLoop = (
  parts: LoopParts & {
    readonly outbox: Pick<OutboxStore, 'take' | 'settle' | 'listDue'>
    readonly lines: PortalLines
    /** The words of an item, made as it leaves; undefined when there is nothing to say any more. */
    readonly wordsOf: (item: OutboxItem) => Promise<BatchCommand | undefined>
    /** The portal said which message a card is; called before the item is settled. */
    readonly cardSent: (item: OutboxItem, messageId: number) => Promise<void>
    /** A portal refused an item for good. */
    readonly onDead: (item: OutboxItem, code: string) => Promise<void>
  },
): Loop & { readonly wake: () => void } => {
  const { outbox, lines, wordsOf, cardSent, onDead, clock, sleep, log } = parts
  const alarm = createAlarm(sleep)
  const stopped = new AbortController()
  const busy = new Map<string, Promise<void>>()
  /** Deliveries with the portal each is for. */
  const underWay = new Map<Promise<void>, string>()

  /** One call, or one batch of several; a request that is lost is lost for all in it. */
  const send = async (memberId: string, leaving: readonly Leaving[]): Promise<readonly BatchAnswer[]> => {
    const lane = leaving.some(({ item }) => item.kind === 'card') ? 'cards' : 'edits'
    const line = lines.lineOf(memberId).lane(lane)
    const commands = leaving.map(({ command }) => command)
    const [first] = commands
    try {
      if (!first || commands.length > 1) return await callBatch(line, commands, { timeoutMs })
      const result = await createRestClient(line).call(first.method, first.params, { timeoutMs })
      return [{ ok: true, result }]
    } catch (error) {
      if (error instanceof RestError) return leaving.map(() => ({ ok: false, error }))
      throw error
    }
  }

  const settleOne = async (item: OutboxItem, answer: BatchAnswer | undefined): Promise<OutboxOutcome> => {
    if (!answer) throw new Error('an answer is missing')
    if (!answer.ok) {
      const outcome = outcomeOf(item, answer.error, clock.now())
      log.warn('a message was not sent', {
        pairingId: item.pairingId,
        kind: item.kind,
        code: answer.error.code,
        next: outcome.kind,
      })
      return outcome
    }
    const id = messageIdOf(answer.result)
    if (item.kind === 'card' && id !== undefined) await cardSent(item, id)
    return { kind: 'done' }
  }

  /** Each item on its own: what breaks for one stays open and is taken again, the others are settled. */
  const settle = async (decisions: readonly Decision[]) => {
    const outcomes = new Map<number, OutboxOutcome>()
    const settleItem = async ({ item, decide }: Decision) => {
      try {
        const outcome = await decide()
        if (outcome.kind === 'dead') await onDead(item, outcome.code)
        outcomes.set(item.id, outcome)
      } catch (error) {
        log.error('a message was not settled', { pairingId: item.pairingId, reason: reasonOf(error) })
      }
    }
    await Promise.all(decisions.map(settleItem))
    if (outcomes.size > 0) await outbox.settle(outcomes)
  }

  /** What is to be sent of an item, or what becomes of it unsent. */
  const prepare = async (item: OutboxItem): Promise<BatchCommand | OutboxOutcome> => {
    if (!mayLeave(item)) return { kind: 'dead', code: 'UNANSWERED' }
    try {
      return (await wordsOf(item)) ?? { kind: 'done' }
    } catch (error) {
      log.error('a message has no words', { pairingId: item.pairingId, reason: reasonOf(error) })
      return { kind: 'later', afterMs: retryMs }
    }
  }

  const deliver = async (memberId: string, items: readonly OutboxItem[]): Promise<void> => {
    const prepared = await Promise.all(items.map(async (item) => ({ item, next: await prepare(item) })))
    const leaving = prepared.flatMap(({ item, next }) => ('method' in next ? [{ item, command: next }] : []))
    await settle(
      prepared.flatMap(({ item, next }) =>
        'kind' in next ? [{ item, decide: () => Promise.resolve(next) }] : [],
      ),
    )
    if (leaving.length === 0) return
    const answers = await send(memberId, leaving)
    await settle(leaving.map(({ item }, at) => ({ item, decide: () => settleOne(item, answers[at]) })))
  }

  const launch = (memberId: string, items: readonly OutboxItem[]) => {
    const delivery = deliver(memberId, items)
      .catch((error: unknown) => log.error('the outbox stumbled', { memberId, reason: reasonOf(error) }))
      .finally(() => underWay.delete(delivery))
    underWay.set(delivery, memberId)
  }

  const underWayOf = (memberId: string) =>
    [...underWay].filter(([, owner]) => owner === memberId).map(([delivery]) => delivery)

  /** Takes only when there is room, so that as much as possible leaves together. */
  const serve = async (memberId: string): Promise<void> => {
    while (!alarm.isStopped()) {
      if (underWayOf(memberId).length >= batchesAtOnce) await Promise.race(underWayOf(memberId))
      await lines.lineOf(memberId).untilRoom('cards', stopped.signal)
      const items = await outbox.take({ memberId, limit: limits.batchCommands, holdMs })
      if (items.length > 0) launch(memberId, items)
      if (items.length < limits.batchCommands) return
    }
  }

  const startServing = (memberId: string) => {
    const served = serve(memberId)
      .catch((error: unknown) => {
        if (!alarm.isStopped()) log.error('the outbox stumbled', { memberId, reason: reasonOf(error) })
      })
      .finally(() => {
        busy.delete(memberId)
        alarm.wake()
      })
    busy.set(memberId, served)
  }

  const look = async () => {
    for (const memberId of await outbox.listDue())
      if (!busy.has(memberId) && busy.size < portalsAtOnce) startServing(memberId)
  }
  const run = async () => {
    await alarm.repeat(idleMs, look, (error) =>
      log.error('the outbox cannot be read', { reason: reasonOf(error) }),
    )
    await Promise.all([...busy.values()])
    await Promise.all([...underWay.keys()])
  }
  const end = () => {
    alarm.stop()
    stopped.abort(new Error('stopped'))
  }
  return { ...createLoop(run, end), wake: alarm.wake }
}

/** `Chat.Message.send` answers an id, `update` does not. */
const messageIdOf = (result: unknown): number | undefined =>
  typeof result === 'object' && result !== null && 'id' in result && typeof result.id === 'number'
    ? result.id
    : undefined
