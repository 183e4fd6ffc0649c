/** How a group of jobs becomes one transaction; every call is done when it returns. */
export type GroupSteps = {
  /** `isDurable`: at least one job wants its commit on the disk. */
  readonly begin: (isDurable: boolean) => void
  readonly save: () => void
  readonly release: () => void
  readonly undo: () => void
  readonly commit: () => void
  readonly rollback: () => void
}

type Job = {
  /** Runs it; answers what is to be told once the group is durable. A throw undoes this job alone. */
  readonly run: () => Promise<() => void>
  readonly refuse: (error: unknown) => void
  readonly isDurable: boolean
}

export type GroupCommit = {
  readonly write: <T>(work: () => Promise<T>, options?: { readonly isDurable: boolean }) => Promise<T>
  /** Resolves when nothing is left to do. */
  readonly idle: () => Promise<void>
}

/**
 * Jobs that arrive in one turn of the event loop, or while a group runs, share one commit, so that many callers wait
 * for one `fsync`. Each has a savepoint of its own, and each is answered only after the commit.
 */
export const createGroupCommit = (steps: GroupSteps): GroupCommit => {
  let waiting: Job[] = []
  let running: Promise<void> | undefined

  const runGroup = async (jobs: readonly Job[]) => {
    const tell: (() => void)[] = []
    try {
      steps.begin(jobs.some(({ isDurable }) => isDurable))
      for (const job of jobs) {
        steps.save()
        try {
          tell.push(await job.run())
          steps.release()
        } catch (error) {
          steps.undo()
          job.refuse(error)
        }
      }
      steps.commit()
    } catch (error) {
      steps.rollback()
      for (const { refuse } of jobs) refuse(error)
      return
    }
    for (const answer of tell) answer()
  }

  const runAll = async () => {
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      const jobs = waiting
      waiting = []
      await runGroup(jobs)
    }
    running = undefined
  }

  return {
    write: (work, { isDurable } = { isDurable: true }) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          const value = await work()
          return () => resolve(value)
        }
        waiting.push({ run, refuse: reject, isDurable })
        running ??= runAll()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}
