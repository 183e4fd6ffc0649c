import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QueueMode } from '../../events/poll-queue.ts'
import { confirmationOf, isConfirmed } from '../../ui/confirm-name.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import styles from './mode-bar.module.css'

type ModeBarProps = {
  readonly mode: QueueMode
  /** The bot's, as people see it, and its code for a name that cannot be typed. */
  readonly name: string
  readonly code: string
  /** Why this queue cannot be owned; undefined when it can. */
  readonly hindrance: string | undefined
  readonly onMode: (mode: QueueMode) => void
}

type OwnQuestionProps = Pick<ModeBarProps, 'name' | 'code'> & {
  readonly onOwn: () => void
  readonly onCancel: () => void
}

const OwnQuestion = ({ name, code, onOwn, onCancel }: OwnQuestionProps) => {
  const [typed, setTyped] = useState('')
  const confirmation = confirmationOf({ name, code })
  const isRight = isConfirmed(typed, confirmation)
  return (
    <form
      className={styles.question}
      aria-label="Own this queue"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) onOwn()
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel()
      }}
    >
      <p>
        Each event is stored in this browser and then confirmed, which deletes it in the portal. While this
        goes on, the program of{' '}
        <strong>
          <ForeignText text={name} />
        </strong>{' '}
        stops receiving events, and what was confirmed it never gets. The bot does not answer people in that
        time.
      </p>
      <TextInput
        className={styles.field}
        label={
          <>
            Type the bot’s name to confirm: <ForeignText text={confirmation} />
          </>
        }
        autoComplete="off"
        spellCheck={false}
        ref={(field) => field?.focus()}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" size="xs" color="red" disabled={!isRight}>
          Own this queue
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Stay in Peek
        </Button>
      </div>
    </form>
  )
}

/** What reading does to the queue, as a sentence that is always there, and the way to the other mode. */
export const ModeBar = ({ mode, name, code, hindrance, onMode }: ModeBarProps) => {
  const [isAsking, setAsking] = useState(false)
  // The button that was pressed goes; the one that takes its place gets the focus.
  const [hasAsked, setAsked] = useState(false)
  const ask = (isAsked: boolean) => {
    setAsked(true)
    setAsking(isAsked)
  }
  return (
    <>
      <div className={styles.mode} data-mode={mode}>
        {mode === 'peek' ? (
          <p>
            <strong>Peek</strong> reads, never confirms: your bot’s program still gets these events.
            {hindrance && ` ${hindrance}`}
          </p>
        ) : (
          <p>
            <strong>Own</strong> confirms after storing: the program of <ForeignText text={name} /> does not
            get these events. A hidden tab pauses; reloading goes back to Peek.
          </p>
        )}
        {mode === 'own' && (
          <Button size="compact-sm" variant="default" autoFocus={hasAsked} onClick={() => onMode('peek')}>
            Back to Peek
          </Button>
        )}
        {mode === 'peek' && !hindrance && !isAsking && (
          <Button size="compact-sm" variant="default" autoFocus={hasAsked} onClick={() => ask(true)}>
            Own this queue…
          </Button>
        )}
      </div>
      {mode === 'peek' && !hindrance && isAsking && (
        <OwnQuestion
          name={name}
          code={code}
          onCancel={() => ask(false)}
          onOwn={() => {
            ask(false)
            onMode('own')
          }}
        />
      )}
    </>
  )
}
