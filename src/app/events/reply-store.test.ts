import { expect, test } from 'vitest'
import { createReplyStore } from './reply-store.ts'

const place = 'bot 5 in dialog 2'

/** A line on which each message is answered when the test says so. */
const createSlowLine = () => {
  const sent: string[] = []
  const answers: ((messageId: number) => void)[] = []
  const deliver = (text: string) => {
    sent.push(text)
    return new Promise<number>((resolve) => answers.push(resolve))
  }
  return { sent, answers, deliver }
}

test('whoever presses twice sends once', async () => {
  const replies = createReplyStore()
  const line = createSlowLine()
  replies.write(place, 'hello')
  const both = [replies.send(place, line.deliver), replies.send(place, line.deliver)]
  line.answers[0]?.(7)
  await Promise.all(both)
  expect(line.sent).toEqual(['hello'])
  expect(replies.find(place)).toEqual({ text: '', last: { state: 'sent', messageId: 7 } })
})

test.each([
  ['hello there', 'there'],
  ['something else', 'something else'],
  ['hello', ''],
])('typed while “hello” is sent, “%s” leaves “%s” in the box', async (typed, left) => {
  const replies = createReplyStore()
  const line = createSlowLine()
  replies.write(place, 'hello')
  const sending = replies.send(place, line.deliver)
  replies.write(place, typed)
  line.answers[0]?.(7)
  await sending
  expect(replies.find(place).text).toBe(left)
})

test('what was not sent stays, with the reason, until somebody writes on', async () => {
  const replies = createReplyStore()
  replies.write(place, 'hello')
  await replies.send(place, () => Promise.reject(new Error('refused')))
  expect(replies.find(place)).toMatchObject({ text: 'hello', last: { state: 'failed' } })
  replies.write(place, 'hello again')
  expect(replies.find(place).last).toEqual({ state: 'none' })
})

test('each place has its own text, and nothing blank is sent', async () => {
  const replies = createReplyStore()
  const line = createSlowLine()
  replies.write(place, 'for two')
  replies.write('elsewhere', '  ')
  await replies.send('elsewhere', line.deliver)
  expect(line.sent).toEqual([])
  expect(replies.find(place).text).toBe('for two')
})
