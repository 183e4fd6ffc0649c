import { queryOptions } from '@tanstack/react-query'
import { createBackground, startBulkWorker, type Background } from './background.ts'
import type { BulkMapping } from './bulk-mapping.ts'
import type { LinkTarget } from './build-row.ts'
import type { BulkJobs, ReadOptions } from './bulk-protocol.ts'
import type { BulkSource } from './bulk-source.ts'
import type { JobProgressStore } from './job-progress.tsx'

/** Nothing here grows old, and nothing is worth keeping once nobody looks: the rows are a question away. */
const unaging = { staleTime: Infinity, gcTime: 0, structuralSharing: false } as const

export type ReadRows = {
  readonly background: Background
  readonly about: BulkJobs['read']['answer']
  readonly generation: number
}
export type CheckedRows = { readonly id: number; readonly counts: BulkJobs['check']['answer'] }

/** A background of its own for each source; who shows the rows ends it. */
export const readOptions = ({
  source,
  options,
  generation,
  progress,
}: {
  source: BulkSource | undefined
  options: ReadOptions
  generation: number
  progress: JobProgressStore
}) =>
  queryOptions({
    ...unaging,
    queryKey: ['bulk', 'read', generation],
    enabled: source !== undefined,
    queryFn: async ({ signal }): Promise<ReadRows> => {
      const background = createBackground(startBulkWorker())
      signal.addEventListener('abort', background.end)
      progress.setState({ done: 0, of: 0 })
      const onProgress = (done: number, of: number) => progress.setState({ done, of })
      try {
        const about = await background.ask('read', { source: source?.data ?? '', options }, { onProgress })
        return { background, about, generation }
      } catch (error) {
        background.end()
        throw error
      } finally {
        signal.removeEventListener('abort', background.end)
      }
    },
  })

let lastCheck = 0

export const checkOptions = (
  { background, generation }: ReadRows,
  {
    mapping,
    target,
    progress,
    isReady,
  }: {
    mapping: BulkMapping
    target: LinkTarget
    progress: JobProgressStore
    isReady: boolean
  },
) =>
  queryOptions({
    ...unaging,
    queryKey: ['bulk', 'check', generation, mapping, target],
    enabled: isReady,
    queryFn: async ({ signal }): Promise<CheckedRows> => {
      progress.setState({ done: 0, of: 0 })
      const onProgress = (done: number, of: number) => progress.setState({ done, of })
      const counts = await background.ask('check', { mapping, target }, { signal, onProgress })
      lastCheck += 1
      return { id: lastCheck, counts }
    },
  })

export const blockRows = 50

/** A block of rows to be shown. */
export const rowsOptions = (
  background: Background,
  checkId: number,
  only: 'all' | 'problems',
  block: number,
) =>
  queryOptions({
    ...unaging,
    gcTime: 10_000,
    queryKey: ['bulk', 'rows', checkId, only, block],
    queryFn: () => background.ask('rows', { from: block * blockRows, to: (block + 1) * blockRows, only }),
  })
