import { limits } from '../../contract/rest/enums.ts'
import { isoDate } from '../state/iso-date.ts'
import { nextId, type Portal } from '../state/portal.ts'
import type { EventRow } from '../state/rows.ts'

const retentionMs = limits.eventRetentionHours * 3_600_000

export const botQueue = (botId: number): string => `bot:${botId}`
export const userQueue = (userId: number): string => `user:${userId}`

/** Index of the first event whose id is not below `id`. */
const lowerBound = (rows: readonly EventRow[], id: number): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.id ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}

/** The events still kept for an owner. */
const keptEvents = (portal: Portal, owner: string): EventRow[] => {
  const rows = portal.events.get(owner) ?? []
  const oldest = portal.now() - retentionMs
  const expired = rows.findIndex((row) => row.at >= oldest)
  if (expired !== 0) rows.splice(0, expired === -1 ? rows.length : expired)
  return rows
}

export const appendEvent = (
  portal: Portal,
  owner: string,
  type: string,
  data: Record<string, unknown>,
): void => {
  const row = { id: nextId(portal, 'event'), type, at: portal.now(), data }
  const rows = portal.events.get(owner)
  if (rows) rows.push(row)
  else portal.events.set(owner, [row])
}

export const queueLength = (portal: Portal, owner: string): number => keptEvents(portal, owner).length

export const dropEvents = (portal: Portal, owner: string): void => {
  portal.events.delete(owner)
}

type Page = {
  events: { eventId: number; type: string; date: string; data: Record<string, unknown> }[]
  nextOffset: number
  hasMore: boolean
}

type Wanted = { readonly offset: number | undefined; readonly limit: number | undefined }

/**
 * One page of the owners' events, merged by id. An offset above 0 first deletes everything below it, in each of the
 * queues; without one nothing is confirmed. A full page says there is more, even if there is not.
 */
export const readEvents = (portal: Portal, owners: readonly string[], wanted: Wanted): Page => {
  const offset = Math.max(0, wanted.offset ?? 0)
  const limit = Math.min(
    Math.max(wanted.limit ?? limits.events.default, limits.events.min),
    limits.events.max,
  )
  const queues = owners.map((owner) => keptEvents(portal, owner))
  if (offset > 0) for (const rows of queues) rows.splice(0, lowerBound(rows, offset))
  const rows = queues
    .flatMap((queue) => queue.slice(0, limit))
    .sort((a, b) => a.id - b.id)
    .slice(0, limit)
  const last = rows.at(-1)
  return {
    events: rows.map((row) => ({ eventId: row.id, type: row.type, date: isoDate(row.at), data: row.data })),
    nextOffset: last ? Math.max(offset, last.id + 1) : offset,
    hasMore: rows.length >= limit,
  }
}
