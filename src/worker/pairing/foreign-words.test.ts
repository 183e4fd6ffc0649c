import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBbCode } from '../../lib/bb-code.ts'
import { foreignWords } from './foreign-words.ts'

test.each([
  ['Anna Orlova', 'Anna Orlova'],
  ["Seán O'Neill-Łuk", "Seán O'Neill-Łuk"],
  ['anna.orlova+kiosk@shop.example', 'anna.orlova+kiosk@shop.example'],
  ['[b]Bank[/b]', '·b·Bank··b·'],
  ['https://evil.example/x', 'https···evil·example·x'],
  ['go to evil.example now', 'go to evil·example now'],
  ['www.evil.example', 'www·evil·example'],
  ['a@b.example c@d.example', 'a@b·example c·d·example'],
  ['one\ntwo\u2028three\t four', 'one two three four'],
  ['\u202Egnp.exe', '·gnp·exe'],
  ['zero\u200Bwidth', 'zero·width'],
  ['हिन्दी सेवा', 'हिन्दी सेवा'],
  ['குடும்பம்', 'குடும்பம்'],
  ['ภาษาไทยที่นี่', 'ภาษาไทยที่นี่'],
  ['Nguye\u0302\u0303n', 'Nguyễn'],
  ['Z\u0335\u0336\u0337\u0338a\u0316\u0317\u0318lgo', 'Z\u0335\u0336a\u0316\u0317lgo'],
  ['\u0335\u0336Anna \u0335x', '·Anna ·x'],
  ['x\u030c.com', 'x\u030c·com'],
  ['invisible\ufe0fand\u3164filled', 'invisible·and·filled'],
  ['x'.repeat(60), `${'x'.repeat(47)}·`],
  ['😀'.repeat(3), '···'],
])('%j is shown as %j', (words, shown) => {
  expect(foreignWords(words)).toBe(shown)
})

test('whatever somebody writes, it is one short line, no BB code and no address', () => {
  const nasty = fc.stringMatching(/^[[\]/a-z.=:@%#"'<>\s\u200b\u202e]{0,80}$/)
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), nasty), (words) => {
      const shown = foreignWords(words)
      expect([...shown].length).toBeLessThanOrEqual(48)
      expect(shown).toMatch(/^[\p{L}\p{M}\p{N} .@+\-_'·]*$/u)
      expect(shown).not.toMatch(/\p{M}{3}|^\p{M}/u)
      expect(parseBbCode(shown).every((node) => typeof node === 'string')).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
