import type { ReactNode } from 'react'
import type { EventRow } from '../../events/event-view.ts'
import type { SourceKind } from '../../events/event-filter.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { formatExactTime, formatRelativeTime } from '../../ui/relative-time.ts'
import { useNow } from '../../ui/use-now.ts'
import type { ColumnChoice } from './event-columns.ts'
import { familyOf, shortTypeOf } from './event-families.ts'
import styles from './event-grid.module.css'

const sourceNames: Readonly<Record<SourceKind, string>> = {
  bot: 'bot',
  user: 'user',
  tap: 'tap',
  file: 'file',
}

const Relative = ({ at }: { readonly at: number }) => formatRelativeTime(at, useNow())

const When = ({ at, times }: { readonly at: number; readonly times: ColumnChoice['times'] }) => {
  if (at === 0) return <span className={styles.time}>no time</span>
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={formatExactTime(at)}>
      {times === 'exact' ? formatExactTime(at) : <Relative at={at} />}
    </time>
  )
}

/** A long name or text must not be laid out whole in a row that shows its beginning. */
const beginning = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text)

/** What a row shows in one of its columns. */
export const eventCell = (key: string, row: EventRow, times: ColumnChoice['times']): ReactNode => {
  switch (key) {
    case 'time':
      return <When at={row.at} times={times} />
    case 'type':
      return (
        <span className={styles.type} title={row.name}>
          <span className={styles.dot} data-family={familyOf(row.name)} aria-hidden />
          <ForeignText text={beginning(shortTypeOf(row.name))} />
        </span>
      )
    case 'bot':
      return <ForeignText text={beginning(row.bot || (row.botId > 0 ? String(row.botId) : ''))} />
    case 'dialog':
      return (
        <span className={styles.second}>
          <ForeignText text={beginning(row.where || row.dialogId)} />
        </span>
      )
    case 'user':
      return <ForeignText text={beginning(row.who || (row.userId > 0 ? `user ${row.userId}` : ''))} />
    case 'text':
      return (
        <span className={styles.text}>
          {row.parts.includes('problem') && <span className={styles.problem}>not as documented</span>}
          <ForeignText text={beginning(row.text)} />
        </span>
      )
    default:
      return <span className={styles.second}>{sourceNames[row.source]}</span>
  }
}
