import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { describeError } from '../../messages/describe-error.ts'
import { auditOptions } from '../../queries/pairing-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './limits-screen.module.css'
import parts from './parts.module.css'
import { Trace } from './trace.tsx'
import { useWorker } from '../../worker/worker-context.ts'

/** The append-only log of this portal, newest first. */
export const AuditLog = () => {
  const log = useInfiniteQuery(auditOptions(useWorker()))
  const now = useNow()
  const entries = log.data?.pages.flatMap((page) => page.entries)
  return (
    <section className={`${parts.card} ${parts.padded} ${styles.log}`} aria-label="Audit log">
      <h2>Audit log</h2>
      {log.isPending && <Waiting label="Loading the audit log" />}
      {log.isError && !entries && (
        <Failed
          what="The audit log could not be loaded"
          {...describeError(log.error)}
          onRetry={() => void log.refetch()}
        />
      )}
      {entries?.length === 0 && (
        <Empty
          title="Nothing yet"
          text="Every pairing and every change of sites and limits is written down here."
        />
      )}
      {entries && entries.length > 0 && <Trace label="Audit log" entries={entries} now={now} ahead={0} />}
      {log.hasNextPage && (
        <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Load older ones
        </Button>
      )}
    </section>
  )
}
