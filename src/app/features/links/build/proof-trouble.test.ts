import { expect, test } from 'vitest'
import { proofTrouble } from './proof-trouble.ts'

test.each([
  ['{}', /^Nothing is left of it/],
  ['{"a":null,"b":{}}', /^Nothing is left of it/],
  ['{"a":"b","c":{"d":"x\\ud800"}}', /^c\.d: Holds half a character/],
  ['{"x\\ud800":"b"}', /^x\ud800: Holds half a character/],
  ['{"a":"b","c":[{"__proto__":1}]}', /“__proto__”: rename it/],
])('%s is not sent, and it is said why', (json, expected) => {
  expect(proofTrouble(JSON.parse(json) as Record<string, unknown>)).toMatch(expected) // each is an object
})

test.each(['{"a":"b","none":null}', '{"n":1}', '{"a":"\\"__proto__\\":1"}', '{"proto":"__proto__"}'])(
  '%s can be proved',
  (json) => {
    expect(proofTrouble(JSON.parse(json) as Record<string, unknown>)).toBeUndefined() // each is an object
  },
)
