import { Button } from '@mantine/core'
import styles from './faces.module.css'

type StaleProps = {
  readonly what: string
  readonly means: string
  readonly advice: string
  readonly details: string
  readonly onRetry: () => void
}

/** What is below was true a while ago; the latest look failed. */
export const Stale = ({ what, means, advice, details, onRetry }: StaleProps) => (
  <div role="alert" className={styles.stale} title={details}>
    <span>
      <strong>{what}.</strong> {means} {advice}
    </span>
    <Button size="compact-xs" variant="default" onClick={onRetry}>
      Try again
    </Button>
  </div>
)
