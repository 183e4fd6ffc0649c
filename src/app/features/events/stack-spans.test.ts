import { expect, test } from 'vitest'
import { families } from './event-families.ts'
import { stackSpans } from './stack-spans.ts'

test('types of one family are one part of a bar, whatever API they are of', () => {
  const names = ['ONIMBOTV2MESSAGEADD', 'ONIMBOTMESSAGEADD', 'ONIMBOTV2MESSAGEUPDATE', 'ONSOMETHINGNEW']
  const { bars, highest, present } = stackSpans({
    from: 0,
    to: 2,
    names,
    counts: [
      [3, 2, 1, 0],
      [0, 0, 0, 4],
    ],
  })
  expect(families.slice(0, 2)).toEqual(['message', 'change'])
  expect(bars.map(({ counts }) => counts)).toEqual([
    [5, 1, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 4],
  ])
  expect(highest).toBe(6)
  expect(present.map(({ family }) => family)).toEqual(['message', 'other', 'change'])
})

test('nothing is no bars', () => {
  expect(stackSpans({ from: 0, to: 0, names: [], counts: [] })).toEqual({ bars: [], highest: 0, present: [] })
})
