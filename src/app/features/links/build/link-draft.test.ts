import { describe, expect, test } from 'vitest'
import { firstDraft, readDraft, switchMode, type ContextField, type LinkDraft } from './link-draft.ts'

const field = (of: Partial<ContextField>): ContextField => ({
  id: 1,
  name: 'n',
  kind: 'text',
  value: '',
  ...of,
})
const form = (...fields: ContextField[]): LinkDraft => ({ ...firstDraft, fields })
const json = (text: string): LinkDraft => ({ ...firstDraft, mode: 'json', json: text })

test('fields become a context with their types', () => {
  const draft = form(
    field({ name: 'promo', value: '100% off' }),
    field({ id: 2, name: 'n', kind: 'number', value: '456' }),
    field({ id: 3, name: 'ok', kind: 'yes or no', value: 'yes' }),
  )
  expect(readDraft(draft)).toEqual({ context: { promo: '100% off', n: 456, ok: true } })
})

describe('what is wrong is said at the field', () => {
  test.each([
    [field({ name: '' }), 'Give the field a name.'],
    [field({ kind: 'number', value: 'many' }), 'This is no number.'],
    [field({ kind: 'number', value: ' ' }), 'This is no number.'],
  ])('%j', (wrong, problem) => {
    expect(readDraft(form(wrong))).toMatchObject({ fields: new Map([[1, problem]]) })
  })
  test('two fields of one name', () => {
    const read = readDraft(form(field({}), field({ id: 2 })))
    expect(read).toMatchObject({ fields: new Map([1, 2].map((id) => [id, 'Another field has this name.'])) })
  })
  test.each(['', '{', '[1]', '"text"', '5', 'null'])('%j is no context', (text) => {
    expect(readDraft(json(text))).toHaveProperty('problem')
  })
})

describe('the form and the JSON are two faces of one context', () => {
  test('there and back nothing changes', () => {
    const draft = form(
      field({ name: 'a', value: 'b' }),
      field({ id: 2, name: 'n', kind: 'number', value: '1' }),
    )
    const there = switchMode(draft)
    expect(there?.mode).toBe('json')
    expect(there && switchMode(there)?.fields).toEqual(draft.fields)
  })
  test('what a form cannot show stays JSON', () => {
    expect(switchMode(json('{"list":[1]}'))).toBeUndefined()
    expect(switchMode(json('{'))).toBeUndefined()
  })
})
