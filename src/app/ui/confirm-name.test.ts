import { expect, test } from 'vitest'
import { confirmationOf, isConfirmed } from './confirm-name.ts'

const code = 'orders_bot'

test.each([
  ['Orders', 'Orders'],
  ['Orders  and   returns ', 'Orders and returns'],
  ['Orders\u00a0bot', 'Orders bot'],
  ['Orders\u202ebot', 'Ordersbot'],
  ['Zu\u0308rich', 'Z\u00fcrich'],
  ['\u202e', 'orders_bot'],
  ['   ', 'orders_bot'],
])('the bot named %j is confirmed by %j', (name, typed) => {
  const asked = confirmationOf({ name, code })
  expect(isConfirmed(typed, asked)).toBe(true)
  expect(isConfirmed(asked, asked)).toBe(true)
})

test.each(['', ' ', 'orders', 'Order', 'Orders bot'])('%j does not confirm Orders', (typed) => {
  expect(isConfirmed(typed, confirmationOf({ name: 'Orders', code }))).toBe(false)
})
