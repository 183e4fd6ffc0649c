/** What is asked of a web worker, by the job's name, and what comes back. */
export type Jobs = Readonly<Record<string, { readonly ask: object; readonly answer: unknown }>>

/** One job with its question. */
export type AskOf<J extends Jobs> = { [K in keyof J]: { readonly job: K } & J[K]['ask'] }[keyof J]
export type AnswerOf<J extends Jobs> = J[keyof J]['answer']

/** Page to worker. */
export type ToWorker<J extends Jobs> =
  | { readonly id: number; readonly ask: AskOf<J> }
  | { readonly id: number; readonly cancel: true }
  | { readonly id: number; readonly ping: true }

/** Worker to page. Every message is a sign of life; a notice answers nothing. */
export type FromWorker<J extends Jobs, Failure, Notice = never> =
  | { readonly id: number; readonly done: number; readonly of: number }
  | { readonly id: number; readonly answer: AnswerOf<J> }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly pong: true }
  | { readonly id: 0; readonly notice: Notice }

/** The worker has gone, with all it held in memory. */
export class WorkerLostError extends Error {
  /** `crashed`: it said so; `silent`: it stopped in the middle; `ended`: the page let it go. */
  readonly why: 'crashed' | 'silent' | 'ended'

  constructor(why: WorkerLostError['why'], detail: string) {
    super(detail)
    this.name = 'WorkerLostError'
    this.why = why
  }
}

/** What the page needs of a web worker. */
export type PageWorker<To, From> = {
  readonly postMessage: (message: To, transfer?: readonly ArrayBuffer[]) => void
  readonly terminate: () => void
  readonly listen: (on: {
    readonly message: (message: From) => void
    readonly crash: (detail: string) => void
  }) => void
}

/** The platform's worker behind that interface. */
export const pageWorkerOf = <To, From>(worker: Worker): PageWorker<To, From> => ({
  postMessage: (message, transfer = []) => worker.postMessage(message, [...transfer]),
  terminate: () => worker.terminate(),
  listen: ({ message, crash }) => {
    worker.addEventListener('message', ({ data }: MessageEvent<From>) => message(data))
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      crash(event.message || 'its file did not load')
    })
    worker.addEventListener('messageerror', () => crash('a message could not be read'))
  },
})

type AskOptions = {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
  /** Buffers that are handed over and not copied. */
  readonly transfer?: readonly ArrayBuffer[]
}

export type Asker<J extends Jobs> = {
  /** Rejects with what `errorOf` makes of a failure, or with `WorkerLostError`. */
  readonly ask: <K extends keyof J>(
    job: K,
    about: J[K]['ask'],
    options?: AskOptions,
  ) => Promise<J[K]['answer']>
  readonly end: () => void
}

type Pending = {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: AskOptions['onProgress']
}

/** While something is asked, silence that long raises a question, and then as long again means that nobody is there. */
const silentMs = 8000

/**
 * A worker behind questions and answers. One that crashes, or falls silent in the middle of a job (a browser ends what
 * takes too much memory, and tells nobody), rejects everything that was asked of it.
 */
export const createAsker = <J extends Jobs, Failure, Notice = never>(options: {
  readonly worker: PageWorker<ToWorker<J>, FromWorker<J, Failure, Notice>>
  readonly errorOf: (failure: Failure) => Error
  readonly onNotice?: (notice: Notice) => void
  /** Called once. */
  readonly onLost?: (error: WorkerLostError) => void
  readonly silence?: number | undefined
}): Asker<J> => {
  const { worker, errorOf, onNotice, onLost, silence = silentMs } = options
  const pending = new Map<number, Pending>()
  let lastId = 0
  let lost: WorkerLostError | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const lose = (error: WorkerLostError) => {
    if (lost) return
    lost = error
    clearTimeout(timer)
    worker.terminate()
    for (const { reject } of pending.values()) reject(lost)
    pending.clear()
    onLost?.(lost)
  }
  const watch = () => {
    clearTimeout(timer)
    if (pending.size === 0 || lost) return
    timer = setTimeout(() => {
      worker.postMessage({ id: 0, ping: true })
      timer = setTimeout(() => lose(new WorkerLostError('silent', 'it no longer answers')), silence)
    }, silence)
  }
  worker.listen({
    crash: (detail) => lose(new WorkerLostError('crashed', detail)),
    message: (message) => {
      if ('notice' in message) onNotice?.(message.notice)
      const asked = pending.get(message.id)
      if ('done' in message) asked?.onProgress?.(message.done, message.of)
      if ('answer' in message) asked?.resolve(message.answer as never) // the answer to the job that was asked
      if ('failure' in message) asked?.reject(errorOf(message.failure))
      if ('answer' in message || 'failure' in message) pending.delete(message.id)
      watch()
    },
  })

  const ask: Asker<J>['ask'] = (job, about, { signal, onProgress, transfer } = {}) =>
    new Promise((resolve, reject) => {
      if (lost) return reject(lost)
      lastId += 1
      const id = lastId
      pending.set(id, { resolve, reject, onProgress })
      worker.postMessage({ id, ask: { job, ...about } }, transfer)
      signal?.addEventListener('abort', () => {
        if (pending.has(id)) worker.postMessage({ id, cancel: true })
      })
      return watch()
    })
  return { ask, end: () => lose(new WorkerLostError('ended', 'ended')) }
}
