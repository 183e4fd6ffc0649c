import { expect, test } from 'vitest'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createRestBudget } from '../../client/rest-budget.ts'
import { createFakeTime } from '../../testing/fake-time.ts'
import type { Step } from '../../testing/scripted-send.ts'
import { answered, createScriptedSend, refused } from '../../testing/scripted-send.ts'
import type { Portal } from '../portal/portal.ts'
import { checkInstall } from './check-install.ts'

const portalThat = (revision: Step, facts: Partial<Portal>) => {
  const time = createFakeTime()
  const { send, sent } = createScriptedSend([revision])
  const portal: Portal = {
    mode: 'frame',
    client: createRestClient({ send, budget: createRestBudget(time), ...time }),
    origin: 'https://company.bitrix24.com',
    user: { id: 1, name: 'Anna' },
    isAdmin: true,
    language: 'en',
    scopes: ['im', 'imbot'],
    botTokens: undefined,
    frame: undefined,
    ...facts,
  }
  return { portal, sent }
}

const revision = (rest: number) => answered({ rest, web: 130, mobile: 23, desktop: 6 })
const statesOf = async (portal: Portal) =>
  Object.fromEntries((await checkInstall(portal)).map(({ id, state }) => [id, state]))

test('a portal with all that is needed passes', async () => {
  const { portal } = portalThat(revision(36), {})
  expect(await statesOf(portal)).toEqual({
    'scope-imbot': 'good',
    'scope-im': 'good',
    revision: 'good',
    admin: 'good',
  })
})

test('without imbot nothing can be asked, so the revision is not blamed', async () => {
  const { portal, sent } = portalThat(revision(36), { scopes: ['im'] })
  expect(await statesOf(portal)).toEqual({ 'scope-imbot': 'missing', 'scope-im': 'good', admin: 'good' })
  expect(sent).toEqual([])
})

test.each([
  [32, 'missing'],
  [33, 'look'],
  [36, 'good'],
  [40, 'good'],
])('revision %i: %s', async (rest, state) => {
  expect(await statesOf(portalThat(revision(rest), {}).portal)).toMatchObject({ revision: state })
})

test('a portal that does not know the platform is told apart from one that does not answer', async () => {
  const old = portalThat(refused(404, 'ERROR_METHOD_NOT_FOUND'), {})
  expect(await statesOf(old.portal)).toMatchObject({ revision: 'missing' })
  const broken = portalThat(refused(500, 'INTERNAL_SERVER_ERROR'), {})
  await expect(checkInstall(broken.portal)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
})

test('no admin, no word about scopes: to be looked at, not in the way', async () => {
  const { portal } = portalThat(revision(36), { isAdmin: false, scopes: undefined })
  expect(await statesOf(portal)).toMatchObject({ 'scope-imbot': 'look', admin: 'look' })
})
