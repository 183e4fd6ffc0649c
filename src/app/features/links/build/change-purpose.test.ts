import { expect, test } from 'vitest'
import { sampleLink } from '../../../../testing/sample-link.ts'
import { changePurpose, startFromSaved } from './change-purpose.ts'
import { firstDraft, type LinkDraft } from './draft-schema.ts'
import { recipeOf } from './link-draft.ts'

const typed = (draft: LinkDraft, name: string, value: string): LinkDraft => ({
  ...draft,
  fields: draft.fields.map((field) => (field.name === name ? { ...field, value } : field)),
})
const shown = ({ fields }: LinkDraft) => Object.fromEntries(fields.map(({ name, value }) => [name, value]))
const task = changePurpose({ ...firstDraft, fields: [] }, 'openTask').draft

test('the greeting of the first draft is nobody’s word', () => {
  expect(shown(changePurpose(firstDraft, 'coupon').draft)).toMatchObject({ action: 'coupon' })
  const json: LinkDraft = { ...firstDraft, mode: 'json' }
  expect(JSON.parse(changePurpose(json, 'coupon').draft.json)).toEqual({ action: 'coupon' })
})

test('a purpose brings its fields and its presets', () => {
  expect(shown(task)).toEqual({ action: 'openTask', taskId: '', source: '' })
})

test('what fits is carried over, what does not stays as a field of one’s own, and it is said', () => {
  const before = typed(typed(task, 'taskId', '456'), 'source', 'card')
  const { draft, said } = changePurpose(before, 'openCrmItem')
  expect(shown(draft)).toEqual({
    action: 'openCrmItem',
    entityType: 'deal',
    entityId: '',
    source: 'card',
    taskId: '456',
  })
  expect(said).toContain('Kept as own fields: “taskId”')
})

test('an action somebody has typed stays; a preset nobody has touched goes with its purpose', () => {
  expect(shown(changePurpose(typed(task, 'action', 'showTask'), 'coupon').draft)).toMatchObject({
    action: 'showTask',
  })
  expect(shown(changePurpose(task, 'coupon').draft)).toMatchObject({ action: 'coupon' })
})

test('a value whose type the new field does not take is kept beside it', () => {
  const table = typed(changePurpose(task, 'table').draft, 'table', '12')
  const own = { id: 9, name: 'step', kind: 'text', value: 'second' } as const
  const { draft } = changePurpose({ ...table, fields: [...table.fields, own] }, 'onboarding')
  expect(shown(draft)).toMatchObject({ step: '', step_before: 'second', table: '12' })
})

test('every row has an id of its own', () => {
  const { fields } = changePurpose(typed(task, 'taskId', '1'), 'pairing').draft
  expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
})

test('in JSON what was typed stays, presets change; what is no JSON stays as it is', () => {
  const json: LinkDraft = { ...task, mode: 'json', json: '{"action":"openTask","taskId":456}' }
  expect(JSON.parse(changePurpose(json, 'coupon').draft.json)).toEqual({ action: 'coupon', taskId: 456 })
  expect(changePurpose({ ...json, json: '{"action":' }, 'coupon').draft).toMatchObject({
    template: 'coupon',
    json: '{"action":',
  })
  const large = '{"action":"openTask","taskId":12345678901234567890}'
  expect(changePurpose({ ...json, json: large }, 'coupon').draft.json).toBe(large)
})

test('a saved template is where a draft starts: its context, parameters and look; the bot stays the chosen one', () => {
  const saved = sampleLink({ name: 'Spring', kind: 'template' })
  const before = { ...firstDraft, openedFrom: 'a 1' }
  const own = { id: saved.recipe.botId, name: saved.bot.name }
  const { draft, said } = startFromSaved(before, saved, own)
  expect(recipeOf(draft, saved.recipe.botId)).toEqual({ ...saved.recipe, template: 'empty' })
  expect(draft.openedFrom).toBe('a 1')
  expect(said).toBe('Started from “Spring”.')
  expect(startFromSaved(before, saved, { id: 1, name: 'Support' }).said).toBe(
    `Started from “Spring”. It was made for ${saved.bot.name}; the link is for Support.`,
  )
})
