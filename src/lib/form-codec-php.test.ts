import * as fc from 'fast-check'
import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { decodeForm, encodeForm } from './form-codec.ts'

const structures = 10_000
const hasPhp = spawnSync('php', ['-v']).status === 0

/** Runs `body` on each JSON line as `$value`; what it echoes is the line's answer. One process for all lines. */
const inPhp = (body: string, values: readonly unknown[]): string[] => {
  const code = `while (($line = fgets(STDIN)) !== false) { $value = json_decode($line, true); ${body}; echo "\\n"; }`
  const input = values.map((value) => `${JSON.stringify(value)}\n`).join('')
  const output = execFileSync('php', ['-d', 'error_reporting=0', '-r', code], { input, maxBuffer: 2 ** 28 })
  return output.toString('utf8').split('\n').slice(0, -1)
}

const report: string[] = []
afterAll(() => {
  if (!hasPhp) report.push('form codec against php: skipped, no php on PATH')
  process.stdout.write(`${report.join('\n')}\n`)
})

const key = fc.string({ unit: fc.constantFrom(...'abA09_-. []é&=+%~\'"'), maxLength: 4 })
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.integer(),
  fc.integer({ min: -9999, max: 9999 }).map((number) => number / 100),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}))

test.skipIf(!hasPhp)('encodes as http_build_query', () => {
  const values = fc.sample(fc.dictionary(key, tree, { maxKeys: 5 }), { numRuns: structures, seed: 2 })
  expect(values.map(encodeForm)).toEqual(inPhp('echo http_build_query($value)', values))
  report.push(`encodeForm against php http_build_query: ${values.length} structures alike`)
})

const piece = fc.constantFrom(
  ...['a', 'b', 'c1', '0', '1', '2', '7', '-3', '08', '__proto__', 'constructor', 'é', '%D0%AF', '%20'],
  ...[
    '%2E',
    '.',
    '+',
    ' ',
    '\t',
    '%zz',
    '%4g',
    '%00',
    '[',
    ']',
    '[]',
    '[x]',
    '[0]',
    '[ ]',
    '][',
    '%5B',
    '%5D',
  ],
  ...['[9223372036854775807]', '[12345678901234567890]'],
)
const value = fc.string({ unit: fc.constantFrom('v', '1', '+', '%2B', '%', '=', '%F0%9F%98%80', '[', 'é') })
const pair = fc
  .tuple(fc.array(piece, { maxLength: 6 }), fc.option(value))
  .map(([name, given]) => (given === null ? name.join('') : `${name.join('')}=${given}`))

/** PHP writes a top level of 0..n keys as a list; a form is always a map. */
const asMap = (json: string) => ({ ...(JSON.parse(json) as object) })

test.skipIf(!hasPhp)('decodes as parse_str', () => {
  const forms = fc.array(pair, { maxLength: 8 }).map((pairs) => pairs.join('&'))
  const texts = fc.sample(forms, { numRuns: structures, seed: 3 })
  const body = 'parse_str($value, $form); echo json_encode($form, JSON_INVALID_UTF8_SUBSTITUTE)'
  const theirs = inPhp(body, texts).map(asMap)
  expect(texts.map((text) => [text, decodeForm(text)])).toEqual(
    texts.map((text, index) => [text, theirs[index]]),
  )
  report.push(`decodeForm against php parse_str: ${texts.length} structures alike`)
})
