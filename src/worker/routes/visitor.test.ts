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

/** What apps show pages in, each with the mark of its app at the end. */
const inApp = (mark: string) => `${iphone.replace(/ Version.*/, ' Mobile/15E148')} ${mark}`
const inAndroidApp = (mark: string) =>
  `${android.replace(') Apple', '; wv) Apple').replace('Chrome', 'Version/4.0 Chrome')} ${mark}`

test.each([
  firefox,
  chrome,
  safari,
  android,
  iphone,
  ipad,
  // https://github.com/DamonOehlman/detect-browser/issues/56
  inApp('[FBAN/FBIOS;FBAV/567.1.0.52.74;FBBV/1003893689;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBOP/5]'),
  inApp('Instagram 406.0.0.58.159 (iPhone15,2; iOS 18_6; ru_RU; ru; scale=3.00; 1179x2556)'),
  // A phone's name is no program's, whatever it says
  android.replace('Pixel 9', 'Discovery DG500 Build/JOP40D'),
  inAndroidApp('[FB_IAB/FB4A;FBAV/567.1.0.52.74;]'),
  inAndroidApp('Instagram 406.0.0.58.159 Android (35/15; 480dpi; 1080x2400; Google; Pixel 9; ru_RU; 9)'),
  // https://github.com/WhichBrowser/Parser-PHP/issues/261 and 263
  inAndroidApp('Viber/25.4.1.0'),
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_4) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.6.0 Chrome/45.0.2454.101 Safari/537.36 Viber',
  inAndroidApp('Line/14.20.0/IAB'),
  inApp('Safari Line/14.20.0'),
  // https://github.com/DrKLO/Telegram sets its own mark behind the system's
  `${android} Telegram-Android/11.4.3 (Google Pixel 9; Android 16; SDK 36; HIGH)`,
  inApp(''),
  inAndroidApp('VKAndroidApp/8.99 (Android 16; SDK 36; arm64-v8a; Google Pixel 9; ru; 2400x1080)'),
  inAndroidApp('MMWEBID/7223 MicroMessenger/8.0.50.2701 Process/toolsmp WeChat/arm64 NetType/5G Language/ru'),
  // The desktop app of the portal, another Chromium in a window
  chrome.replace('Safari', 'BitrixDesktop/18.5 Safari'),
  'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
  'Opera/9.80 (Android; Opera Mini/36.2/191.312; U; ru) Presto/2.12.423 Version/12.16',
  'Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.0.2',
])('a person behind %s is counted', async (userAgent) => {
  expect(await isCounted({ 'user-agent': userAgent })).toBe('yes')
})

test.each([
  // Messengers: https://api.slack.com/robots, https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
  'TelegramBot (like TwitterBot)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'WhatsApp/2.23.20.0',
  // Signal's, too: https://github.com/signalapp/Signal-Android/issues/13522
  'WhatsApp/2',
  'Viber',
  'Mozilla/5.0 (compatible; Viber)',
  'Viber/25.4.1 CFNetwork/1410.0.3 Darwin/22.6.0',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  // iMessage: https://github.com/arcjet/well-known-bots/issues/36
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  // Skype and Teams: https://github.com/nielsbasjes/yauaa/issues/477
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'facebookexternalhit/1.1;line-poker/1.0',
  'kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984',
  'Mozilla/5.0 (compatible; RocketChat)',
  'Synapse (bot; +https://github.com/matrix-org/synapse)',
  'Bitrix link preview',
  // Networks
  'vkShare; (+http://vk.com/dev/Share)',
  'Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)',
  'Mozilla/5.0 (compatible; OdklBot/1.0 like Linux; klass@odnoklassniki.ru)',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Twitterbot/1.0',
  'Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/) Bot',
  // Whatever an app fetches by the means of its system
  'com.apple.WebKit.Networking/8614.2.9.0.10 CFNetwork/1399 Darwin/22.1.0',
  'MobileSafari/8614.2.9.0.10 CFNetwork/1399 Darwin/22.1.0',
  'Dalvik/2.1.0 (Linux; U; Android 16; Pixel 9 Build/BP2A)',
  'okhttp/4.12.0',
  // Mail programs and what stands before them; Office: https://stackoverflow.com/questions/8073908
  'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; Microsoft Outlook 16.0.4266; ms-office; MSOffice 16)',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.4266; Pro)',
  'Microsoft Office Existence Discovery',
  'Microsoft Office Protocol Discovery',
  'Outlook-iOS/709.2226530.prod.iphone (3.24.1)',
  'Mail/16.0 CFNetwork/1485 Darwin/23.1.0',
  // Apple's privacy proxy: https://github.com/ua-parser/uap-core/issues/509; Gmail's and Yahoo's for pictures
  'Mozilla/5.0',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
  // https://github.com/JayBizzle/Crawler-Detect/issues/552
  'Barracuda Sentinel (EE)',
  // Crawlers and programs
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  chrome.replace('Chrome/', 'HeadlessChrome/'),
  'Mozilla/5.0 (Linux; Android 8.0; Pixel 2 Build/OPD3; Storebot-Google/1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Mobile Safari/537.36',
  `${android} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
  'curl/8.5.0',
  'python-requests/2.32',
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
