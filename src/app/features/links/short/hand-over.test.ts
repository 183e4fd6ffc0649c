import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { handOver } from './hand-over.ts'
import { keptShortDraft } from './kept-short-draft.ts'
import { emptyShortDraft } from './short-draft.ts'

const portal = { origin: 'https://company.bitrix24.com', user: { id: 1, name: 'Anna' } }
const recipe = (context: LinkRecipe['context']): LinkRecipe => ({
  template: '',
  botId: 456,
  context,
  parameters: [['utm_source', 'mail']],
  code: defaultCodeSettings,
})
const keptOf = (of: typeof portal) => keptShortDraft(of).load(emptyShortDraft)

test('what was built stands in the form of a new short link; what was typed there stays', () => {
  const kept = keptShortDraft(portal)
  kept.save({ ...emptyShortDraft, name: 'Poster', slug: 'spring' }, emptyShortDraft)
  handOver(portal, recipe({ taskId: 7 }), 'context')
  handOver(portal, recipe({ promo: 'SPRING' }), 'token')
  expect(keptOf(portal)).toMatchObject({
    name: 'Poster',
    slug: 'spring',
    botDialogId: '456',
    carries: 'token',
    link: {
      fields: [{ name: 'promo', kind: 'text', value: 'SPRING' }],
      utm: { utm_source: 'mail' },
    },
  })
})

test('another person at the same computer, or another portal, finds nothing of it', () => {
  handOver(portal, recipe({ taskId: 7 }), 'token')
  expect(keptOf({ ...portal, user: { id: 2, name: 'Max' } })).toBe(emptyShortDraft)
  expect(keptOf({ ...portal, origin: 'https://other.bitrix24.com' })).toBe(emptyShortDraft)
})
