import { expect, test } from 'vitest'
import { parseWorkerAddress } from './worker-address.ts'

test('an address becomes its origin; a password and plain http over the net are refused', () => {
  expect(parseWorkerAddress(' https://worker.example/pairings ')).toEqual({
    origin: 'https://worker.example',
  })
  expect(parseWorkerAddress('http://127.0.0.1:8025/')).toEqual({ origin: 'http://127.0.0.1:8025' })
  for (const text of ['', 'worker', 'http://worker.example', 'https://a@b.example', 'javascript:alert(1)'])
    expect([text, parseWorkerAddress(text)]).toEqual([
      text,
      { problem: expect.stringMatching(/\.$/) as string },
    ])
})
