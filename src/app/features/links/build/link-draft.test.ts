import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { isTakenName } from '../../../../contract/links/link-parameters.ts'
import { linkRecipeSchema, type LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { firstDraft } from './draft-schema.ts'
import { draftOf, parametersOf, placeParameters, readKeptDraft, recipeOf } from './link-draft.ts'

const recipe = (of: Partial<LinkRecipe>): LinkRecipe => ({
  template: 'empty',
  botId: 7,
  context: { action: 'hello' },
  parameters: [],
  code: defaultCodeSettings,
  ...of,
})

describe('a draft and a recipe are the same link', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  const parameters = fc.uniqueArray(
    fc.tuple(
      fc.oneof(
        text.filter((name) => name !== '' && !isTakenName(name)),
        fc.constantFrom('utm_source', 'utm_term'),
      ),
      text.filter((value) => value !== ''),
    ),
    { selector: ([name]) => name, maxLength: 8 },
  )
  test('whatever the context and the parameters are', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        parameters,
        (context, pairs) => {
          fc.pre(JSON.stringify(context, null, 2).length < 20_000 && !Object.hasOwn(context, ''))
          // What was kept as JSON: -0 is 0 there.
          const kept = recipe({ context: JSON.parse(JSON.stringify(context)) as Record<string, unknown> })
          const back = recipeOf(draftOf({ ...kept, parameters: pairs }), 7)
          expect(back?.context).toEqual(kept.context)
          expect(new Map(back?.parameters)).toEqual(new Map(pairs))
        },
      ),
    )
  })
  test('with its purpose, and the look of its code', () => {
    const kept = recipe({
      template: 'openTask',
      context: { action: 'openTask', taskId: 456, more: true },
      code: { ...defaultCodeSettings, errorCorrection: 'high' },
    })
    const draft = draftOf(kept)
    expect(draft.mode).toBe('form')
    expect(draft.fields.map(({ name }) => name)).toEqual(['action', 'taskId', 'source', 'more'])
    expect(recipeOf(draft, 7)).toEqual(kept)
    expect(linkRecipeSchema.safeParse(recipeOf(draft, 7)).success).toBe(true)
  })
  test('with its width in print and its caption, where somebody has said them', () => {
    const kept = recipe({ context: { a: 'b' }, print: { widthMm: 80, caption: 'Scan me' } })
    expect(draftOf(kept)).toMatchObject({ widthMm: 80, caption: 'Scan me' })
    expect(recipeOf(draftOf(kept), 7)).toEqual(kept)
    expect(linkRecipeSchema.parse(kept)).toEqual(kept)
    expect(recipeOf(firstDraft, 7)).not.toHaveProperty('print')
  })
  test('a context that a form cannot show is opened as JSON', () => {
    expect(draftOf(recipe({ context: { list: [1] } })).mode).toBe('json')
    expect(draftOf(recipe({ context: { text: 'two\nlines' } })).mode).toBe('json')
  })
  test('as long as something is not right there is none', () => {
    expect(recipeOf({ ...firstDraft, template: 'openTask' }, 7)).toBeUndefined()
    const opensOther = { id: 1, name: 'IM_NOTIFY', value: 'Y' }
    expect(recipeOf({ ...firstDraft, parameters: [opensOther] }, 7)).toBeUndefined()
  })
})

describe('parameters', () => {
  test('the five stand first and in their order, empty ones are left out', () => {
    const placed = placeParameters(firstDraft, [
      ['x', '1'],
      ['utm_medium', 'qr'],
      ['utm_source', 'mail'],
      ['utm_term', ''],
    ])
    expect(parametersOf(placed)).toEqual([
      ['utm_source', 'mail'],
      ['utm_medium', 'qr'],
      ['x', '1'],
    ])
  })
  test('a second value of one name is not lost', () => {
    const placed = placeParameters(firstDraft, [
      ['utm_source', 'mail'],
      ['utm_source', 'card'],
    ])
    expect(parametersOf(placed)).toEqual([
      ['utm_source', 'mail'],
      ['utm_source', 'card'],
    ])
  })
})

describe('what was kept', () => {
  test('is found again', () => {
    expect(readKeptDraft(JSON.parse(JSON.stringify(firstDraft)))).toEqual(firstDraft)
  })
  test('by an older console is sorted anew, and nothing of it is lost', () => {
    const older = {
      mode: 'json',
      fields: [{ id: 3, name: 'a', kind: 'text', value: 'b' }],
      json: '{"a":1}',
      extras: '?utm_source=mail&x=1',
    }
    expect(readKeptDraft(older)).toEqual({
      ...firstDraft,
      mode: 'json',
      fields: older.fields,
      json: older.json,
      utm: { ...firstDraft.utm, utm_source: 'mail' },
      parameters: [{ id: 1, name: 'x', value: '1' }],
    })
  })
  test.each([undefined, null, 'text', {}, { mode: 'x' }])('%j is no draft', (kept) => {
    expect(readKeptDraft(kept)).toBeUndefined()
  })
})
