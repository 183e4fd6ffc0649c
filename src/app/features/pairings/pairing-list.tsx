import { Link } from '@tanstack/react-router'
import type { PairingView } from '../../../contract/pairing/console-api.ts'
import { purposeTexts } from '../../messages/pairing-texts.ts'
import type { PairingFilter } from '../../queries/pairing-queries.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { formatExactTime, formatRelativeTime } from '../../ui/relative-time.ts'
import styles from './pairing-list.module.css'
import { StatePath } from './state-path.tsx'
import { formatTimeLeft } from './time-left.ts'

type RowProps = {
  readonly pairing: PairingView
  readonly filter: PairingFilter
  /** This computer's clock, and how far the worker's is ahead of it. */
  readonly now: number
  readonly ahead: number
}

const Starter = ({ pairing: { claimedName, starter } }: Pick<RowProps, 'pairing'>) => (
  <span className={styles.cell}>
    <span className={styles.main} title="As the site claims it">
      {claimedName === null ? 'no name given' : <ForeignText text={claimedName} />}
    </span>
    <span className={styles.second}>
      {starter ? `${starter.ip ?? 'address unknown'} · ${starter.browser}` : 'no browser yet'}
    </span>
  </span>
)

const When = ({ pairing, now, ahead }: Omit<RowProps, 'filter'>) => {
  const left = formatTimeLeft(pairing, now + ahead)
  const at = pairing.createdAt - ahead
  return (
    <span className={styles.when}>
      {left !== undefined && (
        <span className={styles.left} title="Time left in this state">
          {left} left
        </span>
      )}
      <time className={styles.second} dateTime={new Date(at).toISOString()} title={formatExactTime(at)}>
        {formatRelativeTime(at, now)}
      </time>
    </span>
  )
}

const PairingRow = ({ pairing, filter, now, ahead }: RowProps) => (
  <li>
    <Link
      className={styles.row}
      to="/pairings/live/$pairingId"
      params={{ pairingId: pairing.id }}
      search={filter}
    >
      <StatePath pairing={pairing} />
      <span className={styles.cell}>
        <span className={styles.main}>
          <ForeignText text={pairing.site.name ?? pairing.site.id} />
        </span>
        <span className={styles.second}>{purposeTexts[pairing.purpose]}</span>
      </span>
      <Starter pairing={pairing} />
      <span className={styles.cell}>
        {pairing.approver ? (
          <>
            <span className={styles.main}>
              <ForeignText text={pairing.approver.userName} />
            </span>
            <span className={styles.second}>user {pairing.approver.userId}</span>
          </>
        ) : (
          <span className={styles.second}>nobody asked</span>
        )}
      </span>
      <When pairing={pairing} now={now} ahead={ahead} />
    </Link>
  </li>
)

type PairingListProps = Omit<RowProps, 'pairing'> & { readonly pairings: readonly PairingView[] }

export const PairingList = ({ pairings, ...rest }: PairingListProps) => (
  <>
    <div className={styles.legend} aria-hidden>
      <span>State</span>
      <span>Site</span>
      <span>Started by</span>
      <span>Asked</span>
      <span>Time</span>
    </div>
    <ul className={styles.list} aria-label="Pairings">
      {pairings.map((pairing) => (
        <PairingRow key={pairing.id} pairing={pairing} {...rest} />
      ))}
    </ul>
  </>
)
