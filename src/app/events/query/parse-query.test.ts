import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventFilter } from '../event-filter.ts'
import { eventParts, sourceKinds } from '../event-filter.ts'
import { formatQuery } from './format-query.ts'
import { longestQuery, parseQuery } from './parse-query.ts'

const clock = { now: Date.UTC(2026, 10, 20, 15, 30), timeZone: 'Europe/Berlin' }
const parse = (text: string) => parseQuery(text, clock)
const filterOf = (text: string) => parse(text).filter
const problemsOf = (text: string) =>
  parse(text).problems.map(({ code, from, to }) => `${code}: ${text.slice(from, to)}`)

const type = (name: string): EventFilter => ({ kind: 'type', name })
const user = (name: string): EventFilter => ({ kind: 'user', user: name })
const word = (text: string): EventFilter => ({ kind: 'text', text })

test('every term of the language, all of them together', () => {
  const text =
    'type:command bot:support user:274 dialog:chat5 text~"50%" has:keyboard source:bot message:12 id:100..200 payload~"SKU-1"'
  expect(parse(text)).toEqual({
    problems: [],
    filter: {
      kind: 'all',
      of: [
        type('command'),
        { kind: 'bot', bot: 'support' },
        user('274'),
        { kind: 'dialog', dialog: 'chat5' },
        word('50%'),
        { kind: 'has', part: 'keyboard' },
        { kind: 'source', source: 'bot' },
        { kind: 'message', messageId: 12 },
        { kind: 'id', from: 100, to: 200 },
        { kind: 'payload', text: 'SKU-1' },
      ],
    },
  })
})

test('an empty query filters nothing', () => {
  expect(parse('  ')).toEqual({ filter: undefined, problems: [] })
})

test('words by themselves are looked for in texts, in quotes also with spaces, colons and signs', () => {
  expect(filterOf('refund "a b" "-x" https://shop.example/?a=1 14:00')).toEqual({
    kind: 'all',
    of: ['refund', 'a b', '-x', 'https://shop.example/?a=1', '14:00'].map(word),
  })
  expect(filterOf('"say \\"no\\" to C:\\\\temp"')).toEqual(word('say "no" to C:\\temp'))
})

test('commas are alternatives, OR binds less than standing side by side, parentheses change that', () => {
  expect(filterOf('type:command,message')).toEqual({ kind: 'any', of: [type('command'), type('message')] })
  expect(filterOf('a b OR c')).toEqual({
    kind: 'any',
    of: [{ kind: 'all', of: [word('a'), word('b')] }, word('c')],
  })
  expect(filterOf('a (user:1 OR user:2)')).toEqual({
    kind: 'all',
    of: [word('a'), { kind: 'any', of: [user('1'), user('2')] }],
  })
})

test('a minus or NOT turns a term or a group around', () => {
  expect(filterOf('-type:joinchat')).toEqual({ kind: 'not', of: type('joinchat') })
  expect(filterOf('NOT (a b)')).toEqual({ kind: 'not', of: { kind: 'all', of: [word('a'), word('b')] } })
  expect(filterOf('--a')).toEqual(word('a'))
  expect(filterOf('a - b')).toEqual({ kind: 'all', of: ['a', '-', 'b'].map(word) })
})

test('ids may be open at one end, and turned round', () => {
  expect(filterOf('id:7')).toEqual({ kind: 'id', from: 7, to: 7 })
  expect(filterOf('id:7..')).toEqual({ kind: 'id', from: 7, to: Infinity })
  expect(filterOf('id:..7')).toEqual({ kind: 'id', from: 0, to: 7 })
  expect(filterOf('id:9..7')).toEqual({ kind: 'id', from: 7, to: 9 })
})

test('times are the portal’s day, a date, both, or so long ago', () => {
  const after = (text: string) => {
    const filter = filterOf(`after:${text}`)
    return filter?.kind === 'time' ? new Date(filter.from).toISOString() : filter
  }
  expect(after('14:00')).toBe('2026-11-20T13:00:00.000Z')
  expect(after('2026-07-01')).toBe('2026-06-30T22:00:00.000Z')
  expect(after('2026-11-20T14:00:05.5')).toBe('2026-11-20T13:00:05.500Z')
  expect(after('2026-11-20T14:00Z')).toBe('2026-11-20T14:00:00.000Z')
  expect(after('2026-11-20T14:00+05:30')).toBe('2026-11-20T08:30:00.000Z')
  expect(after('2h')).toBe('2026-11-20T13:30:00.000Z')
  // The hour that is skipped in spring.
  expect(after('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
  expect(filterOf('before:1d')).toEqual({ kind: 'time', from: -Infinity, to: clock.now - 86_400_000 })
})

test('what is not understood is named at its place, and the rest filters', () => {
  expect(problemsOf('colour:red user:274')).toEqual(['unknownTerm: colour:red'])
  expect(filterOf('colour:red user:274')).toEqual(user('274'))
  expect(filterOf('colour:red OR user:274')).toEqual(user('274'))
  expect(problemsOf('colour:red OR user:274')).toEqual(['unknownTerm: colour:red'])
  expect(problemsOf('has:wings,text')).toEqual(['badValue: wings'])
  expect(filterOf('has:wings,text')).toEqual({ kind: 'has', part: 'text' })
  expect(problemsOf('user: after:2026-02-30')).toEqual(['noValue: user:', 'badValue: 2026-02-30'])
  expect(problemsOf('after:23:50')).toEqual(['later: 23:50'])
})

test('what is left open or stands alone is named, and read as far as it goes', () => {
  expect(problemsOf('"no end')).toEqual(['unclosedQuote: "no end'])
  expect(filterOf('"no end')).toEqual(word('no end'))
  expect(problemsOf('(a OR b')).toEqual(['unclosedGroup: ('])
  expect(filterOf('(a OR b')).toEqual({ kind: 'any', of: [word('a'), word('b')] })
  expect(problemsOf('a)')).toEqual(['strayClose: )'])
  expect(problemsOf('OR a OR')).toEqual(['danglingOr: OR', 'danglingOr: OR'])
  expect(problemsOf('() a')).toEqual(['emptyGroup: ()'])
  expect(problemsOf('a NOT')).toEqual(['danglingNot: NOT'])
  expect(filterOf('() a')).toEqual(word('a'))
})

/** What means something in a query, and must not where it is a value. */
const bits = [
  '(',
  ')',
  '-',
  '"',
  '\\',
  ',',
  ':',
  '~',
  '..',
  'OR',
  'NOT',
  ' ',
  'type',
  'after:',
  'x',
  '\u202e',
]
const tricky = fc.array(fc.constantFrom(...bits), { minLength: 1, maxLength: 5 }).map((all) => all.join(''))
const text = fc
  .oneof(tricky, fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }))
  .filter((said) => said.trim() !== '')
