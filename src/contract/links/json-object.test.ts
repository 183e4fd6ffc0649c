import { expect, test } from 'vitest'
import { jsonObjectSchema } from './json-object.ts'

test('an object comes through whole, with a member named __proto__', () => {
  const text = '{"__proto__":{"a":1},"b":[null]}'
  expect(JSON.stringify(jsonObjectSchema.parse(JSON.parse(text)))).toBe(text)
})

test.each(['null', '[]', '5', '"text"', 'true'])('%s is none', (text) => {
  expect(jsonObjectSchema.safeParse(JSON.parse(text)).success).toBe(false)
})
