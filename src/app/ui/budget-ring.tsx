import styles from './budget-ring.module.css'

type BudgetRingProps = {
  readonly used: number
  readonly capacity: number
}

const radius = 7
const around = 2 * Math.PI * radius

/** How much of the request budget is left; orange from 80 % used. */
export const BudgetRing = ({ used, capacity }: BudgetRingProps) => {
  const share = Math.min(1, used / capacity)
  const left = Math.max(0, Math.floor(capacity - used))
  const label = `${left} of ${capacity} REST requests left`
  return (
    <span className={styles.budget} title={label}>
      <svg width="18" height="18" viewBox="0 0 18 18" role="img" aria-label={label}>
        <circle cx="9" cy="9" r={radius} className={styles.track} />
        <circle
          cx="9"
          cy="9"
          r={radius}
          className={share >= 0.8 ? styles.high : styles.fill}
          strokeDasharray={`${share * around} ${around}`}
          transform="rotate(-90 9 9)"
        />
      </svg>
      <span aria-hidden>
        {left}/{capacity} REST
      </span>
    </span>
  )
}
