import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import styles from './reply-box.module.css'

type ReplyBoxProps = {
  /** Who will read it: "Anna (274)", "chat5". */
  readonly to: string
  readonly isSending: boolean
  /** What became of the last one, in words. */
  readonly outcome: string | undefined
  /** Resolves to whether it was sent; what was typed stays until then. */
  readonly onSend: (text: string) => Promise<boolean>
}

export const ReplyBox = ({ to, isSending, outcome, onSend }: ReplyBoxProps) => {
  const [text, setText] = useState('')
  const send = async () => {
    if (text.trim() && (await onSend(text))) setText('')
  }
  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        label={`Reply to ${to}`}
        rows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={isSending} disabled={!text.trim()}>
          Send as the bot
        </Button>
        <span role="status" className={styles.outcome}>
          {outcome}
        </span>
      </div>
    </form>
  )
}
