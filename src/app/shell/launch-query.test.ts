import { expect, test } from 'vitest'
import { dropLaunchQuery } from './launch-query.ts'

const pageAt = (address: string) => {
  const { pathname, search, hash } = new URL(address)
  const replaced: unknown[] = []
  const history = { state: { key: 'k' }, replaceState: (...given: unknown[]) => void replaced.push(given) }
  return { location: { pathname, search, hash }, history, replaced }
}

test('the launch query goes, the path, the place and the state stay', () => {
  const page = pageAt('https://app.example/console/?DOMAIN=a.bitrix24.com&APP_SID=x#/bots/26/danger?q=a')
  dropLaunchQuery(page)
  expect(page.replaced).toEqual([[{ key: 'k' }, '', '/console/#/bots/26/danger?q=a']])
})

test('an address without one is left alone', () => {
  const page = pageAt('https://app.example/#/events')
  dropLaunchQuery(page)
  expect(page.replaced).toEqual([])
})
