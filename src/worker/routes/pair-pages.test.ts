import { expect, test } from 'vitest'
import { createSignInWorld } from '../../testing/worker/sign-in-world.ts'

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

test.each([
  ['a computer', {}, true],
  ['a phone, where no app opens,', { userAgent: phone }, false],
])('the page of a pairing on %s offers the app: %j → %j', async (_, look, isOffered) => {
  const world = await createSignInWorld()
  const browser = world.browser(look)
  await browser.start(await world.site('shop').mint())
  const { text } = await browser.request('/pair/shop')
  expect(text.includes('href="bx://')).toBe(isOffered)
  expect(text).toContain('Open in browser')
})
