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

/** Whether a person looks: no crawler, no link preview, no program, nothing fetched ahead of time. */
export const isPerson = (c: Context): boolean => {
  const userAgent = c.req.header('user-agent') ?? ''
  if (userAgent === '' || isbot(userAgent.slice(0, 512))) return false
  return !aheadOfTime.some(([name, means]) => means.test(c.req.header(name) ?? ''))
}
