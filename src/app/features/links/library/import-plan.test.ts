import { expect, test } from 'vitest'
import type { FileEntry } from '../../../../contract/links/library-file.ts'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { importOf, planImport } from './import-plan.ts'

const portalOrigin = sampleLink().portalOrigin
const bots = [
  { id: 274, code: 'support', type: 'bot', name: 'Support' },
  { id: 31, code: 'waiter', type: 'bot', name: 'Waiter' },
]
const around = { portalOrigin, bots, entries: [] as LibraryEntry[], chosenBots: new Map<string, number>() }
const fileOf = (...links: SavedLink[]): FileEntry[] => links.map((link) => ({ kind: 'link', link }))
const kept = (link: SavedLink, canWrite = true): LibraryEntry => ({ place: 'shared', canWrite, link })
const writer = { by: { id: 2, name: 'Anna' }, at: 99, newId: 'fresh' }
const elsewhere = sampleLink({
  portalOrigin: 'https://other.bitrix24.de',
  provedAt: 5,
  recipe: { ...sampleLink().recipe, botId: 7 },
  bot: { code: 'waiter', type: 'bot', name: 'Kellner' },
})

test('what is not there is new, and is kept under its own id', () => {
  const [row] = planImport(fileOf(sampleLink()), around)
  expect(row).toMatchObject({ status: 'new', reason: 'Not in the library.' })
  expect(row && importOf(row, 'own', writer)).toMatchObject({
    place: 'own',
    id: 'flyer',
    before: undefined,
    after: { revision: 1, updatedBy: writer.by, provedAt: null },
  })
})

test('what is there just so is the same, whoever wrote it when', () => {
  const entries = [kept(sampleLink({ revision: 9, updatedAt: 1, updatedBy: { id: 8, name: 'X' } }))]
  const [row] = planImport(fileOf(sampleLink()), { ...around, entries })
  expect(row?.status).toBe('same')
  expect(row && importOf(row, 'shared', writer)).toBeUndefined()
})

test('what is there otherwise says in which fields, and follows the version that is there', () => {
  const entries = [kept(sampleLink({ name: 'Winter', tags: [], revision: 9 }))]
  const [row] = planImport(fileOf(sampleLink()), { ...around, entries })
  expect(row).toMatchObject({ status: 'changed', reason: 'In the library with another name, tags.' })
  expect(row && importOf(row, 'shared', writer)).toMatchObject({
    before: { name: 'Winter' },
    after: { name: 'Autumn flyer', revision: 10 },
  })
})

test('what an admin shares becomes a copy of one’s own', () => {
  const entries = [kept(sampleLink({ name: 'Winter' }), false)]
  const [row] = planImport(fileOf(sampleLink()), { ...around, entries })
  expect(row?.reason).toContain('a copy of your own')
  expect(row && importOf(row, 'own', writer)).toMatchObject({
    place: 'own',
    id: 'fresh',
    before: undefined,
    after: { id: 'fresh', name: 'Autumn flyer' },
  })
})

test('a link of another portal gets the bot of the same code, and its proof is forgotten', () => {
  const [row] = planImport(fileOf(elsewhere), around)
  expect(row).toMatchObject({
    status: 'new',
    bot: { code: 'waiter', was: 'Kellner (7)', is: { id: 31 } },
    link: { portalOrigin, recipe: { botId: 31 }, bot: { name: 'Waiter' }, provedAt: null },
  })
})

test('imported twice it is the same', () => {
  const [first] = planImport(fileOf(elsewhere), around)
  const link = first?.link
  expect(link && planImport(fileOf(elsewhere), { ...around, entries: [kept(link)] })[0]?.status).toBe('same')
})

test('without such a bot it stays as it was, until somebody chooses one', () => {
  const alone = { ...around, bots: bots.slice(0, 1) }
  const [row] = planImport(fileOf(elsewhere), alone)
  expect(row).toMatchObject({ bot: { is: undefined }, link: { portalOrigin: elsewhere.portalOrigin } })
  const chosenBots = new Map([['waiter', 274]])
  const [chosen] = planImport(fileOf(elsewhere), { ...alone, chosenBots })
  expect(chosen).toMatchObject({ link: { portalOrigin, recipe: { botId: 274 }, bot: { code: 'support' } } })
})

test('a damaged entry says why and is taken by nobody', () => {
  const [row] = planImport([{ kind: 'damaged', name: 'Entry 1', reason: 'id: required' }], around)
  expect(row).toMatchObject({ status: 'damaged', reason: 'Cannot be read: id: required' })
  expect(row && importOf(row, 'own', writer)).toBeUndefined()
})
