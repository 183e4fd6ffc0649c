import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withParameters } from '../../contract/links/link-parameters.ts'
import { broughtParameters } from './brought-parameters.ts'

const brought = (query: string) => broughtParameters(new URLSearchParams(query))

test('utm parameters are taken, and nothing else', () => {
  expect(brought('utm_source=mail&fbclid=x&BOT_CONTEXT={}&IM_DIALOG=9&utm_medium=a%26b&preview')).toEqual([
    ['utm_source', 'mail'],
    ['utm_medium', 'a&b'],
  ])
})

test('the first of a name counts, in whatever case', () => {
  expect(brought('UTM_Source=a&utm_source=b')).toEqual([['utm_source', 'a']])
})

test('names with anything but letters, digits and _ are no utm parameters', () => {
  expect(brought('utm_%26BOT_CONTEXT=x&utm_[]=x&utm_=x&utm_source.x=1&utm source=1')).toEqual([])
})

test('however much is brought, the link grows by 600 characters at most', () => {
  const pair = fc.tuple(fc.stringMatching(/^utm_[a-z]{1,30}$/), fc.string({ unit: 'binary', maxLength: 150 }))
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
      const parameters = broughtParameters(new URLSearchParams(pairs))
      expect(parameters.length).toBeLessThanOrEqual(8)
      expect(withParameters('', parameters).length).toBeLessThanOrEqual(700)
    }),
  )
  expect(withParameters('', brought(`utm_a=${'я'.repeat(90)}&utm_b=${'я'.repeat(90)}&utm_c=c`))).toMatch(
    /^&utm_a=.*&utm_c=c$/,
  )
})
