import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LogFacts } from '../../events/event-store.ts'
import { Stale } from '../../ui/stale.tsx'
import { formatExactTime, formatRelativeTime } from '../../ui/relative-time.ts'
import { describeLook, eventsText } from './event-texts.ts'
import styles from './kept-bar.module.css'

type KeptBarProps = {
  readonly facts: LogFacts
  /** Events of all bots, where `facts` are about one. */
  readonly logCount: number
  readonly now: number
  readonly onWipe: () => Promise<void>
  readonly onKeep: (isKept: boolean) => Promise<void>
}

type Question = 'none' | 'wipe' | 'keep nothing'

const questionTexts = {
  wipe: { does: 'Remove', yes: 'Remove them' },
  'keep nothing': { does: 'Keep nothing from now on and remove', yes: 'Keep nothing' },
} as const

const Time = ({ at, now }: { readonly at: number; readonly now: number }) => (
  <time dateTime={new Date(at).toISOString()} title={formatExactTime(at)}>
    {formatRelativeTime(at, now)}
  </time>
)

const sentenceOf = ({ count, keeps, storeError }: LogFacts): string => {
  if (storeError !== undefined)
    return `The browser gives no storage: ${eventsText(count)} shown until this tab is closed`
  return keeps
    ? `${eventsText(count)} kept in this browser`
    : `Nothing is kept: ${eventsText(count)} shown until this tab is closed`
}

/** What this browser holds of the log, and the ways to hold less. */
export const KeptBar = ({ facts, logCount, now, onWipe, onKeep }: KeptBarProps) => {
  const [question, setQuestion] = useState<Question>('none')
  // The buttons that were there before the question come back with the focus.
  const [hasAsked, setAsked] = useState(false)
  const ask = (about: Question) => {
    setAsked(true)
    setQuestion(about)
  }
  const change = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSettled: () => setQuestion('none'),
  })
  const { count, oldestAt, newestAt, dropped, keeps, storeError } = facts
  return (
    <section className={styles.bar} aria-label="What is kept">
      <p role="status">
        {sentenceOf(facts)}
        {count > 0 && oldestAt > 0 && newestAt > 0 && (
          <>
            , the oldest <Time at={oldestAt} now={now} />, the newest <Time at={newestAt} now={now} />
          </>
        )}
        .
      </p>
      {question === 'none' && (
        <div className={styles.actions}>
          {count > 0 && (
            <Button size="compact-xs" variant="default" autoFocus={hasAsked} onClick={() => ask('wipe')}>
              Remove all
            </Button>
          )}
          {storeError === undefined && (
            <Button
              size="compact-xs"
              variant="default"
              loading={change.isPending}
              autoFocus={hasAsked && count === 0}
              onClick={() =>
                keeps && logCount > 0 ? ask('keep nothing') : change.mutate(() => onKeep(!keeps))
              }
            >
              {keeps ? 'Keep nothing' : 'Keep events'}
            </Button>
          )}
        </div>
      )}
      {question !== 'none' && (
        <div className={styles.question} role="group" aria-label="Are they to go">
          <p>
            {questionTexts[question].does} {eventsText(question === 'wipe' ? count : logCount)}
            {question === 'keep nothing' && logCount > count && ' of all bots'}? What was confirmed is in no
            other place and cannot be brought back; what still waits in the queue is read again.
          </p>
          <div className={styles.actions}>
            <Button
              size="compact-xs"
              color="red"
              loading={change.isPending}
              onClick={() => change.mutate(question === 'wipe' ? onWipe : () => onKeep(false))}
            >
              {questionTexts[question].yes}
            </Button>
            <Button size="compact-xs" variant="default" autoFocus onClick={() => setQuestion('none')}>
              Leave them
            </Button>
          </div>
        </div>
      )}
      {dropped > 0 && (
        <p className={styles.dropped}>
          The browser’s storage was full: the oldest {eventsText(dropped)} had to go.
        </p>
      )}
      {change.isError && (
        <Stale what="That was not done" {...describeLook(change.error)} onRetry={() => change.reset()} />
      )}
    </section>
  )
}
