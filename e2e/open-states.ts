import type { createBrowser } from '../src/testing/worker/sign-in-browser.ts'

/** The live states that one process of the worker tells a browser, one after the other. */
export const openStates = async (of: {
  readonly address: string
  readonly siteId: string
  readonly browser: Pick<ReturnType<typeof createBrowser>, 'jar'>
}) => {
  const closing = new AbortController()
  const cookie = [...of.browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${of.address}/pair/${of.siteId}/events`, {
    headers: { cookie },
    signal: closing.signal,
  })
  if (!answer.ok || !answer.body) throw new Error(`no stream: ${answer.status}`)
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const nextBlock = async (): Promise<string | undefined> => {
    for (let end = text.indexOf('\n\n'); end < 0; end = text.indexOf('\n\n')) {
      // Cut off or ended, nothing more comes.
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }) as const)
      if (done) return undefined
      text += value
    }
    const [block = '', ...rest] = text.split('\n\n')
    text = rest.join('\n\n')
    return block
  }
  const next = async (): Promise<string | undefined> => {
    for (let block = await nextBlock(); block !== undefined; block = await nextBlock()) {
      const data = /^data: (\{.*\})$/m.exec(block)?.[1]
      if (data !== undefined) return (JSON.parse(data) as { state: string }).state // our own route
    }
    return undefined
  }
  return {
    /** Reads on until the state is told; answers when that was. */
    until: async (state: string): Promise<number> => {
      for (let told = await next(); told !== state; told = await next())
        if (told === undefined) throw new Error(`the stream ended before it was ${state}`)
      return Date.now()
    },
    /** Resolves when nothing more comes. */
    ended: async () => {
      while ((await next()) !== undefined);
    },
    close: () => closing.abort(),
  }
}
