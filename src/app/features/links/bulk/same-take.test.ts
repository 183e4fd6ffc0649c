import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import type { TakeOptions } from './bulk-protocol.ts'
import { isSameTake } from './same-take.ts'

const labels: TakeOptions = {
  as: 'labels',
  onlyGood: false,
  code: defaultCodeSettings,
  labelSize: 'full',
  part: 0,
}
const otherLook = { ...defaultCodeSettings, dark: '#102030' }

test.each<[string, Partial<TakeOptions>]>([
  ['kind', { as: 'csv' }],
  ['choice of rows', { onlyGood: true }],
  ['look', { code: otherLook }],
  ['size of labels', { labelSize: 'card' }],
  ['part', { part: 1 }],
])('another %s makes another file', (_, changed) => {
  expect(isSameTake(labels, { ...labels, ...changed })).toBe(false)
})

test('what a kind of file does not have makes no other one', () => {
  const csv = { ...labels, as: 'csv' as const }
  expect(isSameTake(csv, { ...csv, code: otherLook, part: 3 })).toBe(true)
  expect(isSameTake({ ...labels, as: 'svgs' }, { ...labels, as: 'svgs', part: 3 })).toBe(true)
  expect(isSameTake(labels, { ...labels })).toBe(true)
})
