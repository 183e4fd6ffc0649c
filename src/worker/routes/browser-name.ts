import bowser from 'bowser'

const browsers = new Set([
  'Chrome',
  'Firefox',
  'Safari',
  'Microsoft Edge',
  'Opera',
  'Yandex Browser',
  'Samsung Internet for Android',
  'Chromium',
])
const systems = new Set(['Windows', 'macOS', 'Linux', 'Android', 'iOS', 'Chrome OS'])

/** The browser as one of a fixed list of words: what a `User-Agent` says is never shown itself. */
export const browserNameOf = (userAgent: string | undefined): string => {
  const text = (userAgent ?? '').slice(0, 512)
  if (text === '') return 'a program'
  const { browser, os } = bowser.parse(text)
  const name = browsers.has(browser.name ?? '') ? browser.name : 'another browser'
  return systems.has(os.name ?? '') ? `${name}, ${os.name}` : String(name)
}
