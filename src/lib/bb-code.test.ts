import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bbText, parseBbCode, parseBbMessage, safeHref } from './bb-code.ts'

test('tags nest and keep what stands behind the equals sign', () => {
  expect(parseBbCode('hi [b]bold [user=7]Anna[/user][/b]!')).toEqual([
    'hi ',
    { tag: 'b', value: '', children: ['bold ', { tag: 'user', value: '7', children: ['Anna'] }] },
    '!',
  ])
})

test('names are read in any case, single tags need no end', () => {
  expect(parseBbCode('[B]x[/b][br][timestamp=164 format=SHORT]')).toEqual([
    { tag: 'b', value: '', children: ['x'] },
    { tag: 'br', value: '', children: [] },
    { tag: 'timestamp', value: '164 format=SHORT', children: [] },
  ])
})

test('code is not read', () => {
  expect(parseBbCode('[code][b]x[/b][/code]')).toEqual([{ tag: 'code', value: '', children: ['[b]x[/b]'] }])
})

test('unknown, unclosed and crossed tags stay text', () => {
  expect(parseBbCode('[x]a[/x] [b]b')).toEqual(['[x]a[/x] [b]b'])
  expect(bbText(parseBbCode('[b]a[i]b[/b]c[/i]'))).toContain('a')
})

test('lines with >> and blocks between dashes are quotations', () => {
  expect(parseBbMessage('>>one\n>>two\nthree\n------\nfour\n------\nfive').map(({ kind }) => kind)).toEqual([
    'quote',
    'text',
    'quote',
    'text',
  ])
})

test('a single row of dashes is text', () => {
  expect(parseBbMessage('a\n------\nb').map(({ kind }) => kind)).toEqual(['text'])
})

test('nothing anybody writes throws or is lost', () => {
  const word = fc.constantFrom(
    '[b]',
    '[/b]',
    '[url=',
    ']',
    '[code]',
    '[/code]',
    'x',
    '[',
    '>>',
    '\n',
    '------',
    '[br]',
  )
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('')
      const shown = parseBbMessage(text)
        .map(({ nodes }) => bbText(nodes))
        .join('')
      expect(shown.split('x')).toHaveLength(text.split('x').length)
    }),
  )
})

test.each(['[b]', '[b=', '[url=x', '[/b]', '[b][i]', '[code]', '[b]x[/i]', 'İ[b]'])(
  '%s again and again costs no more than its length',
  (piece) => {
    // Its square would take minutes.
    const text = piece.repeat(200_000)
    expect(bbText(parseBbCode(text))).toBe(text)
  },
)

test('a letter that grows when it is made small does not move what follows', () => {
  expect(parseBbCode('İİİ[b]x[/b]y')).toEqual(['İİİ', { tag: 'b', value: '', children: ['x'] }, 'y'])
})

test('links lead to the web or into the portal, nowhere else', () => {
  expect(['https://a.example', '/online/', ' http://b.example '].map(safeHref)).toEqual([
    'https://a.example',
    '/online/',
    'http://b.example',
  ])
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'bx://x',
    '/\\evil.example',
    '',
  ])
    expect(safeHref(address)).toBeUndefined()
})
