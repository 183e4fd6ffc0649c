import { useQuery } from '@tanstack/react-query'
import { portalProblemTexts } from '../../messages/pairing-texts.ts'
import { portalProblemOptions } from '../../queries/worker-queries.ts'
import { ConnectPortalForm } from '../../worker/connect-portal-form.tsx'
import styles from './portal-notice.module.css'
import { useWorker } from '../../worker/worker-context.ts'

/** Says so while the worker cannot speak with the portal; nothing else on the screen would. */
export const PortalNotice = () => {
  const worker = useWorker()
  const problem = useQuery(portalProblemOptions(worker)).data?.problem
  if (!problem) return null
  return (
    <section className={styles.notice} role="status" aria-label="The worker and the portal">
      <p className={styles.text}>
        {portalProblemTexts[problem.kind]} Since {new Date(problem.since).toLocaleString()}.
      </p>
      {problem.kind === 'unreachable' ? null : (
        <details>
          <summary>Connect the portal once more</summary>
          <ConnectPortalForm worker={worker} />
        </details>
      )}
    </section>
  )
}
