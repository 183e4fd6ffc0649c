import { expect, test } from 'vitest'
import { findSiteProblems, returnAddressProblem } from './site-fields.ts'

test('people may be sent back over https, and over http to this computer only', () => {
  for (const address of [
    'https://shop.example/back?x=1',
    'http://localhost:3000/back',
    'http://127.0.0.1/b',
    'http://[::1]:8/b',
  ])
    expect(returnAddressProblem(address)).toBeUndefined()
  for (const address of [
    'http://shop.example/back',
    'http://127.0.0.1.evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'bx://v2/',
    '//shop.example/back',
    'shop.example',
    'https://',
    'https://user:word@shop.example/',
    'https://user@shop.example/',
    'https://@shop.example/',
    'https://shop.example/#part',
    'https://shop.example/#',
    'https://shop.example/a b',
    'https://shop.example/\u202e',
    `https://shop.example/${'a'.repeat(500)}`,
  ])
    expect([address, returnAddressProblem(address)]).toEqual([address, expect.any(String)])
})

const said = (change: object) =>
  findSiteProblems({
    id: 'shop',
    name: 'Corner Shop',
    returnAddresses: ['https://shop.example/'],
    ...change,
  }).map(({ field }) => field)

test('names are plain words that cannot pose as an address or as markup', () => {
  for (const name of [
    'Corner Shop',
    'Café “x”'.replace(/[“”]/g, ''),
    'Лавка №1'.replace('№', ''),
    "St. Mary's + Co",
  ])
    expect([name, said({ name })]).toEqual([name, []])
  for (const name of [
    '',
    '  ',
    ' a',
    '[URL=x]a[/URL]',
    'shop.example',
    'www shop',
    'a\u202eb',
    'a\nb',
    'x'.repeat(49),
  ])
    expect([name, said({ name })]).toEqual([name, ['name']])
})

test('an id is short and plain', () => {
  for (const id of ['a', 'my-shop-2', 'x'.repeat(32)]) expect(said({ id })).toEqual([])
  for (const id of ['', 'A', 'a_b', 'a b', 'a/b', 'x'.repeat(33), 'shop\n'])
    expect(said({ id })).toEqual(['id'])
})

test('addresses are one to ten, none twice', () => {
  const many = Array.from({ length: 11 }, (_, index) => `https://shop.example/${index}`)
  expect(said({ returnAddresses: many.slice(1) })).toEqual([])
  for (const returnAddresses of [[], many, ['https://a.example/', 'https://a.example/']])
    expect(said({ returnAddresses })).toEqual(['returnAddresses'])
})
