import { expect, test } from 'vitest'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createRestBudget } from '../../client/rest-budget.ts'
import type { Send, SendAnswer } from '../../client/transport.ts'
import { createFakeTime } from '../../testing/fake-time.ts'
import { answered, refused } from '../../testing/scripted-send.ts'
import { askWho } from './ask-who.ts'

const clientOf = (answers: { readonly profile: SendAnswer; readonly scope: SendAnswer }) => {
  const time = createFakeTime()
  const send: Send = (method) => Promise.resolve(method === 'profile' ? answers.profile : answers.scope)
  return createRestClient({ send, budget: createRestBudget(time), ...time })
}

const anna = answered({ ID: '2', ADMIN: false, NAME: 'Anna', LAST_NAME: 'Davis' })

test('the profile says who, the scopes say what', async () => {
  expect(await askWho(clientOf({ profile: anna, scope: answered(['im', 'imbot']) }))).toEqual({
    user: { id: 2, name: 'Anna Davis' },
    isAdmin: false,
    scopes: ['im', 'imbot'],
  })
})

test('somebody without a name has a number', async () => {
  const profile = answered({ ID: '2', ADMIN: true, NAME: '', LAST_NAME: null })
  const who = await askWho(clientOf({ profile, scope: answered([]) }))
  expect(who).toMatchObject({ user: { name: '#2' }, isAdmin: true })
})

test('an empty profile is a user who may not use the app', async () => {
  const asked = askWho(clientOf({ profile: answered([]), scope: answered([]) }))
  await expect(asked).rejects.toMatchObject({ code: 'user_access_error' })
})

test('a portal that keeps its scopes to itself is no obstacle, one that breaks down is', async () => {
  const silent = await askWho(clientOf({ profile: anna, scope: refused(404, 'ERROR_METHOD_NOT_FOUND') }))
  expect(silent.scopes).toBeUndefined()
  const broken = askWho(clientOf({ profile: anna, scope: refused(500, 'INTERNAL_SERVER_ERROR') }))
  await expect(broken).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
})
