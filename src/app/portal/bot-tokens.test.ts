import { expect, test } from 'vitest'
import { createBotTokens } from './bot-tokens.ts'

test('a token is known once, however often it is given, and can be forgotten', () => {
  const tokens = createBotTokens()
  for (const token of ['a', 'b', 'a']) tokens.add(token)
  expect(tokens.list()).toEqual(['a', 'b'])
  tokens.remove('a')
  expect(tokens.list()).toEqual(['b'])
})

test('who listens hears of what changed, and of nothing else', () => {
  const tokens = createBotTokens()
  let heard = 0
  const stop = tokens.subscribe(() => (heard += 1))
  tokens.add('a')
  tokens.add('a')
  tokens.remove('a')
  stop()
  tokens.add('b')
  expect(heard).toBe(2)
})

test('the list stays the same object until it changes', () => {
  const tokens = createBotTokens()
  tokens.add('a')
  const before = tokens.list()
  tokens.add('a')
  expect(tokens.list()).toBe(before)
})

test('a token whose registration got no answer is known, though its bots are not listed', () => {
  const tokens = createBotTokens()
  tokens.add('a')
  tokens.beginTry('b')
  expect(tokens.known()).toEqual(['b', 'a'])
  expect(tokens.list()).toEqual(['a'])
  tokens.endTry('b')
  expect(tokens.known()).toEqual(['a'])
})

test('a token made here is to be kept until somebody says so; one that was given is kept already', () => {
  const tokens = createBotTokens()
  tokens.add('given')
  tokens.registered('given')
  tokens.beginTry('made')
  tokens.registered('made')
  expect(tokens.list()).toEqual(['given', 'made'])
  expect(tokens.unkept()).toEqual(['made'])
  tokens.keep('made')
  expect(tokens.unkept()).toEqual([])
  expect(tokens.known()).toEqual(['given', 'made'])
})

test('what would take a bot with it: open attempts and tokens nobody kept, until they are settled', () => {
  const tokens = createBotTokens()
  tokens.beginTry('a')
  tokens.beginTry('b')
  expect([...tokens.atRisk()].sort()).toEqual(['a', 'b'])
  tokens.endTry('b')
  tokens.registered('a')
  const before = tokens.atRisk()
  expect(before).toEqual(['a'])
  tokens.add('c')
  expect(tokens.atRisk()).toEqual(before)
  tokens.keep('a')
  expect(tokens.atRisk()).toEqual([])
})
