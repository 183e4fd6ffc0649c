import { expect, test } from 'vitest'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import type { SeenBot } from '../../../queries/linked-bots.ts'
import { sweepLinks } from './sweep-links.ts'

const { portalOrigin } = sampleLink()
const entry = (given: Partial<SavedLink> = {}) => ({
  place: 'shared' as const,
  canWrite: true,
  link: sampleLink(given),
})
const there: SeenBot = { kind: 'there', code: 'support', type: 'bot', name: 'Support' }
const successor = { id: 31, code: 'support', type: 'bot', name: 'Support' }
const sweep = (bot: SeenBot | undefined, given: Partial<SavedLink> = {}, bots = [successor]) =>
  sweepLinks([entry(given)], {
    portalOrigin,
    bots,
    seen: new Map(bot ? [[274, bot]] : []),
  })

test('a link whose bot is as it was is well', () => {
  expect(sweep(there)).toEqual({ troubled: [], unseen: [], well: 1 })
})

test.each<[string, SeenBot, Partial<SavedLink>, object[]]>([
  ['a bot that is gone', { kind: 'gone' }, {}, [{ kind: 'botGone', successor }]],
  [
    'another type',
    { ...there, type: 'supervisor' },
    {},
    [{ kind: 'typeChanged', was: 'bot', is: 'supervisor' }],
  ],
  ['another code', { ...there, code: 'sales' }, {}, [{ kind: 'codeChanged', was: 'support', is: 'sales' }]],
  [
    'both at once',
    { ...there, code: 'sales', type: 'personal' },
    {},
    [{ kind: 'codeChanged' }, { kind: 'typeChanged' }],
  ],
  [
    'another portal, whose ids say nothing here',
    { kind: 'gone' },
    { portalOrigin: 'https://old.bitrix24.com' },
    [{ kind: 'portalChanged', was: 'https://old.bitrix24.com' }],
  ],
])('%s', (_, bot, given, troubles) => {
  const { troubled, well } = sweep(bot, given)
  expect(troubled).toMatchObject([{ troubles }])
  expect(well).toBe(0)
})

test('without a bot of the same code there is no successor', () => {
  expect(sweep({ kind: 'gone' }, {}, []).troubled[0]?.troubles).toEqual([
    { kind: 'botGone', successor: undefined },
  ])
})

test('a bot that cannot be seen is not called dead', () => {
  for (const bot of [{ kind: 'unseen' } as const, undefined])
    expect(sweep(bot)).toMatchObject({ troubled: [], unseen: [{ link: { id: 'flyer' } }], well: 0 })
})

test('what is archived is left out', () => {
  expect(sweep({ kind: 'gone' }, { archivedAt: 1 })).toEqual({ troubled: [], unseen: [], well: 0 })
})
