import { describe, expect, test } from 'vitest'
import { contextProblems, linkTemplates, templateOf } from './link-templates.ts'

const problems = (id: string, context: Record<string, unknown>) =>
  Object.fromEntries(contextProblems(templateOf(id), context))

test('a context that has what its purpose asks for has no problems, whatever else it holds', () => {
  expect(problems('openTask', { action: 'openTask', taskId: 456, more: [null, { a: 1 }] })).toEqual({})
  expect(
    problems('coupon', { action: 'coupon', code: 'MAY-10', percent: 10, validUntil: '2027-02-28' }),
  ).toEqual({})
})

describe('what is wrong is said of the field by its name', () => {
  test.each([
    ['openTask', { action: 'openTask' }, { taskId: 'This is needed.' }],
    ['openTask', { action: 'a', taskId: '456' }, { taskId: 'Here a number is needed.' }],
    ['openTask', { action: 'a', taskId: 4.5 }, { taskId: 'Here a whole number is needed.' }],
    ['openTask', { action: 'a', taskId: 0 }, { taskId: 'At least 1.' }],
    ['openTask', { action: ' ', taskId: 1 }, { action: 'This is needed.' }],
    ['openTask', { action: 'a', taskId: 1, source: 'x'.repeat(65) }, { source: 'At most 64 characters.' }],
    [
      'openCrmItem',
      { action: 'a', entityId: 1, entityType: 'car' },
      { entityType: 'One of deal, lead, contact, company, quote, invoice.' },
    ],
    ['coupon', { action: 'a', code: 'x', percent: 101 }, { percent: 'At most 100.' }],
    [
      'coupon',
      { action: 'a', code: 'x', validUntil: '2027-02-29' },
      { validUntil: 'A date like 2027-03-31.' },
    ],
    [
      'coupon',
      { action: 'a', code: 'x', isForNewOnly: 'Y' },
      { isForNewOnly: 'Here true or false is needed.' },
    ],
    [
      'coupon',
      { action: 'a', code: '10 %' },
      { code: 'Only letters, digits, dots, hyphens and underscores.' },
    ],
  ])('%s %j', (id, context, wrong) => {
    expect(problems(id, context)).toEqual(wrong)
  })
})

test('a purpose nobody knows any more asks for nothing', () => {
  expect(problems('from-a-newer-console', { anything: 1 })).toEqual({})
})

test('every purpose has an id of its own, and a preset that is right', () => {
  expect(new Set(linkTemplates.map(({ id }) => id)).size).toBe(linkTemplates.length)
  for (const template of linkTemplates) {
    const presets = new Map<string, string>()
    for (const { name, preset } of template.fields) if (preset !== undefined) presets.set(name, preset)
    const wrong = contextProblems(template, Object.fromEntries(presets))
    expect([...presets.keys()].filter((name) => wrong.has(name))).toEqual([])
  }
})
