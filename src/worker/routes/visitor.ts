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

/**
 * What draws pages for people says by which engine. An app that fetches a preview by its system's own means does not:
 * `Viber/20 CFNetwork/1410 Darwin/22.6.0` on Apple's devices, `Dalvik/2.1.0 (…)` on Android, `Microsoft Office/16.0
 * (…)`, a bare `Mozilla/5.0 (compatible; Viber)`. `isbot` lets these pass, for an app's user is no robot
 * (https://github.com/omrilotan/isbot/issues/238); but such an app shows no page.
 */
const engine =
  /AppleWebKit|KHTML|Gecko\b|Goanna|Trident|MSIE |Opera|Servo\/|Ladybird|UCBrowser|UCWEB|^(Lynx|E?Links|w3m)\b/i

/**
 * Office and Outlook ask for a link before they hand it to the browser, with the old Internet Explorer's name in front
 * (https://www.webmasterworld.com/search_engine_spiders/4834946.htm). The page that a person sees comes after.
 */
const office = /\bms-?office\b|\bMicrosoft O(ffice|utlook)\b/i

/**
 * What names a phone or a part of an app, and no program: a maker called Google and a phone called Discovery make no
 * crawler. Instagram repeats the phone behind its own name; WeChat says in which of its processes a person reads.
 */
const withoutPhone = (userAgent: string): string =>
  userAgent
    .replace(/(\(Linux; Android [\d.]+); [^;()]+/, '$1')
    .replace(/( Instagram [\d.]+) .*/, '$1')
    .replace(/ Process\/\w+/, '')

const isPersonsProgram = (userAgent: string): boolean =>
  engine.test(userAgent) && !office.test(userAgent) && !isbot(withoutPhone(userAgent))

/** Whether a person's browser asks: no crawler, no link preview, no program, nothing fetched ahead of time. */
export const isBrowser = (c: Context): boolean =>
  isPersonsProgram((c.req.header('user-agent') ?? '').slice(0, 512)) && !isAheadOfTime(c)

/** Whether a person looks at a page. */
export const isPerson = (c: Context): boolean => isBrowser(c) && isOpenedPage(c)
