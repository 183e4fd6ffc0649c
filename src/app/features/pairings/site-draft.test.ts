import { expect, test } from 'vitest'
import { emptySiteDraft, fieldsOfDraft, problemsOfDraft } from './site-draft.ts'

const typed = {
  ...emptySiteDraft,
  id: ' shop ',
  name: 'Shop ',
  addresses: ' https://shop.example/back \n\nhttps://shop.example/b\n',
}

test('slips of the hand are not sent', () => {
  expect(fieldsOfDraft(typed)).toEqual({
    id: 'shop',
    name: 'Shop',
    returnAddresses: ['https://shop.example/back', 'https://shop.example/b'],
    policy: 'finish',
    isActive: true,
  })
  expect(problemsOfDraft(typed)).toEqual({})
})

test('a mistake is said at its field', () => {
  expect(Object.keys(problemsOfDraft({ ...typed, addresses: 'shop.example' }))).toEqual(['returnAddresses'])
  expect(Object.keys(problemsOfDraft(emptySiteDraft))).toEqual(['id', 'name', 'returnAddresses'])
})
