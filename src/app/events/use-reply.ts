import { useSyncExternalStore } from 'react'
import { createReplyStore } from './reply-store.ts'

/** One for the page, so that an answer begun survives another tab or screen. */
const replies = createReplyStore()

/** The answer being written at a place; `deliver` sends it and gives the message's id. */
export const useReply = (options: {
  readonly place: string
  readonly deliver: (text: string) => Promise<number | null>
}) => {
  const { place, deliver } = options
  const { text, last } = useSyncExternalStore(replies.subscribe, () => replies.find(place))
  return {
    text,
    last,
    write: (text: string) => replies.write(place, text),
    send: () => void replies.send(place, deliver),
  }
}
