import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { openAsApp } from '../../testing/app-portal.ts'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import { openPortal } from '../../testing/emulator/open-portal.ts'
import type { Portal } from '../portal/portal.ts'
import { botListOptions, registerBot, unregisterBot } from './bot-queries.ts'
import { linkedBotsOptions } from './linked-bots.ts'

const nobody = 9999
const helpdesk = 22

const look = async (portal: Portal, tokens: readonly string[], botIds: readonly number[]) => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const known = await queries.fetchQuery(botListOptions(portal, tokens))
  return Object.fromEntries(await queries.fetchQuery(linkedBotsOptions(portal, botIds, known)))
}

test('an app sees its own bots in its list, others by their id, and that one is gone', async () => {
  const portal = await openAsApp(openPortal(), { id: 1, name: 'John', isAdmin: true })
  const fields = { code: 'ours', properties: { name: 'Ours' } }
  const [ours, left] = [
    await registerBot(portal, fields),
    await registerBot(portal, { ...fields, code: 'left' }),
  ]
  await unregisterBot(portal, left)
  const seen = await look(portal, [], [ours.bot.id, helpdesk, left.bot.id, nobody])
  expect(seen[ours.bot.id]).toMatchObject({ kind: 'there', code: 'ours', type: 'bot', name: 'Ours' })
  expect(seen[helpdesk]).toMatchObject({ kind: 'there', code: 'helpdesk_bot' })
  expect([seen[left.bot.id], seen[nobody]]).toEqual([{ kind: 'gone' }, { kind: 'gone' }])
})

test('over a webhook address any token is enough to ask; without one nothing is said', async () => {
  const { portal } = await createEmulatedPortal()
  expect(await look(portal, ['watcher-bot-token'], [helpdesk, nobody])).toMatchObject({
    [helpdesk]: { kind: 'there', code: 'helpdesk_bot' },
    [nobody]: { kind: 'gone' },
  })
  expect(await look(portal, [], [helpdesk, nobody])).toEqual({
    [helpdesk]: { kind: 'unseen' },
    [nobody]: { kind: 'unseen' },
  })
})

test('when the line fails nothing is said about any bot', async () => {
  const { portal, post } = await createEmulatedPortal()
  await post('faults', { kind: 'html200', method: 'imbot.v2.Bot.get' }).catch(() => undefined)
  await expect(look(portal, ['watcher-bot-token'], [nobody])).rejects.toMatchObject({ code: 'NOT_JSON' })
})

test.each(['BOT_OWNERSHIP_ERROR', 'ACCESS_DENIED', 'BOT_ID_REQUIRED'])(
  'a bot that is refused with %s is not called gone',
  async (code) => {
    const { portal, post } = await createEmulatedPortal()
    await post('faults', { kind: 'refuse', code, status: 400, method: 'imbot.v2.Bot.get' })
    expect(await look(portal, ['watcher-bot-token'], [nobody])).toMatchObject({
      [nobody]: { kind: 'unseen' },
    })
  },
)