/** Any moment, and the hours around which clocks are put back. */
const at = fc.oneof(
  fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }).map(Number),
  fc.integer({ min: Date.UTC(2026, 9, 25, 0), max: Date.UTC(2026, 9, 25, 2) }),
)
const bound = fc.nat(10 ** 9)
const leaf: fc.Arbitrary<EventFilter> = fc.oneof(
  text.map(type),
  text.map(user),
  text.map(word),
  text.map((bot): EventFilter => ({ kind: 'bot', bot })),
  text.map((dialog): EventFilter => ({ kind: 'dialog', dialog })),
  text.map((said): EventFilter => ({ kind: 'payload', text: said })),
  fc.constantFrom(...eventParts).map((part): EventFilter => ({ kind: 'has', part })),
  fc.constantFrom(...sourceKinds).map((source): EventFilter => ({ kind: 'source', source })),
  bound.map((messageId): EventFilter => ({ kind: 'message', messageId })),
  fc.tuple(bound, fc.oneof(bound, fc.constant(Infinity))).map(([one, other]): EventFilter => ({
    kind: 'id',
    from: Math.min(one, other),
    to: Math.max(one, other),
  })),
  at.map((from): EventFilter => ({ kind: 'time', from, to: Infinity })),
  at.map((to): EventFilter => ({ kind: 'time', from: -Infinity, to })),
)

/** Filters as the parser makes them: no group within one of its kind, no negation of one, no group of one. */
const { filter } = fc.letrec<{ filter: EventFilter; group: EventFilter; not: EventFilter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('group'), tie('not')),
  group: fc
    .tuple(fc.constantFrom('all', 'any'), fc.array(tie('filter'), { minLength: 2, maxLength: 4 }))
    .map(([kind, of]): EventFilter => ({
      kind,
      of: of.flatMap((part) => (part.kind === kind ? part.of : [part])),
    })),
  not: tie('filter').map((of): EventFilter => (of.kind === 'not' ? of : { kind: 'not', of })),
}))

test('every filter is a query that parses to it without a problem, in every zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  )
  fc.assert(
    fc.property(filter, zones, (filter, timeZone) => {
      const here = { now: Date.UTC(2101, 0, 1), timeZone }
      expect(parseQuery(formatQuery(filter, here), here)).toEqual({ filter, problems: [] })
    }),
    { numRuns: 2000 },
  )
})

test('a span of time with both ends is two terms', () => {
  const span: EventFilter = { kind: 'time', from: Date.UTC(2026, 10, 20, 13), to: Date.UTC(2026, 10, 20, 23) }
  expect(formatQuery(span, clock)).toBe('(after:2026-11-20T14:00 before:2026-11-21)')
})

const strange = fc.oneof(
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 })), { maxLength: 80 })
    .map((all) => all.join('')),
)

test('no text makes it throw, every problem lies inside, and what it made is written and read back the same', () => {
  fc.assert(
    fc.property(strange, (text) => {
      const { filter, problems } = parse(text)
      for (const { from, to } of problems) expect(0 <= from && from <= to && to <= text.length).toBe(true)
      expect(filterOf(formatQuery(filter, clock))).toEqual(filter)
    }),
    { numRuns: 10_000 },
  )
})

test.each(['(', '-', '"', 'a ', 'type:a,', '(a OR ', ')', 'a'.repeat(50) + ':'])(
  'a megabyte of %j is read as far as a query goes, at once',
  (bit) => {
    const long = bit.repeat(Math.ceil(1_000_000 / bit.length))
    const before = performance.now()
    const { problems } = parse(long)
    expect(performance.now() - before).toBeLessThan(200)
    expect(problems.at(-1)).toMatchObject({ code: 'tooLong', from: longestQuery })
  },
)
