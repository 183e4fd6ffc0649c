import { isoDate } from '../state/iso-date.ts'
import { isMap } from './read-params.ts'

/** What the portal tells about the time of a call; `operating` seconds of ten minutes are used up, until `operatingResetAt` (unix). */
export type CallTime = {
  readonly startAt: number
  readonly finishAt: number
  readonly operating: number
  readonly operatingResetAt: number
}

export const timeView = ({ startAt, finishAt, operating, operatingResetAt }: CallTime) => ({
  start: startAt / 1000,
  finish: finishAt / 1000,
  duration: (finishAt - startAt) / 1000,
  processing: (finishAt - startAt) / 1000,
  date_start: isoDate(startAt),
  date_finish: isoDate(finishAt),
  operating_reset_at: operatingResetAt,
  operating,
})

/** The headers of every answer of the portal's REST, errors and preflights included. */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'origin, content-type, accept',
} as const

/** JSON as PHP writes it: an empty map is `[]`. */
const phpJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (isMap(item) && Object.keys(item).length === 0 ? [] : item))

export const jsonAnswer = (value: unknown, status = 200): Response =>
  new Response(phpJson(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...corsHeaders },
  })
