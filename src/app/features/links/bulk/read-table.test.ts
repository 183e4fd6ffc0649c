import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { mostRows, UnreadableError } from './table.ts'

const cellsOf = (text: string, options = {}) => readTable(text, options).rows.map(({ cells }) => cells)
const problemsOf = (text: string) =>
  readTable(text).rows.flatMap(({ line, problems }) => problems.map(({ code, at }) => [line, code, at ?? '']))
const whyOf = (text: string) => {
  try {
    readTable(text)
    return 'read'
  } catch (error) {
    return error instanceof UnreadableError ? error.code : String(error)
  }
}

describe('CSV', () => {
  test.each([',', ';', '\t', '|'])('the separator %j is found', (separator) => {
    const text = [
      ['code', 'name'],
      ['a', 'b'],
    ]
      .map((row) => row.join(separator))
      .join('\r\n')
    expect(readTable(text)).toMatchObject({ format: 'csv', separator, columns: ['code', 'name'], total: 1 })
  })
  test('quoted cells keep separators, quotes and line ends, and lines are counted as in the file', () => {
    const { rows } = readTable('a,b\n"x, ""y""\nz",1\nlast,2\n')
    expect(rows).toEqual([
      { line: 2, cells: ['x, "y"\nz', '1'], problems: [] },
      { line: 4, cells: ['last', '2'], problems: [] },
    ])
  })
  test('a quote that is never closed costs its own row, and no other', () => {
    const text = 'code,n\nA,1\n"B,2\nC,3\nD"x,4\n"E" e,5\nF,6\n'
    expect(cellsOf(text).map(([code]) => code)).toEqual(['A', '"B', 'C', 'D"x', '"E" e', 'F'])
    expect(problemsOf(text)).toEqual([
      [3, 'quoting', ''],
      [6, 'quoting', ''],
    ])
  })
  test('quotes may be told to be plain', () => {
    expect(cellsOf('a,b\n"x,2\n', { areQuotesPlain: true })).toEqual([['"x', '2']])
  })
  test('a file that breaks in every row is read all the same, soon, and says so', () => {
    const table = readTable(`a,b\n${'"x,1\n'.repeat(20_001)}`)
    expect(table.rows).toHaveLength(20_001)
    expect(table.isQuotingGivenUp).toBe(true)
  })
  test('after giving up, every row that holds a quote is doubtful, and no other', () => {
    const { rows } = readTable(`a,b\n${'"x,1\n'.repeat(200)}"Smith, A",1\ny"z,1\nplain,1\n`)
    expect(rows.slice(199).map(({ problems }) => problems.map(({ code, level }) => [code, level]))).toEqual([
      [['quoting', 'error']],
      [
        ['plainQuotes', 'warning'],
        ['tooManyCells', 'error'],
      ],
      [['plainQuotes', 'warning']],
      [],
    ])
  })
  test('nothing is doubtful where somebody has told that quotes are plain', () => {
    const { rows } = readTable('a,b\n"x,1\n', { areQuotesPlain: true })
    expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  })
  test('rows of another length', () => {
    expect(problemsOf('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n')).toEqual([
      [2, 'tooFewCells', 'c'],
      [3, 'tooManyCells', ''],
    ])
  })
  test('blank lines are no rows, and counted', () => {
    expect(readTable('a,b\n\n1,2\n , \n\n')).toMatchObject({ total: 1, blank: 3 })
  })
  test('each column has a name of its own', () => {
    expect(readTable('a,a,,a\n1,2,3,4\n').columns).toEqual(['a', 'a (2)', 'column 3', 'a (3)'])
  })
  test('no more rows than the limit, and the others are counted', () => {
    const table = readTable(`a\n${'x\n'.repeat(mostRows + 7)}`)
    expect([table.rows.length, table.total]).toEqual([mostRows, mostRows + 7])
  })
  test('a character that was lost on the way is named with its column', () => {
    expect(problemsOf('a,b\n1,M\ufffdller\n')).toEqual([[2, 'damagedText', 'b']])
  })
})

describe('JSON', () => {
  test('a list of objects; columns are all names there are', () => {
    expect(readTable('[{"a":1,"b":true},{"c":"x","a":null}]')).toMatchObject({
      format: 'json',
      columns: ['a', 'b', 'c'],
      rows: [{ cells: ['1', 'true', ''] }, { cells: ['', '', 'x'] }],
    })
  })
  test('an object a line; a broken line is a row with an error', () => {
    const table = readTable('{"a":"1"}\n\n{"a":\n{"a":"3"}\n')
    expect(table.format).toBe('jsonLines')
    expect(table.rows.map(({ line, problems }) => [line, problems[0]?.code])).toEqual([
      [1, undefined],
      [3, 'notAnEntry'],
      [4, undefined],
    ])
  })
  test('entries that are no objects, and values that are no scalars', () => {
    expect(problemsOf('[{"a":{"x":1}},7,"t",["l"]]')).toEqual([
      [1, 'nested', 'a'],
      [2, 'notAnEntry', ''],
      [3, 'notAnEntry', ''],
      [4, 'notAnEntry', ''],
    ])
  })
  test.each([
    ['a list', (row: string) => `[{"id":"x"},${row}]`, 2],
    ['an object a line', (row: string) => `{"id":"x"}\n${row}\n`, 2],
    ['one object', (row: string) => row, 1],
  ])('digits no number can hold stay as they are written: %s', (_, textOf, line) => {
    const text = textOf('{"id":12345678901234567890,"huge":1e400,"n":1.50}')
    expect(readTable(text).rows.at(-1)).toMatchObject({
      line,
      cells: ['12345678901234567890', '1e400', '1.5'],
      problems: [],
    })
  })
  test('a name that comes twice and a number altered inside a value are errors of their row and column', () => {
    const rows = ['{"a":1,"a":2}', '{"a":[12345678901234567890]}', '{"a":{"b":1,"b":1}}', '{"a":1}']
    const found = [
      [1, 'nameTwice', 'a'],
      [2, 'nested', 'a'],
      [2, 'alteredNumber', 'a'],
      [3, 'nested', 'a'],
      [3, 'nameTwice', 'a'],
    ]
    expect(problemsOf(`[${rows.join()}]`)).toEqual(found)
    expect(problemsOf(rows.join('\n'))).toEqual(found)
  })
  test('names of Object are names like others', () => {
    expect(cellsOf('[{"__proto__":"p","constructor":"c"},{"x":"1"}]')).toEqual([
      ['p', 'c', ''],
      ['', '', '1'],
    ])
  })
})

test.each([
  ['', 'empty'],
  [' \n ', 'empty'],
  ['a,b\n', 'onlyNames'],
  ['[]', 'empty'],
  ['[1,2]', 'noEntries'],
  ['[{"a":1},', 'badJson'],
  ['{"a":1', 'badJson'],
  ['\u0000\u0001', 'binary'],
  [Array.from({ length: 201 }, (_, n) => `c${n}`).join(), 'tooManyColumns'],
])('%j cannot be read: %s', (text, code) => {
  expect(whyOf(text)).toBe(code)
})
