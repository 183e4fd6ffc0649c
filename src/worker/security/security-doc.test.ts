import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = import.meta.dirname
const doc = readFileSync(resolve(folder, '../../../docs/security.md'), 'utf8').replace(/[`\\]/g, '')

test('docs/security.md names every guard that is proved here', () => {
  const guards = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^ +guard: '(.+)',$/gm)])
    .map(([, guard = '']) => guard)
  expect(guards.length).toBeGreaterThan(60)
  expect(guards.filter((guard) => !doc.includes(guard))).toEqual([])
})

test('S18: docs/security.md says of each requirement where it is met, or that it is not met here', () => {
  const ids = Array.from({ length: 29 }, (_, index) => `S${index + 1}`)
  expect(ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(doc))).toEqual([])
})
