import { Button } from '@mantine/core'
import { useBudget } from './budget-context.tsx'
import styles from './wait-notice.module.css'

/** What the console waits for and how long still, above whatever is open; each wait can be ended. */
export const WaitNotice = () => {
  const { waits } = useBudget()
  return (
    <div className={styles.notice}>
      {waits.map(({ key, text, seconds, callOff }) => (
        <div key={key} className={styles.wait}>
          {/* Read out once; the seconds beside it are for the eye. */}
          <span role="status">{text}</span>
          {seconds !== undefined && <span className={styles.seconds}>{seconds} s</span>}
          {callOff && (
            <Button size="compact-xs" variant="default" onClick={callOff}>
              Stop waiting
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}
