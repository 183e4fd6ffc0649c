import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import { ForeignText } from './foreign-text.tsx'
import styles from './faces.module.css'

type FailedProps = {
  /** What happened, what that means, what to do: a sentence each. */
  readonly what: string
  readonly means: string
  readonly advice: string
  /** For whoever helps: code, method, status. Nothing secret. */
  readonly details: string
  readonly onRetry?: () => void
  readonly retryLabel?: string
  /** Another way on, beside the retry. */
  readonly children?: ReactNode
}

export const Failed = ({
  what,
  means,
  advice,
  details,
  onRetry,
  retryLabel = 'Try again',
  children,
}: FailedProps) => (
  <section role="alert" className={`${styles.face} ${styles.failed}`}>
    <h2>{what}</h2>
    <p>
      {means} {advice}
    </p>
    <div className={styles.details}>
      <ForeignText text={details} />
    </div>
    <div className={styles.actions}>
      {onRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
      {children}
      <CopyButton value={details} label="Copy details" size="sm" />
    </div>
  </section>
)
