import { describe, expect, test } from 'vitest'
import { linkTemplates, templateOf } from '../../../../contract/links/link-templates.ts'
import { createRowBuilder } from './build-row.ts'
import { guessMapping, mappingFaults } from './bulk-mapping.ts'
import { startOfPurpose } from './bulk-start.ts'
import { mapStart, unusedColumns } from './map-start.ts'

const target = { portalOrigin: 'https://portal.example', botDialogId: '7' }
const coupon = startOfPurpose(templateOf('coupon'))
const mapFor = (recipe: Parameters<typeof mapStart>[0]['recipe'], columns: readonly string[]) =>
  mapStart({ recipe }, columns, guessMapping(columns, []))
const build = (recipe: Parameters<typeof mapStart>[0]['recipe'], row: Readonly<Record<string, string>>) => {
  const columns = Object.keys(row)
  const mapping = mapFor(recipe, columns)
  return createRowBuilder(columns, mapping, target)({ line: 2, cells: Object.values(row), problems: [] })
}

describe('rows with a purpose', () => {
  test('have its fields with their types; columns of that name fill them, and only they', () => {
    const columns = ['Code', 'Percent off', 'customer', 'utm_source', 'label']
    const mapping = mapFor(coupon.recipe, columns)
    expect(
      mapping.fields.map(({ name, column, constant, kind, isRequired }) => [
        name,
        column,
        constant,
        kind,
        isRequired,
      ]),
    ).toEqual([
      ['action', null, 'coupon', 'text', true],
      ['code', 'Code', '', 'text', true],
      ['percent', 'Percent off', '', 'number', false],
      ['validUntil', null, '', 'text', false],
      ['isForNewOnly', null, '', 'yes or no', false],
    ])
    expect(mapping).toMatchObject({
      template: 'coupon',
      label: 'label',
      parameters: [{ name: 'utm_source' }],
    })
    expect(unusedColumns(mapping, columns)).toEqual(['customer'])
  })
  test('leave out what is not filled, and name what is needed and not there', () => {
    expect(build(coupon.recipe, { code: 'A1', percent: '10' }).context).toEqual({
      action: 'coupon',
      code: 'A1',
      percent: 10,
    })
    const mapping = mapFor(coupon.recipe, ['customer'])
    expect([...mappingFaults(mapping, ['customer']).fields.values()]).toEqual(['noValue'])
  })
  test('keep its rules, a sentence at the field', () => {
    const { link, problems } = build(coupon.recipe, { code: 'A 1', percent: '101' })
    expect(link).toBeUndefined()
    expect(problems).toEqual([
      {
        code: 'notAsAsked',
        level: 'error',
        at: 'code',
        says: 'Only letters, digits, dots, hyphens and underscores.',
      },
      { code: 'notAsAsked', level: 'error', at: 'percent', says: 'At most 100.' },
    ])
  })
  test.each(linkTemplates.filter(({ fields }) => fields.length > 0))(
    '$name: a row that fills all is good',
    (template) => {
      const filled = {
        number: '7',
        text: 'abcdefgh12345678',
        'yes or no': 'yes',
        date: '2027-03-31',
        choice: '',
      }
      const row = Object.fromEntries(
        template.fields.map(({ name, kind, options }) => [
          name,
          kind === 'choice' ? (options?.[0] ?? '') : filled[kind],
        ]),
      )
      const { link, problems } = build(startOfPurpose(template).recipe, row)
      expect(problems.filter(({ level }) => level === 'error')).toEqual([])
      expect(link).toBeDefined()
    },
  )
})

describe('rows like a link', () => {
  const context = { action: 'x', n: 5, vip: true, list: [1, { a: null }], empty: '', nothing: null }
  const recipe = { template: '', context, parameters: [['utm_source', 'mail'] as [string, string]] }
  test('are that link where no column says anything else', () => {
    const { link, context: built, problems } = build(recipe, { other: 'z' })
    expect(problems.filter(({ level }) => level === 'error')).toEqual([])
    expect(built).toEqual(context)
    expect(link).toMatch(/&utm_source=mail$/)
  })
  test('differ in what has a column', () => {
    const { context: built, link } = build(recipe, { N: '7', empty: 'full', list: '[2]', utm_source: 'card' })
    expect(built).toEqual({ ...context, n: 7, empty: 'full', list: [2] })
    expect(link).toMatch(/&utm_source=card$/)
  })
  test('a list that is none is named', () => {
    expect(build(recipe, { list: '[2' }).problems).toEqual([{ code: 'notJson', level: 'error', at: 'list' }])
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    expect(build(recipe, { list: deep }).problems).toEqual([{ code: 'notJson', level: 'error', at: 'list' }])
  })
})
