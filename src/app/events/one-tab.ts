/** Of all tabs of a person one does the work, the rest are told. */
export type OneTab = {
  /** Acts while this tab is visible and holds the lock; again each time it becomes visible, until the signal aborts. */
  readonly run: (work: {
    /** Undefined: every tab for itself. */
    readonly name: string | undefined
    readonly signal: AbortSignal
    readonly act: (signal: AbortSignal) => Promise<void>
    readonly onLetGo: () => void
  }) => Promise<void>
  /** Tells the other tabs that something under this name has changed. */
  readonly tell: (name: string) => void
  /** Calls back when another tab tells; answers the way to stop. */
  readonly follow: (name: string, listener: () => void) => () => void
}

const whenVisible = (isVisible: boolean, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      if ((document.visibilityState === 'visible') !== isVisible && !signal.aborted) return
      document.removeEventListener('visibilitychange', check)
      signal.removeEventListener('abort', check)
      resolve()
    }
    document.addEventListener('visibilitychange', check)
    signal.addEventListener('abort', check)
    check()
  })

/** Undefined on a page that is not secure, whatever the types say. */
const locks = navigator.locks as LockManager | undefined

const isForbidden = (error: unknown): boolean => error instanceof Error && error.name === 'SecurityError'

/** By Web Locks: a tab that is closed or dies lets go by itself, one that is hidden does so here. For pages only. */
export const createOneTab = (): OneTab => {
  const channelName = (name: string) => `bot-console-events ${name}`
  return {
    run: async ({ name, signal, act, onLetGo }) => {
      while (!signal.aborted) {
        await whenVisible(true, signal)
        if (signal.aborted) return
        const turn = new AbortController()
        const either = AbortSignal.any([signal, turn.signal])
        void whenVisible(false, either).then(() => turn.abort())
        if (!locks || name === undefined) await act(either)
        else
          await locks
            .request(channelName(name), { signal: either }, () => act(either))
            .catch(async (error: unknown) => {
              // Where locks are forbidden, so is the storage that tabs would share.
              if (isForbidden(error)) await act(either)
              // Called off while it waited for its turn.
              else if (!either.aborted) throw error
            })
        if (!signal.aborted) onLetGo()
      }
    },
    tell: (name) => {
      const channel = new BroadcastChannel(channelName(name))
      channel.postMessage('changed')
      channel.close()
    },
    follow: (name, listener) => {
      const channel = new BroadcastChannel(channelName(name))
      channel.onmessage = listener
      return () => channel.close()
    },
  }
}
