import { Button, Textarea } from '@mantine/core'
import { Failed } from './failed.tsx'
import { ForeignText } from './foreign-text.tsx'
import styles from './reply-box.module.css'

type ReplyBoxProps = {
  /** Who will read it: "Anna (274)", "chat5". */
  readonly to: string
  readonly text: string
  readonly isSending: boolean
  /** What became of the last one, in words. */
  readonly outcome: string | undefined
  /** Why the last one was not sent. */
  readonly failure: { readonly means: string; readonly advice: string; readonly details: string } | undefined
  readonly onWrite: (text: string) => void
  readonly onSend: () => void
}

export const ReplyBox = ({ to, text, isSending, outcome, failure, onWrite, onSend }: ReplyBoxProps) => (
  <>
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <Textarea
        label={
          <>
            Reply to <ForeignText text={to} />
          </>
        }
        rows={2}
        value={text}
        onChange={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={isSending} disabled={!text.trim()}>
          Send as the bot
        </Button>
        <span role="status" className={styles.outcome}>
          {isSending ? 'Sending' : outcome}
        </span>
      </div>
    </form>
    {failure && <Failed what="The message was not sent" {...failure} />}
  </>
)
