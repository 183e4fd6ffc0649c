import { describe, expect, test } from 'vitest'
import { encodeWebLink } from '../../../../contract/deep-link/deep-link.ts'
import { createRowBuilder, levelOf } from './build-row.ts'
import { emptyMapping, fits, guessMapping, mappingFaults, type MappedPart } from './bulk-mapping.ts'
import type { TableRow } from './table.ts'

const target = { portalOrigin: 'https://portal.example', botDialogId: '7' }
const part = (name: string, rest: Partial<MappedPart> = {}): MappedPart => ({
  id: 1,
  name,
  column: name,
  constant: '',
  kind: 'text',
  isRequired: false,
  ...rest,
})
const build = (fields: readonly MappedPart[], cells: Readonly<Record<string, string>>, more = {}) => {
  const builder = createRowBuilder(
    Object.keys(cells),
    { ...emptyMapping, fields: [...fields], ...more },
    target,
  )
  return builder({ line: 2, cells: Object.values(cells), problems: [] })
}

test('columns and constants become the context, parameters stand behind it, the label is no part of it', () => {
  const { link, label, problems } = build(
    [part('code'), part('action', { column: null, constant: 'coupon' }), part('vip', { kind: 'yes or no' })],
    { code: '100% off', vip: 'Yes', title: 'For Anna', utm_source: 'a&b' },
    { parameters: [part('utm_source')], label: 'title' },
  )
  const plain = encodeWebLink({ ...target, context: { code: '100% off', action: 'coupon', vip: true } })
  expect(link).toBe(`${plain}&utm_source=a%26b`)
  expect(label).toBe('For Anna')
  expect(levelOf(problems)).toBe('good')
})

describe('problems of a row', () => {
  test.each([
    [part('n', { kind: 'number' }), 'many', 'notANumber'],
    [part('n', { kind: 'number' }), '1,5', 'notANumber'],
    [part('n', { kind: 'number' }), '0x10', 'notANumber'],
    [part('n', { kind: 'number' }), '12345678901234567890', 'tooPrecise'],
    [part('n', { kind: 'number' }), '3.14159265358979323846', 'tooPrecise'],
    [part('n', { kind: 'number' }), '1e-400', 'tooPrecise'],
    [part('n', { kind: 'number' }), '9007199254740992', 'tooPrecise'],
    [part('n', { kind: 'number' }), '007', 'rewritten'],
    [part('n', { kind: 'number' }), '01067', 'rewritten'],
    [part('n', { kind: 'number' }), '1.50', 'rewritten'],
    [part('n', { kind: 'number' }), '+49', 'rewritten'],
    [part('n', { kind: 'number' }), '-0', 'rewritten'],
    [part('n', { kind: 'JSON' }), '[12345678901234567890]', 'alteredNumber'],
    [part('n', { kind: 'JSON' }), '{"a":1,"a":2}', 'nameTwice'],
    [part('n', { kind: 'yes or no' }), 'maybe', 'notYesOrNo'],
    [part('n', { isRequired: true }), '  ', 'emptyRequired'],
  ])('%o with %j', (field, cell, code) => {
    const { link, problems } = build([field], { n: cell })
    expect(problems).toEqual([{ code, level: 'error', at: 'n' }])
    expect(link).toBeUndefined()
  })
  test.each([
    ['who', 'anna@shop.example', 'personal', 'warned'],
    ['apiKey', 'x', 'secret', 'warned'],
    ['text', 'z'.repeat(2400), 'tooLong', 'warned'],
    ['text', '', 'neverDelivered', 'failed'],
  ])('%s = %s', (name, cell, code, level) => {
    const { link, problems } = build([part(name)], { [name]: cell })
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(levelOf(problems)).toBe(level)
    expect(link).toBeDefined()
  })
  test('a list is to be looked at where it becomes text, and not where it is wanted as a list', () => {
    const row: TableRow = {
      line: 2,
      cells: ['[1]'],
      problems: [{ code: 'nested', level: 'warning', at: 'items' }],
    }
    const problemsAs = (kind: MappedPart['kind']) =>
      createRowBuilder(['items'], { ...emptyMapping, fields: [part('items', { kind })] }, target)(row)
        .problems
    expect(problemsAs('text').map(({ code }) => code)).toContain('nested')
    expect(problemsAs('JSON').map(({ code }) => code)).not.toContain('nested')
  })
  test('an empty cell that is not required leaves its field out', () => {
    expect(build([part('a'), part('b')], { a: 'x', b: '' }).context).toEqual({ a: 'x' })
  })
  test('what was wrong with the row in its file stays', () => {
    const builder = createRowBuilder(['a'], { ...emptyMapping, fields: [part('a')] }, target)
    const built = builder({ line: 2, cells: ['"x'], problems: [{ code: 'quoting', level: 'error' }] })
    expect([built.link, built.problems.length]).toEqual([undefined, 1])
  })
})

describe('the mapping', () => {
  const columns = ['Code', 'points', 'utm_source', 'label', 'zip']
  test('is guessed from names and values; a number with zeros before it stays text', () => {
    const { fields, parameters, label } = guessMapping(columns, [['A1', '15', 'mail', 'Anna', '01067']])
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['Code', 'text'],
      ['points', 'number'],
      ['zip', 'text'],
    ])
    expect(parameters.map(({ name }) => name)).toEqual(['utm_source'])
    expect(label).toBe('label')
  })
  test('is guessed from all rows: a code with a zero before it may come late', () => {
    const numbers = Array.from({ length: 250 }, (_, n) => [String(10_115 + n)])
    const kindOf = (rows: readonly string[][]) => guessMapping(['zip'], rows).fields[0]?.kind
    expect([kindOf(numbers), kindOf([...numbers, ['01067']]), kindOf([[''], []])]).toEqual([
      'number',
      'text',
      'text',
    ])
  })
  test('fits a file that has its columns', () => {
    const mapping = guessMapping(columns, [])
    expect([
      fits(mapping, [...columns, 'more']),
      fits(mapping, columns.slice(1)),
      fits(emptyMapping, columns),
    ]).toEqual([true, false, false])
  })
  test('says what is wrong with it', () => {
    const fields = [
      part('', { id: 1, column: 'a' }),
      part('x', { id: 2, column: 'a' }),
      part('x', { id: 3, column: 'a' }),
      part('gone', { id: 4 }),
      part('n', { id: 5, column: null, kind: 'number', constant: 'x' }),
    ]
    const parameters = [part('BOT_CONTEXT', { id: 1, column: 'a' })]
    const faults = mappingFaults({ ...emptyMapping, fields, parameters }, ['a'])
    expect([...faults.fields.values()]).toEqual(['noName', 'sameName', 'sameName', 'noColumn', 'badConstant'])
    expect([...faults.parameters.values()]).toEqual(['takenName'])
  })
})
