import { ForeignText } from './foreign-text.tsx'
import { formatExactTime, formatRelativeTime } from './relative-time.ts'
import styles from './log-list.module.css'

/** One line of a log, already in words. `at` is epoch milliseconds. */
type LogRow = {
  readonly id: number
  readonly at: number
  readonly type: string
  readonly who: string
  readonly where: string
  readonly text: string
}

type LogListProps = {
  readonly label: string
  readonly rows: readonly LogRow[]
  readonly selectedId: number | undefined
  readonly onSelect: (id: number) => void
  readonly now: number
}

/** Rows may grow taller when something opens beside them; the chosen one stays in sight. */
const reveal = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' })

export const LogList = ({ label, rows, selectedId, onSelect, now }: LogListProps) => (
  <ul className={styles.list} aria-label={label}>
    {rows.map((row) => (
      <li key={row.id} ref={row.id === selectedId ? reveal : null}>
        <button
          type="button"
          className={styles.row}
          aria-pressed={row.id === selectedId}
          onClick={() => onSelect(row.id)}
        >
          <time
            className={styles.time}
            dateTime={new Date(row.at).toISOString()}
            title={formatExactTime(row.at)}
          >
            {formatRelativeTime(row.at, now)}
          </time>
          <span className={styles.type}>
            <ForeignText text={row.type} />
          </span>
          <span className={styles.who}>
            <ForeignText text={row.who} />
            {row.where && (
              <span className={styles.where}>
                {' '}
                in <ForeignText text={row.where} />
              </span>
            )}
          </span>
          <span className={styles.text}>
            <ForeignText text={row.text} />
          </span>
        </button>
      </li>
    ))}
  </ul>
)
