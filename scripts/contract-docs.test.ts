import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentedNotes } from '../src/contract/notes/documented-notes.ts'
import { helperNotes } from '../src/contract/notes/helper-notes.ts'
import { methods } from '../src/contract/rest/methods.ts'
import type { MethodName } from '../src/contract/rest/methods.ts'
import { contractDocs } from './contract-docs.ts'
import { rowsOf } from './contract-schema-rows.ts'

test('docs/contract.md is what the table says; `npm run docs` writes it anew', () => {
  expect(readFileSync(new URL('../docs/contract.md', import.meta.url), 'utf8')).toBe(contractDocs())
})

test('every note about a parameter is about one that exists', () => {
  // Object.entries forgets that the keys of a constant are known.
  const entries = Object.entries({ ...documentedNotes, ...helperNotes }) as [
    MethodName,
    { params?: object },
  ][]
  const strays = entries.flatMap(([name, note]) => {
    const paths = new Set(rowsOf(methods[name].params).map((row) => row.path))
    return Object.keys(note.params ?? {}).flatMap((path) => (paths.has(path) ? [] : [`${name} ${path}`]))
  })
  expect(strays).toEqual([])
})

test('every link leads to a heading', () => {
  const docs = contractDocs()
  const headings = [...docs.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  )
  const links = [...docs.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target)
  expect(links.filter((target) => !headings.includes(target ?? ''))).toEqual([])
})
