import { expect, test } from 'vitest'
import { sampleBot } from '../../../testing/sample-bot.ts'
import { findBots } from './find-bots.ts'

const bots = [
  sampleBot({ id: 1, code: 'support_bot' }, { name: 'Support Bot', workPosition: 'Orders' }),
  sampleBot({ id: 22, code: 'watcher', type: 'supervisor' }, { name: 'Вахтёр', workPosition: '' }),
]

test.each([
  ['', [1, 22]],
  ['support', [1]],
  ['WATCH', [22]],
  ['вах', [22]],
  ['orders bot', [1]],
  ['22', [22]],
  ['supervisor', [22]],
  ['support watcher', []],
])('“%s” finds %o', (search, ids) => {
  expect(findBots(bots, search).map(({ bot }) => bot.id)).toEqual(ids)
})
