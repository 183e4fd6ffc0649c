import { Button } from '@mantine/core'
import { createPortal } from 'react-dom'
import { useBudget } from './budget-context.tsx'
import styles from './wait-notice.module.css'

/** A dialog keeps the keyboard and the screen reader to itself, so what can be done there must stand in it. */
const findHost = (): Element => document.querySelector('[role="dialog"][aria-modal="true"]') ?? document.body

/** What the console waits for and how long still, in front of whatever is open; each wait can be ended. */
export const WaitNotice = () => {
  const { waits } = useBudget()
  if (waits.length === 0) return null
  return createPortal(
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
    </div>,
    findHost(),
  )
}
