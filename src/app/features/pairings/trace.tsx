import type { AuditView } from '../../../contract/pairing/console-api.ts'
import { describeEntry } from '../../messages/pairing-texts.ts'
import { formatExactTime, formatRelativeTime } from '../../ui/relative-time.ts'
import { showControls } from '../../ui/show-controls.ts'
import styles from './trace.module.css'

type StepProps = { readonly entry: AuditView; readonly now: number; readonly ahead: number }

const Step = ({ entry, now, ahead }: StepProps) => {
  const { title, who, why, facts, isRefusal } = describeEntry(entry)
  const at = entry.at - ahead
  return (
    <li className={styles.step} data-refused={isRefusal || undefined}>
      <span className={styles.head}>
        <span className={styles.title}>{title}</span>
        <time className={styles.second} dateTime={new Date(at).toISOString()} title={formatExactTime(at)}>
          {formatRelativeTime(at, now)}
        </time>
      </span>
      {why && <span className={styles.why}>{showControls(why)}</span>}
      <span className={styles.second}>
        {showControls([`by ${who}`, ...facts.map(([name, value]) => `${name} ${value}`)].join(' · '))}
      </span>
    </li>
  )
}

type TraceProps = Omit<StepProps, 'entry'> & {
  readonly label: string
  readonly entries: readonly AuditView[]
}

/** What happened, step by step; what was refused says why. */
export const Trace = ({ label, entries, now, ahead }: TraceProps) => (
  <ol className={styles.trace} aria-label={label}>
    {entries.map((entry) => (
      <Step key={entry.id} entry={entry} now={now} ahead={ahead} />
    ))}
  </ol>
)
