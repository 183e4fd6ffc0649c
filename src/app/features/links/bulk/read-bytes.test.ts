import { describe, expect, test } from 'vitest'
import { readBytes } from './read-bytes.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, isBig: boolean, mark = true) => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0))
  return Uint8Array.from(units.flatMap((unit) => (isBig ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])))
}
/** Cyrillic letters in windows-1251, everything else as Latin 1. */
const legacy = (text: string) =>
  Uint8Array.from(
    [...text].map((letter) => {
      const code = letter.charCodeAt(0)
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code
    }),
  )
const russian = 'код,город\n1,Москва и Тула\n'
const german = 'code,stadt\n1,Köln über München\n'

describe('what an encoding is told by', () => {
  test.each([
    ['UTF-8', utf8(russian), 'utf-8', 'guessed', russian],
    ['UTF-8 with its mark', utf8(`\ufeff${german}`), 'utf-8', 'marked', german],
    ['UTF-16 little endian', utf16(russian, false), 'utf-16le', 'marked', russian],
    ['UTF-16 big endian', utf16(german, true), 'utf-16be', 'marked', german],
    ['UTF-16 without a mark', utf16(german, false, false), 'utf-16le', 'guessed', german],
    ['windows-1251', legacy(russian), 'windows-1251', 'guessed', russian],
    ['windows-1252', legacy(german), 'windows-1252', 'guessed', german],
  ])('%s', (_, bytes, encoding, how, text) => {
    expect(readBytes(bytes)).toMatchObject({ encoding, how, text, strange: 0 })
  })
  test('whoever chooses one is right', () => {
    expect(readBytes(legacy(russian), 'windows-1252')).toMatchObject({
      how: 'told',
      encoding: 'windows-1252',
    })
  })
})

test('lines in two encodings are read one by one, and the strange ones are named', () => {
  const bytes = Uint8Array.from([...utf8('a,b\n1,Köln\n'), ...legacy('2,Zürich\n'), ...utf8('3,Łódź\n')])
  expect(readBytes(bytes)).toMatchObject({
    text: 'a,b\n1,Köln\n2,Zürich\n3,Łódź\n',
    encoding: 'utf-8',
    otherEncoding: 'windows-1252',
    strangeLines: [3],
    strange: 1,
  })
})

test('a workbook is not taken for text', () => {
  expect(() => readBytes(Uint8Array.of(0x50, 0x4b, 3, 4, 0))).toThrow(
    expect.objectContaining({ code: 'spreadsheet' }) as Error,
  )
})
