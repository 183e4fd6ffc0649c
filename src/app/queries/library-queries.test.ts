import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SavedLink } from '../../contract/links/saved-link.ts'
import { openAsApp } from '../../testing/app-portal.ts'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import { openPortal } from '../../testing/emulator/open-portal.ts'
import { sampleLink } from '../../testing/sample-link.ts'
import type { Portal } from '../portal/portal.ts'
import {
  changeLibrary,
  clearDamaged,
  libraryOptions,
  restoreDamaged,
  savedLinkOptions,
  type Library,
} from './library-queries.ts'
import { homePlaceOf, type LibraryPlace } from './library-store.ts'

const admin = { id: 1, name: 'Admin', isAdmin: true }
const manager = { id: 3, name: 'Mira', isAdmin: true }
const anna = { id: 2, name: 'Anna', isAdmin: false }

const read = (portal: Portal): Promise<Library> =>
  new QueryClient({ defaultOptions: { queries: { retry: false } } }).fetchQuery(libraryOptions(portal))

const write = async (portal: Portal, before: SavedLink | undefined, after: SavedLink | undefined) => {
  const id = after?.id ?? before?.id ?? ''
  const place = homePlaceOf(portal)
  const [outcome] = await changeLibrary(portal, [{ place, id, before, after }])
  return outcome
}

const namesIn = ({ entries }: Library): readonly (readonly [LibraryPlace, string, boolean])[] =>
  entries.map(({ place, link, canWrite }) => [place, link.name, canWrite])

describe('in the portal', () => {
  test('what an admin saves everybody sees, and nobody else may change', async () => {
    const portal = openPortal()
    const [chief, employee] = [await openAsApp(portal, admin), await openAsApp(portal, anna)]
    expect(await write(chief, undefined, sampleLink())).toEqual({ id: 'flyer', kind: 'done' })
    expect(namesIn(await read(chief))).toEqual([['shared', 'Autumn flyer', true]])
    expect(namesIn(await read(employee))).toEqual([['shared', 'Autumn flyer', false]])
    const change = { place: 'shared', id: 'flyer', before: sampleLink(), after: undefined } as const
    await expect(changeLibrary(employee, [change])).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    expect(namesIn(await read(chief))).toHaveLength(1)
  })

  test('what others save is theirs alone', async () => {
    const portal = openPortal()
    const [chief, employee] = [await openAsApp(portal, admin), await openAsApp(portal, anna)]
    await write(employee, undefined, sampleLink())
    expect(namesIn(await read(employee))).toEqual([['own', 'Autumn flyer', true]])
    expect(namesIn(await read(chief))).toEqual([])
  })

  test('of two admins who read the same, the second is shown the first’s version and changes nothing', async () => {
    const portal = openPortal()
    const [one, other] = [await openAsApp(portal, admin), await openAsApp(portal, manager)]
    const base = sampleLink()
    await write(one, undefined, base)
    const first = { ...base, name: 'Winter flyer', revision: 2, updatedAt: 5 }
    const second = {
      ...base,
      name: 'Spring flyer',
      revision: 2,
      updatedAt: 6,
      updatedBy: { id: 3, name: 'Mira' },
    }
    expect(await write(one, base, first)).toMatchObject({ kind: 'done' })
    expect(await write(other, base, second)).toEqual({ id: 'flyer', kind: 'changed', theirs: first })
    expect((await read(other)).entries[0]?.link).toEqual(first)
    // Having seen it, they may insist.
    expect(await write(other, first, second)).toMatchObject({ kind: 'done' })
    expect((await read(one)).entries[0]?.link).toEqual(second)
  })

  test('two admins who save different links at once lose neither', async () => {
    const portal = openPortal()
    const [one, other] = [await openAsApp(portal, admin), await openAsApp(portal, manager)]
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(ids.map((id, at) => write(at % 2 ? one : other, undefined, sampleLink({ id }))))
    expect((await read(one)).entries.map(({ link }) => link.id).toSorted()).toEqual(ids)
  })

  test('a change of what was deleted meanwhile is told; deleting it again is no matter', async () => {
    const portal = await openAsApp(openPortal(), admin)
    const base = sampleLink()
    await write(portal, undefined, base)
    expect(await write(portal, base, undefined)).toMatchObject({ kind: 'done' })
    expect((await read(portal)).entries).toEqual([])
    expect(await write(portal, base, { ...base, revision: 2 })).toMatchObject({ kind: 'gone' })
    expect(await write(portal, base, undefined)).toMatchObject({ kind: 'done' })
    // Undo brings it back.
    expect(await write(portal, undefined, { ...base, revision: 3 })).toMatchObject({ kind: 'done' })
  })

  test('many changes are one call, and other options of the app stay', async () => {
    const world = openPortal()
    const portal = await openAsApp(world, admin)
    await portal.client.call('app.option.set', { options: { colour: 'red' } })
    const links = Array.from({ length: 60 }, (_, at) => sampleLink({ id: `l${at}` }))
    const changes = links.map(
      (after) => ({ place: 'shared', id: after.id, before: undefined, after }) as const,
    )
    await world.control('requests', undefined, 'DELETE')
    await changeLibrary(portal, changes)
    const { requests } = (await world.control('requests')) as { requests: { method: string }[] } // its own log
    expect(requests.map(({ method }) => method)).toEqual([
      'app.option.get',
      'app.option.set',
      'app.option.get',
    ])
    expect((await read(portal)).entries).toHaveLength(60)
    expect(await portal.client.call('app.option.get', { option: 'colour' })).toBe('red')
  })

  test('what is no link is counted apart and can be cleared; options of others are neither', async () => {
    const portal = await openAsApp(openPortal(), admin)
    await write(portal, undefined, sampleLink())
    const options = {
      'link.bad': '{"id":',
      'link.moved': JSON.stringify(sampleLink({ id: 'else' })),
      other: '{',
    }
    await portal.client.call('app.option.set', { options })
    const library = await read(portal)
    expect(library.entries).toHaveLength(1)
    expect(library.damaged.map(({ id }) => id).toSorted()).toEqual(['bad', 'moved'])
    await clearDamaged(portal, library.damaged)
    expect((await read(portal)).damaged).toEqual([])
    await restoreDamaged(portal, library.damaged)
    expect((await read(portal)).damaged).toEqual(library.damaged)
    expect(await portal.client.call('app.option.get', { option: 'other' })).toBe('{')
  })

  test('one link is found by its id, or is null', async () => {
    const portal = await openAsApp(openPortal(), admin)
    await write(portal, undefined, sampleLink())
    const library = await read(portal)
    const find = (id: string) => savedLinkOptions(portal, id).select(library)
    expect(find('flyer')?.link.name).toBe('Autumn flyer')
    expect(find('nobody')).toBeNull()
  })

  test('a library beyond its size takes nothing more, but gives', async () => {
    const portal = await openAsApp(openPortal(), admin)
    const large = (id: string) =>
      sampleLink({ id, recipe: { ...sampleLink().recipe, context: { text: 'x'.repeat(600_000) } } })
    expect(await write(portal, undefined, large('a'))).toMatchObject({ kind: 'done' })
    await expect(write(portal, undefined, large('b'))).rejects.toMatchObject({ code: 'full' })
    expect(await write(portal, large('a'), undefined)).toMatchObject({ kind: 'done' })
  })
})

