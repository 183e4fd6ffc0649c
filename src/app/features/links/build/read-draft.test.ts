import { describe, expect, test } from 'vitest'
import { firstDraft, type ContextField, type LinkDraft } from './draft-schema.ts'
import { mostTyped } from './json-trouble.ts'
import { readDraft } from './read-draft.ts'
import { switchMode } from './switch-mode.ts'

const field = (of: Partial<ContextField>): ContextField => ({
  id: 1,
  name: 'n',
  kind: 'text',
  value: '',
  ...of,
})
const form = (...fields: ContextField[]): LinkDraft => ({ ...firstDraft, fields })
const json = (text: string, template = 'empty'): LinkDraft => ({
  ...firstDraft,
  template,
  mode: 'json',
  json: text,
})

test('fields become a context with their types', () => {
  const draft = form(
    field({ name: 'promo', value: '100% off' }),
    field({ id: 2, name: 'n', kind: 'number', value: '456' }),
    field({ id: 3, name: 'ok', kind: 'yes or no', value: 'yes' }),
  )
  expect(readDraft(draft)).toEqual({ context: { promo: '100% off', n: 456, ok: true } })
})

test('a field that the purpose only offers is left out while it is empty; one’s own empty text is sent', () => {
  const fields = [
    field({ name: 'action', value: 'openTask' }),
    field({ id: 2, name: 'taskId', kind: 'number', value: '4' }),
    field({ id: 3, name: 'source' }),
    field({ id: 4, name: 'mine' }),
  ]
  expect(readDraft({ ...form(...fields), template: 'openTask' })).toEqual({
    context: { action: 'openTask', taskId: 4, mine: '' },
  })
})

describe('what is wrong is said at the field', () => {
  test.each([
    [field({ name: '' }), 'Give the field a name.'],
    [field({ kind: 'number', value: 'many' }), 'This is no number.'],
    [field({ kind: 'number', value: ' ' }), 'This is no number.'],
    [
      field({ kind: 'number', value: '12345678901234567891' }),
      'Too many digits for a number: it would be rounded. Make it a text.',
    ],
  ])('%j', (wrong, problem) => {
    expect(readDraft(form(wrong))).toMatchObject({ rows: new Map([[1, problem]]) })
  })
  test('a number of many digits that is written as it was typed is none of them', () => {
    const big = field({ kind: 'number', value: '33005003584581510' })
    expect(JSON.stringify(readDraft(form(big)))).toContain(':33005003584581510')
  })
  test.each(['3.14159265358979323846', '1e-400'])('%s as a number would become another', (value) => {
    expect(readDraft(form(field({ kind: 'number', value })))).toHaveProperty('problem')
  })
  test('two fields of one name', () => {
    const read = readDraft(form(field({}), field({ id: 2 })))
    expect(read).toMatchObject({ rows: new Map([1, 2].map((id) => [id, 'Another field has this name.'])) })
  })
  test('what the purpose asks for, in the form', () => {
    const draft = { ...form(field({ name: 'taskId', kind: 'number', value: '-3' })), template: 'openTask' }
    expect(readDraft(draft)).toMatchObject({
      rows: new Map([[1, 'At least 1.']]),
      problem: 'Some fields are not right yet. The purpose needs a field “action”.',
    })
  })
  test('what the purpose asks for, in JSON', () => {
    expect(readDraft(json('{"action":"openTask","taskId":"456"}', 'openTask'))).toMatchObject({
      problem: 'taskId: Here a number is needed.',
      names: new Map([['taskId', 'Here a number is needed.']]),
    })
  })
})

