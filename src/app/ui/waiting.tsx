import styles from './faces.module.css'

const widths = ['42%', '31%', '38%', '27%', '35%']

type WaitingProps = {
  readonly label: string
  readonly rows?: number
  /** `people` have a face before their line. */
  readonly shape?: 'lines' | 'people'
}

/** Rows in the shape of what is coming; invisible for the first 300 ms, so that what is quick does not flicker. */
export const Waiting = ({ label, rows = 4, shape = 'lines' }: WaitingProps) => (
  <div role="status" aria-label={label} className={styles.waiting}>
    <div className={styles.rows} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row}>
          {shape === 'people' && <div className={`${styles.bone} ${styles.round}`} />}
          <div className={styles.bone} style={{ width: widths[index % widths.length] }} />
        </div>
      ))}
    </div>
  </div>
)