describe('over a webhook address', () => {
  const items = new Map<string, string>()
  beforeEach(() => {
    items.clear()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    })
    return () => vi.unstubAllGlobals()
  })

  test('links stay in this browser, and the portal is asked for no options', async () => {
    const { portal, takeRequests } = await createEmulatedPortal()
    await takeRequests()
    await write(portal, undefined, sampleLink())
    expect(namesIn(await read(portal))).toEqual([['browser', 'Autumn flyer', true]])
    expect(await takeRequests()).toEqual([])
    expect([...items.keys()]).toEqual(['b24-bot-console.library http://127.0.0.1:8024 1'])
  })

  test('two tabs see each other’s changes', async () => {
    const { portal } = await createEmulatedPortal()
    const base = sampleLink()
    await write(portal, undefined, base)
    await write(portal, base, { ...base, name: 'Here', revision: 2 })
    expect(await write(portal, base, { ...base, name: 'There', revision: 2, updatedAt: 9 })).toMatchObject({
      kind: 'changed',
      theirs: { name: 'Here' },
    })
  })

  test('a browser that keeps nothing says so', async () => {
    const { portal } = await createEmulatedPortal()
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: refuse })
    await expect(write(portal, undefined, sampleLink())).rejects.toMatchObject({ code: 'browserRefused' })
  })

  test('what stood there before is no library', async () => {
    const { portal } = await createEmulatedPortal()
    items.set('b24-bot-console.library http://127.0.0.1:8024 1', '[not json')
    expect((await read(portal)).entries).toEqual([])
  })
})
