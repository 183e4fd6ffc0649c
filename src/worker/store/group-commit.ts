/** How a group of jobs becomes one transaction; every call is done when it returns. */
export type GroupSteps = {
  /** `isDurable`: at least one job wants its commit on the disk. */
  readonly begin: (isDurable: boolean) => void
  readonly commit: () => void
  readonly rollback: () => void
}

type Job = {
  /** Runs it, perhaps twice; answers what is to be told once the group is durable. */
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
 * for one `fsync`. Each is answered only after the commit. When one of them throws, nothing of the group is written and
 * each is run again alone, so that it is undone and the others are not.
 */
export const createGroupCommit = (steps: GroupSteps): GroupCommit => {
  let waiting: Job[] = []
  let running: Promise<void> | undefined

  const runGroup = async (jobs: readonly Job[]): Promise<void> => {
    const tell: (() => void)[] = []
    let isEachAlone = false
    try {
      steps.begin(jobs.some(({ isDurable }) => isDurable))
      isEachAlone = jobs.length > 1
      for (const job of jobs) tell.push(await job.run())
      isEachAlone = false
      steps.commit()
    } catch (error) {
      steps.rollback()
      if (isEachAlone) for (const job of jobs) await runGroup([job])
      else for (const { refuse } of jobs) refuse(error)
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
