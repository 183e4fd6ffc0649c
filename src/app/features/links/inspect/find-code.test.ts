import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { paintCode } from '../code/code-pixels.ts'
import { findCode, looks, type Look, type Pixels } from './find-code.ts'

const link = 'https://portal.example/online/?IM_DIALOG=7&BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D'
const painted = paintCode(link, defaultCodeSettings, 6)

/** Light where there is nothing, as the drawing on the page does it. */
const blank = (side: number): Pixels => ({
  width: side,
  height: side,
  data: new Uint8Array(side * side * 4).fill(255),
})

test('a code is read, also one that is light on dark', () => {
  expect(findCode(() => painted)).toBe(link)
  const inverted = paintCode(link, { ...defaultCodeSettings, dark: '#ffffff', light: '#000000' }, 6)
  expect(findCode(() => inverted)).toBe(link)
})

test('it is looked at in other sizes and turned, until it is read', () => {
  const asked: Look[] = []
  const text = findCode((look) => {
    asked.push(look)
    return look.degrees === 45 ? painted : blank(64)
  })
  expect(text).toBe(link)
  expect(asked).toEqual(looks.slice(0, asked.length))
  expect(asked.at(-1)?.degrees).toBe(45)
})

test('a picture without a code has none', () => {
  expect(findCode(() => blank(200))).toBeUndefined()
})
