import { expect, test } from 'vitest'
import { createEmulatedPortal } from '../../../testing/emulated-portal.ts'
import { emptyDraft } from './bot-draft.ts'
import { registerDraft } from './register-draft.ts'

const draft = { ...emptyDraft, code: 'orders_bot', name: 'Orders', botToken: 'first-token' }
const first = { draft, isAfterLostAnswer: false }

test('a free code is registered', async () => {
  const { portal } = await createEmulatedPortal()
  expect(await registerDraft(portal, first)).toMatchObject({
    outcome: 'registered',
    known: { bot: { code: 'orders_bot' }, botToken: 'first-token' },
  })
})

test('a code of another token this tab holds is ours, though the form has a new token', async () => {
  const { portal } = await createEmulatedPortal()
  portal.botTokens?.add('helpdesk-bot-token')
  const again = { ...draft, code: 'helpdesk_bot' }
  expect(await registerDraft(portal, { draft: again, isAfterLostAnswer: false })).toMatchObject({
    outcome: 'existing',
    existing: { bot: { eventMode: 'fetch' }, botToken: 'helpdesk-bot-token' },
  })
})

test('a bot whose registration got no answer is found again under a new token, by the one it was tried with', async () => {
  const { portal, post } = await createEmulatedPortal()
  await post('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
  await expect(registerDraft(portal, first)).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
  const again = { ...draft, botToken: 'second-token' }
  expect(await registerDraft(portal, { draft: again, isAfterLostAnswer: false })).toMatchObject({
    outcome: 'existing',
    existing: { bot: { eventMode: 'fetch' }, botToken: 'first-token' },
  })
})

test('the same try after a lost answer ends at the bot, whose token is to be kept', async () => {
  const { portal, post } = await createEmulatedPortal()
  await post('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
  await expect(registerDraft(portal, first)).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
  expect(await registerDraft(portal, { draft, isAfterLostAnswer: true })).toMatchObject({
    outcome: 'registered',
    known: { botToken: 'first-token' },
  })
  expect(portal.botTokens?.unkept()).toEqual(['first-token'])
})
