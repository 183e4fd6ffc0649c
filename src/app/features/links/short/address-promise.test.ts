import { expect, test } from 'vitest'
import { addressPromise } from './address-promise.ts'

const base = 'https://worker.example/'

test('a slug that can be an address is promised as it will be', () => {
  expect(addressPromise(base, ' Spring-Offer ')).toContain(`at ${base}spring-offer and never moves`)
})
test.each(['sp ring', '../x', '-', 'é', 'x'.repeat(500)])('%j is promised nowhere', (typed) => {
  expect(addressPromise(base, typed)).not.toContain(`${base}${typed}`)
  expect(addressPromise(base, typed)).not.toContain('never moves')
})
test('none gets a random one', () => {
  expect(addressPromise(base, ' ')).toContain('random')
})
