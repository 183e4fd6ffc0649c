import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clickedContext } from '../../../../contract/deep-link/clicked-context.ts'
import { contextFindings } from '../../../../contract/deep-link/context-findings.ts'
import { firstDraft, type ContextField, type LinkDraft } from './draft-schema.ts'
import { adviceForField, adviceForJson } from './field-advice.ts'
import { isReshaped, mendName } from './mend-names.ts'
import { readDraft } from './read-draft.ts'

const field = (of: Partial<ContextField>): ContextField => ({
  id: 1,
  name: 'a',
  kind: 'text',
  value: 'x',
  ...of,
})
const findingsOf = (draft: LinkDraft) => {
  const read = readDraft(draft)
  return 'context' in read ? contextFindings(read.context) : []
}

/** The draft after every repair that is offered, one after the other. */
const repaired = (draft: LinkDraft): LinkDraft => {
  const advice =
    draft.mode === 'json'
      ? adviceForJson(draft, findingsOf(draft))
      : draft.fields.flatMap((one) => adviceForField(draft, one, findingsOf(draft)))
  const repair = advice.find((one) => one.repair)?.repair
  return repair ? repaired({ ...draft, ...repair.patch }) : draft
}
const codes = (draft: LinkDraft) => findingsOf(draft).map(({ code }) => code)

test.each([
  ['a[b]', 'a_b'],
  ['', 'field'],
  [' ', 'field'],
  ['__proto__', 'proto'],
  ['[]', '_'],
])('the name %j does not arrive, %j does', (name, mended) => {
  expect(isReshaped(name)).toBe(true)
  expect(mendName(name, [])).toBe(mended)
})

test('a mended name arrives, and is nobody else’s', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (name, others) => {
      const mended = mendName(name, others)
      expect(isReshaped(mended)).toBe(false)
      expect(others).not.toContain(mended)
    }),
  )
})

test('what stands at a field is mended there', () => {
  const fields = [
    field({ name: 'items[0]' }),
    field({ id: 2, name: 'items_0', kind: 'number', value: '5' }),
    field({ id: 3, name: 'half', value: 'a\ud800b' }),
    field({ id: 4, name: 'ok', kind: 'yes or no', value: 'yes' }),
  ]
  const mended = repaired({ ...firstDraft, fields })
  expect(readDraft(mended)).toEqual({ context: { items_0_2: 'x', items_0: '5', half: 'a\ufffdb', ok: true } })
  expect(codes(mended)).toEqual(['becomesText'])
})

test('a number that the purpose asks for stays a number', () => {
  const draft = { ...firstDraft, template: 'openTask' }
  const asked = field({ name: 'taskId', kind: 'number', value: '5' })
  expect(adviceForField(draft, asked, [{ code: 'becomesText', level: 'note', at: 'taskId' }])).toMatchObject([
    { repair: undefined },
  ])
})

test('JSON is mended all the way down, and then arrives whole', () => {
  const json = '{"a[0]":{"":"x","half":"\\ud800"},"gone":[null,{}],"list":["y",null],"x\\ud800":"z"}'
  const mended = repaired({ ...firstDraft, mode: 'json', json })
  expect(JSON.parse(mended.json)).toEqual({
    a_0: { field: 'x', half: '\ufffd' },
    list: ['y'],
    'x\ufffd': 'z',
  })
  expect(clickedContext(JSON.parse(mended.json))).toEqual(JSON.parse(mended.json))
})

test('a repair of JSON stands once, and a number by itself is a fine name', () => {
  const draft: LinkDraft = { ...firstDraft, mode: 'json', json: '{"a":null,"b":{},"c":1}' }
  expect(adviceForJson(draft, findingsOf(draft)).filter(({ repair }) => repair)).toHaveLength(1)
  expect(isReshaped('0')).toBe(false)
})

test('what a click makes of a value is said at its field', () => {
  const draft = {
    ...firstDraft,
    fields: [
      field({ name: 'n', kind: 'number', value: '1e3' }),
      field({ id: 2, name: 'ok', kind: 'yes or no', value: 'no' }),
    ],
  }
  const arrives = draft.fields
    .flatMap((one) => adviceForField(draft, one, findingsOf(draft)))
    .map((one) => one.arrives)
  expect(arrives).toEqual(['"1000"', '"N"'])
})
