import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeForm, encodeForm, maxFormDepth, maxFormPairs } from './form-codec.ts'

describe('decodeForm', () => {
  test.each([
    ['a[b]=1', { a: { b: '1' } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[5]=1&a[]=2', { a: { 5: '1', 6: '2' } }],
    ['a[1]=x&a[0]=y', { a: { 1: 'x', 0: 'y' } }],
    ['a[x][0][y]=1', { a: { x: [{ y: '1' }] } }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['a[b]=2&a=3', { a: '3' }],
    ['a=1&a=2', { a: '2' }],
    ['a', { a: '' }],
    ['=5&&[a]=1', {}],
  ])('%s', (text, expected) => expect(decodeForm(text)).toEqual(expected))

  test.each([
    ['a b.c=1', { a_b_c: '1' }],
    ['a.b[c.d e]=1', { a_b: { 'c.d e': '1' } }],
    ['  a=1', { a: '1' }],
    ['a[b=1', { a_b: '1' }],
    ['a[b]c[d]=1', { a: { b: '1' } }],
    ['a[b][c=1', { a: { b: '1' } }],
    ['a[b[c]]=1', { a: { 'b[c': '1' } }],
    ['a]b=1', { 'a]b': '1' }],
    ['a[ ]=1', { a: ['1'] }],
    ['a%00b=1', { a: '1' }],
  ])('keeps what a PHP name can hold: %s', (text, expected) => expect(decodeForm(text)).toEqual(expected))

  test.each([
    ['a=x+y%2B', { a: 'x y+' }],
    ['a=100%&b=%zz', { a: '100%', b: '%zz' }],
    ['a=%D0%AF%F0%9F%98%80', { a: 'Я😀' }],
    ['a=%ff', { a: '\ufffd' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=%5B1%5D&b%5Bc%5D=2', { a: '[1]', b: { c: '2' } }],
  ])('undoes the escaping of %s', (text, expected) => expect(decodeForm(text)).toEqual(expected))

  test('__proto__ and constructor are keys like any other and change nobody’s prototype', () => {
    const form = decodeForm('__proto__[a]=1&constructor[prototype][b]=2&x[__proto__][c]=3')
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor', 'x'])
    expect(JSON.stringify(form.x)).toBe('{"__proto__":{"c":"3"}}')
    expect(Object.getPrototypeOf(form)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test('keys nested too deep and pairs past the limit are dropped', () => {
    const deep = (depth: number) => `a${'[b]'.repeat(depth)}=1`
    expect(decodeForm(deep(maxFormDepth)).a).toBeDefined()
    expect(decodeForm(deep(maxFormDepth + 1))).toEqual({})
    const many = Array.from({ length: maxFormPairs + 5 }, () => 'a[]=1').join('&')
    expect(decodeForm(many).a).toHaveLength(maxFormPairs)
  })

  test('reads any text without throwing', () => {
    const form = fc.string({ unit: fc.constantFrom(...'ab[]=&%+. \0é', '%41', '[]', '][') })
    fc.assert(
      fc.property(form, (text) => void JSON.stringify(decodeForm(text))),
      { numRuns: 2000 },
    )
  })
})

describe('encodeForm', () => {
  test.each([
    [{ a: { b: 1 } }, 'a%5Bb%5D=1'],
    [{ a: ['x', 'y'] }, 'a%5B0%5D=x&a%5B1%5D=y'],
    [{ yes: true, no: false }, 'yes=1&no=0'],
    [{ a: null, b: undefined, c: [], d: {}, e: { f: null } }, ''],
    [{ a: '' }, 'a='],
    [{ a: "x y+~(!'*)" }, 'a=x+y%2B%7E%28%21%27%2A%29'],
    [{ a: '\ud800' }, 'a=%EF%BF%BD'],
    [{ a: -1.5, b: () => 1 }, 'a=-1.5'],
  ])('%j', (value, expected) => expect(encodeForm(value)).toBe(expected))
})

/** Keys that pass both ways: no mangling at the top, no bracket inside, no list in disguise. */
const key = fc.stringMatching(/^[A-Za-z_é-][A-Za-z0-9_é-]{0,8}$/)
const text = fc.string({ unit: 'binary' })
const scalar = fc.oneof(text, fc.integer(), fc.boolean())
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 4 }),
  ),
}))
const form = fc.dictionary(key, tree, { maxKeys: 5 })

const asTexts = (value: unknown): unknown => {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (Array.isArray(value)) return value.map(asTexts)
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asTexts(item)]))
}

test('what is encoded comes back, every scalar as a text', () => {
  fc.assert(
    fc.property(form, (value) => {
      expect(JSON.stringify(decodeForm(encodeForm(value)))).toBe(JSON.stringify(asTexts(value)))
    }),
    { numRuns: 1000 },
  )
})

test('decoding undoes its own encoding', () => {
  fc.assert(
    fc.property(form, (value) => {
      const once = decodeForm(encodeForm(value))
      expect(decodeForm(encodeForm(once))).toEqual(once)
    }),
    { numRuns: 500 },
  )
})
