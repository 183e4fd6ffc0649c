import { createStore } from 'zustand/vanilla'

/** What became of the last sending of an answer. */
type LastSending =
  | { readonly state: 'none' }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly messageId: number | null }
  | { readonly state: 'failed'; readonly error: unknown }

/** An answer being written. */
export type Reply = { readonly text: string; readonly last: LastSending }

const noReply: Reply = { text: '', last: { state: 'none' } }

/** What was typed while the rest was on its way. */
const unsentOf = (text: string, sent: string): string =>
  text.startsWith(sent) ? text.slice(sent.length).trimStart() : text

/**
 * Answers under way, one for each place (a dialog as one bot sees it); in memory, until the tab is closed.
 * One place sends one thing at a time, and what is typed meanwhile stays.
 */
export const createReplyStore = () => {
  const store = createStore<Readonly<Record<string, Reply>>>(() => ({}))
  const find = (place: string): Reply => store.getState()[place] ?? noReply
  const put = (place: string, reply: Reply) => store.setState({ [place]: reply })
  return {
    find,
    subscribe: store.subscribe,
    write: (place: string, text: string) => {
      const { last } = find(place)
      put(place, { text, last: last.state === 'sending' ? last : noReply.last })
    },
    send: async (place: string, deliver: (text: string) => Promise<number | null>) => {
      const { text, last } = find(place)
      if (last.state === 'sending' || !text.trim()) return
      put(place, { text, last: { state: 'sending' } })
      try {
        const messageId = await deliver(text)
        put(place, { text: unsentOf(find(place).text, text), last: { state: 'sent', messageId } })
      } catch (error) {
        // Answered by the face below the box, which says what happened.
        put(place, { ...find(place), last: { state: 'failed', error } })
      }
    },
  }
}
