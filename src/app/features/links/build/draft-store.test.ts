import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { createKeptStorage } from '../../../ui/kept-storage.ts'
import { createDraftStore, type InitialLink } from './draft-store.ts'
import { firstDraft } from './draft-schema.ts'

/** A browser that forbids storage: this page's memory stands in. */
const createMemory = () =>
  createKeptStorage(() => {
    throw new Error('forbidden')
  })
const initial: InitialLink = {
  key: 'a 1',
  name: 'May',
  recipe: { template: 'empty', botId: 7, context: { may: 1 }, parameters: [], code: defaultCodeSettings },
}

test('what was typed is there after a reload', () => {
  const storage = createMemory()
  createDraftStore({ storage, key: 'k' }).getState().change({ json: '{"a":1}', mode: 'json' })
  expect(createDraftStore({ storage, key: 'k' }).getState().draft).toMatchObject({
    json: '{"a":1}',
    mode: 'json',
  })
  expect(createDraftStore({ storage, key: 'another' }).getState().draft).toEqual(firstDraft)
})

test('a step is undone, and the undoing too, so that nothing typed since is lost', () => {
  const store = createDraftStore({ storage: createMemory(), key: 'k' })
  const state = () => store.getState()
  state().change({ caption: 'first' })
  state().take({ fields: [] }, 'Gone.')
  state().change({ caption: 'second' })
  state().undo()
  expect(state().draft).toMatchObject({ caption: 'first', fields: firstDraft.fields })
  expect(state().step).toMatchObject({ said: 'Gone.', isUndone: true })
  state().undo()
  expect(state().draft).toMatchObject({ caption: 'second', fields: [] })
})

test('a saved link takes the place of the draft, which can be had back; a reload keeps what was typed since', () => {
  const storage = createMemory()
  createDraftStore({ storage, key: 'k' }).getState().change({ caption: 'mine' })
  const opened = createDraftStore({ storage, key: 'k', initial })
  expect(opened.getState().draft).toMatchObject({ caption: '', fields: [{ name: 'may', value: '1' }] })
  opened.getState().change({ caption: 'changed' })
  expect(createDraftStore({ storage, key: 'k', initial }).getState().draft.caption).toBe('changed')
  opened.getState().undo()
  expect(opened.getState().draft.caption).toBe('mine')
})

test('a newer version of it is opened anew', () => {
  const storage = createMemory()
  createDraftStore({ storage, key: 'k', initial }).getState().change({ caption: 'changed' })
  const newer = createDraftStore({ storage, key: 'k', initial: { ...initial, key: 'a 2' } })
  expect(newer.getState().draft.caption).toBe('')
  expect(newer.getState().step?.before.caption).toBe('changed')
})
