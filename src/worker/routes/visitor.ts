import bowser from 'bowser'
import type { Context } from 'hono'
import { isbot } from 'isbot'

/** `desktop`: an app could be opened there. `phone`: it cannot, whatever is installed. */
export type Device = 'desktop' | 'phone' | 'other'

/** What this device can do with a link into a chat, by its `User-Agent`. */
export const deviceOf = (userAgent: string): Device => {
  if (userAgent === '') return 'other'
  const { os, platform } = bowser.parse(userAgent.slice(0, 512))
  if (platform.type === 'mobile' || platform.type === 'tablet') return 'phone'
  return platform.type === 'desktop' && ['Windows', 'macOS', 'Linux'].includes(os.name ?? '')
    ? 'desktop'
    : 'other'
}

/** How browsers say that nobody looks at what they fetch. */
const aheadOfTime = [
  ['sec-purpose', /prefetch|prerender|preview/i],
  ['purpose', /prefetch|preview/i],
  ['x-purpose', /prefetch|preview/i],
  ['x-moz', /prefetch/i],
] as const

const isAheadOfTime = (c: Context): boolean =>
  aheadOfTime.some(([name, means]) => means.test(c.req.header(name) ?? ''))

/**
 * Whether this is asked for as a page of its own. What another page fetches, shows as a picture or in a frame, nobody
 * has opened, and nobody is to blame for. Browsers that do not say are believed.
 */
export const isOpenedPage = (c: Context): boolean =>
  (c.req.header('sec-fetch-dest') ?? 'document') === 'document' && !isAheadOfTime(c)

/** Whether a person's browser asks: no crawler, no link preview, no program, nothing fetched ahead of time. */
export const isBrowser = (c: Context): boolean => {
  const userAgent = c.req.header('user-agent') ?? ''
  return userAgent !== '' && !isbot(userAgent.slice(0, 512)) && !isAheadOfTime(c)
}

/** Whether a person looks at a page. */
export const isPerson = (c: Context): boolean => isBrowser(c) && isOpenedPage(c)
