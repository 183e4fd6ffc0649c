import { useEffect, useRef, useState } from 'react'
import type { PageMessage, PageUser } from '../../../contract/portal-pages/page-views.ts'
import { Composer } from './composer.tsx'
import type { OpenDialog } from './dialog-data.ts'
import { MessageView, type MessageActions } from './message-view.tsx'

type DialogViewProps = {
  readonly open: OpenDialog
  readonly users: ReadonlyMap<number, PageUser>
  readonly myId: number
  readonly now: number
  readonly onSend: (text: string, replyId: number | undefined) => void
  readonly actions: Omit<MessageActions, 'onReply' | 'onPut' | 'onSend'>
}

/** One dialog: its messages, who is typing, and the field to write in. */
export const DialogView = ({ open, users, myId, now, onSend, actions }: DialogViewProps) => {
  const [text, setText] = useState('')
  const [replyTo, setReplyTo] = useState<PageMessage>()
  const end = useRef<HTMLDivElement>(null)
  const count = open.messages.length
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'end' }) // newer browsers answer a promise; an effect must not
  }, [count])
  const nameOf = (id: number) => users.get(id)?.name ?? `user ${id}`
  const send = (what: string) => {
    onSend(what, replyTo?.id)
    setReplyTo(undefined)
    setText('')
  }
  const all: MessageActions = { ...actions, onReply: setReplyTo, onPut: setText, onSend: send }
  const quotedBy = (message: PageMessage) =>
    message.replyId === null
      ? undefined
      : (open.messages.find(({ id }) => id === message.replyId)?.text ?? `message ${message.replyId}`)
  const typing = open.dialog.typing.filter(({ untilAt }) => untilAt > now)
  return (
    <section className="dialog" aria-label={open.dialog.title}>
      <header className="dialog-header">
        <h2>{open.dialog.title}</h2>
        <span>
          {open.dialog.type} · dialogId {open.dialog.dialogId} · chat {open.dialog.chatId}
        </span>
      </header>
      <div className="messages" role="log" aria-label="Messages" tabIndex={0}>
        {count === 0 && <p className="empty">Nothing has been written here yet.</p>}
        {open.messages.map((message) => (
          <MessageView
            key={message.id}
            message={message}
            author={nameOf(message.authorId)}
            isMine={message.authorId === myId}
            quoted={quotedBy(message)}
            actions={all}
          />
        ))}
        <div ref={end} />
      </div>
      {typing.length > 0 && (
        <p className="typing">
          {typing.map(({ userId, status }) => `${nameOf(userId)}: ${status || 'typing'}`).join(', ')}
        </p>
      )}
      <Composer
        text={text}
        onChange={setText}
        onSend={send}
        commands={open.commands}
        replyTo={replyTo}
        onCancelReply={() => setReplyTo(undefined)}
        isEnabled={open.dialog.textFieldEnabled}
      />
    </section>
  )
}
