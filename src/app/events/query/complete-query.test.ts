import { expect, test } from 'vitest'
import { askedAt, complete, termsFor } from './complete-query.ts'

/** The caret stands at the bar. */
const asked = (marked: string) => askedAt(marked.replace('|', ''), marked.indexOf('|'))
const chosen = (marked: string, value: string) => {
  const text = marked.replace('|', '')
  const at = asked(marked)
  if (!at) return undefined
  const { text: after, caret } = complete(text, at, value)
  return `${after.slice(0, caret)}|${after.slice(caret)}`
}

test('at the beginning of a word a term is asked for, behind its sign a value', () => {
  expect(asked('|')).toMatchObject({ what: 'term', part: '' })
  expect(asked('user:1 ty|')).toMatchObject({ what: 'term', part: 'ty' })
  expect(asked('-ty|')).toMatchObject({ what: 'term', part: 'ty' })
  expect(asked('(|')).toMatchObject({ what: 'term', part: '' })
  expect(asked('type:|')).toMatchObject({ what: 'value', key: 'type', part: '' })
  expect(asked('type:command,me|')).toMatchObject({ what: 'value', key: 'type', part: 'me' })
  expect(asked('user:"An|')).toMatchObject({ what: 'value', key: 'user', part: 'An' })
  expect(asked('colour:r|')).toBeUndefined()
  expect(asked('"a b|"')).toBeUndefined()
})

test('terms are offered by their beginning, in a fixed order', () => {
  expect(termsFor('')).toHaveLength(12)
  expect(termsFor('T')).toEqual(['type', 'text'])
  expect(termsFor('x')).toEqual([])
})

test('what is chosen takes the place of what was typed, and the caret goes behind it', () => {
  expect(chosen('ty|', 'type')).toBe('type:|')
  expect(chosen('-te| b', 'text')).toBe('-text~| b')
  expect(chosen('type:co|', 'ONIMBOTV2COMMANDADD')).toBe('type:ONIMBOTV2COMMANDADD |')
  expect(chosen('type:a,me|', 'message')).toBe('type:a,message |')
  expect(chosen('(user:A|)', 'Anna B')).toBe('(user:"Anna B"|)')
})
