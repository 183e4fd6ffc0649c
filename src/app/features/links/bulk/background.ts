import type {
  BulkAsk,
  BulkFailure,
  BulkJob,
  BulkJobs,
  FromBackground,
  ToBackground,
} from './bulk-protocol.ts'
import { UnreadableError } from './table.ts'

/** The background has gone, with the rows it held; the source is still with the page. */
export class BackgroundLostError extends Error {
  /** `crashed`: it said so; `silent`: it stopped in the middle; `ended`: the page let it go. */
  readonly why: 'crashed' | 'silent' | 'ended'

  constructor(why: BackgroundLostError['why'], detail: string) {
    super(detail)
    this.name = 'BackgroundLostError'
    this.why = why
  }
}

/** What the page needs of a web worker. */
export type BackgroundWorker = {
  readonly postMessage: (message: ToBackground) => void
  readonly terminate: () => void
  readonly listen: (on: {
    readonly message: (message: FromBackground) => void
    readonly crash: (detail: string) => void
  }) => void
}

type AskOptions = {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
}

export type Background = {
  /** Rejects with `UnreadableError`, `BackgroundLostError`, or an `AbortError` when `signal` calls it off. */
  readonly ask: <J extends BulkJob>(
    job: J,
    ask: BulkJobs[J]['ask'],
    options?: AskOptions,
  ) => Promise<BulkJobs[J]['answer']>
  readonly end: () => void
}

type Pending = {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: AskOptions['onProgress']
}

const errorOf = (failure: BulkFailure): Error => {
  if (failure.kind === 'unreadable') return new UnreadableError(failure.code, failure.detail)
  return failure.kind === 'cancelled'
    ? new DOMException('Called off.', 'AbortError')
    : new BackgroundLostError('crashed', failure.detail)
}

/** While something is asked, silence that long raises a question, and then as long again means that nobody is there. */
const silentMs = 8000

/**
 * A worker behind questions and answers. One that crashes, or falls silent in the middle of a job (a browser ends what
 * takes too much memory, and tells nobody), rejects everything that was asked of it.
 */
export const createBackground = (worker: BackgroundWorker, silence = silentMs): Background => {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let lost: BackgroundLostError | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const lose = (error: BackgroundLostError) => {
    lost ??= error
    clearTimeout(timer)
    worker.terminate()
    for (const { reject } of pending.values()) reject(lost)
    pending.clear()
  }
  const watch = () => {
    clearTimeout(timer)
    if (pending.size === 0 || lost) return
    timer = setTimeout(() => {
      worker.postMessage({ id: 0, ping: true })
      timer = setTimeout(() => lose(new BackgroundLostError('silent', 'it no longer answers')), silence)
    }, silence)
  }
  worker.listen({
    crash: (detail) => lose(new BackgroundLostError('crashed', detail)),
    message: (message) => {
      const asked = pending.get(message.id)
      if ('done' in message) asked?.onProgress?.(message.done, message.of)
      if ('answer' in message) asked?.resolve(message.answer as never) // the answer to the job that was asked
      if ('failure' in message) asked?.reject(errorOf(message.failure))
      if ('answer' in message || 'failure' in message) pending.delete(message.id)
      watch()
    },
  })

  const ask: Background['ask'] = (job, about, { signal, onProgress } = {}) =>
    new Promise((resolve, reject) => {
      if (lost) return reject(lost)
      lastId += 1
      const id = lastId
      pending.set(id, { resolve, reject, onProgress })
      worker.postMessage({ id, ask: { job, ...about } as BulkAsk }) // a job with its own question
      signal?.addEventListener('abort', () => {
        if (pending.has(id)) worker.postMessage({ id, cancel: true })
      })
      return watch()
    })
  return { ask, end: () => lose(new BackgroundLostError('ended', 'ended')) }
}

/** The web worker itself; its file lies beside the others of the build, wherever that is served from. */
export const startBulkWorker = (): BackgroundWorker => {
  const worker = new Worker(new URL('./bulk-worker.ts', import.meta.url), {
    type: 'module',
    name: 'bulk links',
  })
  return {
    postMessage: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
    listen: ({ message, crash }) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FromBackground>) => message(data))
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        crash(event.message || 'its file did not load')
      })
      worker.addEventListener('messageerror', () => crash('a message could not be read'))
    },
  }
}
