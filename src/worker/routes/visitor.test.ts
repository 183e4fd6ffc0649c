import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { deviceOf, isBrowser, isPerson } from './visitor.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15'
const android =
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'
const ipad =
  'Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1'
const chromebook =
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

const isCounted = async (headers: Record<string, string>) => {
  const app = new Hono().get('/', (c) => c.text(isPerson(c) ? 'yes' : 'no'))
  return (await app.request('/', { headers })).text()
}

test.each([
  [firefox, 'desktop'],
  [chrome, 'desktop'],
  [safari, 'desktop'],
  [android, 'phone'],
  [iphone, 'phone'],
  [ipad, 'phone'],
  [chromebook, 'other'],
  ['curl/8.5.0', 'other'],
  ['', 'other'],
])('%s is a %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device)
})

test.each([firefox, chrome, safari, android, iphone, ipad])(
  'a person behind %s is counted',
  async (userAgent) => {
    expect(await isCounted({ 'user-agent': userAgent })).toBe('yes')
  },
)

test.each([
  'TelegramBot (like TwitterBot)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'WhatsApp/2.23.20.0',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'vkShare; (+http://vk.com/dev/Share)',
  'curl/8.5.0',
  'python-requests/2.32',
  'Bitrix link preview',
  '',
])('the program %s is not', async (userAgent) => {
  expect(await isCounted({ 'user-agent': userAgent })).toBe('no')
})

test.each([
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'prefetch' },
  { purpose: 'preview' },
  { 'x-purpose': 'preview' },
  { 'x-moz': 'prefetch' },
])('what is fetched ahead of time is not: %j', async (headers) => {
  expect(await isCounted({ 'user-agent': chrome, ...headers })).toBe('no')
})

test.each(['image', 'iframe', 'empty', 'script', 'embed'])(
  'what another page asks for as %s is a browser, and nobody who looks',
  async (dest) => {
    expect(await isCounted({ 'user-agent': chrome, 'sec-fetch-dest': 'document' })).toBe('yes')
    expect(await isCounted({ 'user-agent': chrome, 'sec-fetch-dest': dest })).toBe('no')
    const app = new Hono().get('/', (c) => c.text(isBrowser(c) ? 'yes' : 'no'))
    const answer = await app.request('/', { headers: { 'user-agent': chrome, 'sec-fetch-dest': dest } })
    expect(await answer.text()).toBe('yes')
  },
)