describe('what is no context says what it is instead', () => {
  test.each([
    ['', /Nothing stands here yet/],
    ['{', /No JSON yet: .*position 1/],
    ['[1]', /This is a list/],
    ['"text"', /This is a string/],
    ['5', /This is a number/],
    ['null', /This is null/],
    ['[object Object]', /JSON\.stringify/],
    ['{"a":[object Object]}', /JSON\.stringify/],
    ['{…}', /shortens what is inside/],
    ['{a: {…}, b: 1}', /shortens what is inside/],
    ['<ref *1> { name: "a", self: [Circular *1] }', /contains itself/],
    ["{action: 'x'}", /names stand in double quotes/],
    ["{'action': 'x'}", /double quotes \("\)/],
    ['{“action”: “x”}', /curly/],
    ['{"a": 1,}', /comma before a closing bracket/],
    ['{"a": undefined}', /no undefined/],
    ['https://a.example/online/?IM_DIALOG=7', /This is a link/],
  ])('%s', (text, problem) => {
    const read = readDraft(json(text))
    expect('problem' in read ? read.problem : '').toMatch(problem)
  })
  test('nesting that would overflow whoever walks it is named; brackets inside texts do not count', () => {
    const deep = (levels: number) => `{"a":${'['.repeat(levels)}1${']'.repeat(levels)}}`
    const read = readDraft(json(deep(9000)))
    expect('problem' in read ? read.problem : '').toMatch(/^Nested deeper than 60 levels/)
    expect(readDraft(json(deep(50)))).toHaveProperty('context')
    expect(readDraft(json(JSON.stringify({ a: '[{"\\'.repeat(100) })))).toHaveProperty('context')
  })
  test('a megabyte is refused by its size and never parsed', () => {
    const read = readDraft(json(`{"a":"${'x'.repeat(1_000_000)}"}`))
    expect('problem' in read ? read.problem : '').toMatch(/^Too large: 1\.0 MB\./)
    const typed = readDraft(form(field({ value: 'x'.repeat(mostTyped) })))
    expect('problem' in typed ? typed.problem : '').toMatch(/^Too large: 20 kB\./)
  })
})

describe('the form and the JSON are two faces of one context', () => {
  const there = (draft: LinkDraft): LinkDraft => {
    const switched = switchMode(draft)
    if ('refusal' in switched) throw new Error(switched.refusal)
    return switched.draft
  }
  test('there and back nothing changes', () => {
    const draft = form(
      field({ name: 'a', value: 'b' }),
      field({ id: 2, name: 'n', kind: 'number', value: '1' }),
    )
    expect(there(draft).mode).toBe('json')
    expect(there(there(draft)).fields).toEqual(draft.fields)
  })
  test('a number that is none yet goes over as the text it is', () => {
    expect(there(form(field({ kind: 'number', value: 'many' }))).json).toBe('{\n  "n": "many"\n}')
  })
  test.each([
    [json('{"list":[1]}'), /have no form/],
    [json('{"text":"two\\nlines"}'), /have no form/],
    [json('{'), /Only JSON/],
    [json('[]'), /Only an object/],
    [form(field({ name: '', value: 'x' })), /without a name/],
    [form(field({}), field({ id: 2 })), /two fields of one name/],
  ])('where it cannot be shown the other way it says why (%#)', (draft, why) => {
    const switched = switchMode(draft)
    expect('refusal' in switched ? switched.refusal : '').toMatch(why)
  })
})

describe('what JSON.parse would alter', () => {
  const text =
    '{"id":12345678901234567890,"huge":1e400,"a":1,"a":2,"in":[{"n":0.12345678901234567890}],"ok":1}'

  test('is named by its field, and there is no context', () => {
    const read = readDraft(json(text))
    expect(read).not.toHaveProperty('context')
    expect(Object.fromEntries('names' in read ? read.names : [])).toEqual({
      id: 'id: a number cannot hold 12345678901234567890; it would become 12345678901234567000. Put it in quotes.',
      huge: 'huge: a number cannot hold 1e400; it would become null. Put it in quotes.',
      a: 'a: the name comes twice in one object, and only the last value would stay.',
      in: 'in.0.n: a number cannot hold 0.12345678901234567890; it would become 0.12345678901234568. Put it in quotes.',
    })
  })
  test('in quotes it is kept', () => {
    expect(readDraft(json('{"id":"12345678901234567890","n":1.50}'))).toEqual({
      context: { id: '12345678901234567890', n: 1.5 },
    })
  })
  test('is not lost by showing it as a form', () => {
    expect(switchMode(json('{"id":12345678901234567890}'))).toHaveProperty('refusal')
  })
  test('digits no number can hold go over into JSON as they are', () => {
    const switched = switchMode(form(field({ kind: 'number', value: '12345678901234567890' })))
    expect('draft' in switched && JSON.parse(switched.draft.json)).toEqual({ n: '12345678901234567890' })
  })
})
