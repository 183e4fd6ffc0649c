import type { Post } from '../../worker/ports/post.ts'
import type { Stores } from '../../worker/store/create-stores.ts'

/** Where a worker can be killed; what is done before the stroke is durable, what is behind it has not happened. */
export const crashPoints = [
  'stored/not confirmed',
  'state/no card',
  'card/no id',
  'commit/no 200',
  'collected/no answer',
] as const
export type CrashPoint = (typeof crashPoints)[number]

/** Wraps what the worker is handed, so that `die` is called at the named point; nothing of it is in the worker. */
export const armed = (
  point: string | undefined,
  { stores, post, die }: { readonly stores: Stores; readonly post: Post; readonly die: () => Promise<never> },
): { readonly stores: Stores; readonly post: Post } => {
  const { pairings, inbox } = stores
  switch (point) {
    case 'stored/not confirmed':
      return {
        post,
        stores: {
          ...stores,
          inbox: {
            ...inbox,
            putPage: async (page) => {
              const stored = await inbox.putPage(page)
              return stored.length > 0 ? die() : stored
            },
          },
        },
      }
    case 'commit/no 200':
      return {
        post,
        stores: { ...stores, inbox: { ...inbox, put: async (all) => (await inbox.put(all), die()) } },
      }
    case 'state/no card':
    case 'collected/no answer': {
      const isMeant = (state: string) =>
        state === (point === 'state/no card' ? 'awaiting_confirm' : 'consumed')
      const apply: typeof pairings.apply = async (change) => {
        const applied = await pairings.apply(change)
        const isNew = change.from.state.name !== change.to.state.name
        return applied === 'applied' && isNew && isMeant(change.to.state.name) ? die() : applied
      }
      return { post, stores: { ...stores, pairings: { ...pairings, apply } } }
    }
    case 'card/no id':
      return {
        stores,
        post: async (call) => {
          const posted = await post(call)
          const isCard = (call.url + call.body).includes('imbot.v2.Chat.Message.send')
          return isCard ? die() : posted
        },
      }
    default:
      return { stores, post }
  }
}
