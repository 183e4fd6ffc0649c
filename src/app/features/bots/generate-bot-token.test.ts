import { expect, test } from 'vitest'
import { generateBotToken } from './generate-bot-token.ts'

test('a token has forty letters and digits, none that look alike, and never comes twice', () => {
  const tokens = Array.from({ length: 500 }, () => generateBotToken())
  for (const token of tokens) expect(token).toMatch(/^[A-HJ-NP-Za-km-z2-9]{40}$/)
  expect(new Set(tokens).size).toBe(500)
})

test('every letter is equally likely: bytes beyond the last whole alphabet are thrown away', () => {
  let next = 0
  const everyByte = {
    getRandomValues: <T>(array: T): T => {
      if (array instanceof Uint8Array) array[0] = next++ % 256
      return array
    },
  }
  const counts = new Map<string, number>()
  // 57 tokens of 40 letters use each of the 228 fair bytes exactly ten times.
  for (let index = 0; index < 57; index += 1)
    for (const letter of generateBotToken(everyByte)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect([counts.size, new Set(counts.values())]).toEqual([57, new Set([40])])
})
