import { expect, test } from 'vitest'
import { sampleLink } from '../../../../testing/sample-link.ts'
import {
  endTag,
  forgetSettledEdit,
  keptEdit,
  keptNewLabel,
  keptTag,
  labelOf,
  rebaseLabel,
} from './typed-label.ts'

const me = { origin: 'https://company.bitrix24.com', user: { id: 1, name: 'John' } }
const link = sampleLink({ name: 'Flyer', tags: ['print'] })
const renamed = { ...labelOf(link), name: 'Renamed' }

test('what was typed comes back with the link as it was read, for this person and this link alone', () => {
  keptEdit(me, link.id).save({ link, label: renamed }, null)
  expect(keptEdit(me, link.id).load(null)).toEqual({ link, label: renamed })
  expect(keptEdit(me, 'other').load(null)).toBeNull()
  expect(keptEdit({ ...me, user: { ...me.user, id: 2 } }, link.id).load(null)).toBeNull()
  expect(keptEdit({ ...me, origin: 'https://other.bitrix24.com' }, link.id).load(null)).toBeNull()
  expect(keptNewLabel(me, link.id).load(null)).toBeNull()
})

test('a settled conflict drops what it was about, and not what was typed beside it', () => {
  const kept = keptEdit(me, link.id)
  kept.save({ link, label: renamed }, null)
  forgetSettledEdit(me, link.id, labelOf(link))
  forgetSettledEdit(me, link.id, undefined)
  expect(kept.load(null)?.label).toEqual(renamed)
  forgetSettledEdit(me, link.id, { ...link, ...renamed })
  expect(kept.load(null)).toBeNull()
})

test('on top of what somebody else wrote meanwhile, only what was typed differs', () => {
  const before = labelOf(link)
  const theirs = { name: 'Theirs', kind: 'template', tags: ['mail'] } as const
  expect(rebaseLabel(before, before, { ...theirs, tags: ['mail'] })).toEqual(theirs)
  expect(rebaseLabel(renamed, before, { ...theirs, tags: ['mail'] })).toEqual({ ...theirs, name: 'Renamed' })
  const retagged = { ...before, tags: ['print', 'sale'] }
  expect(rebaseLabel(retagged, before, { ...theirs, tags: ['mail'] })).toEqual({
    ...theirs,
    tags: ['print', 'sale'],
  })
  expect(rebaseLabel({ ...before, kind: 'template' }, before, before).kind).toBe('template')
})

test('a tag that was half typed when the page was left is one when it is back, once', () => {
  const kept = keptTag(me, 'edit', link.id)
  kept.save(' sale  now', '')
  expect(keptTag(me, 'save', link.id).load('')).toBe('')
  expect(endTag(labelOf(link), kept).tags).toEqual(['print', 'sale now'])
  expect(endTag(labelOf(link), kept).tags).toEqual(['print'])
})
