import { useState } from 'react'
import type { PageButton, PageMessage } from '../../../contract/portal-pages/page-views.ts'
import { bbText, parseBbCode, safeHref } from '../../../lib/bb-code.ts'
import { AttachView } from './attach-view.tsx'
import { BbMessage, type BbActions } from './bb-view.tsx'

export type MessageActions = BbActions & {
  readonly onPress: (message: PageMessage, button: PageButton) => void
  readonly onReact: (message: PageMessage, reaction: string) => void
  readonly onEdit: (message: PageMessage, text: string) => void
  readonly onDelete: (message: PageMessage) => void
  readonly onReply: (message: PageMessage) => void
  readonly onForward: (message: PageMessage) => void
}

type MessageProps = {
  readonly message: PageMessage
  readonly author: string
  readonly isMine: boolean
  readonly quoted: string | undefined
  readonly actions: MessageActions
}

const quickReactions: Record<string, string> = {
  like: '👍',
  redHeart: '❤️',
  laugh: '😁',
  fire: '🔥',
  eyes: '👀',
}

export const MessageView = ({ message, author, isMine, quoted, actions }: MessageProps) => {
  const [draft, setDraft] = useState<string>()
  if (message.isDeleted) return <article className="message deleted">This message was deleted.</article>
  if (message.isSystem)
    return (
      <article className="message system" data-message-id={message.id}>
        <BbMessage text={message.text} actions={actions} />
      </article>
    )
  return (
    <article
      className={`message ${isMine ? 'mine' : ''}`}
      data-message-id={message.id}
      aria-label={`${author}: message ${message.id}`}
    >
      <header>
        <strong>{author}</strong>
        <time>
          {new Date(message.sentAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
        </time>
        {message.isEdited && <span>edited</span>}
      </header>
      {message.forwardedFrom && (
        <p className="forwarded">forwarded message {message.forwardedFrom.messageId}</p>
      )}
      {quoted !== undefined && <blockquote>{bbText(parseBbCode(quoted))}</blockquote>}
      {draft === undefined ? (
        <BbMessage text={message.text} actions={actions} />
      ) : (
        <EditBox
          draft={draft}
          onChange={setDraft}
          onCancel={() => setDraft(undefined)}
          onSave={() => {
            actions.onEdit(message, draft)
            setDraft(undefined)
          }}
        />
      )}
      <AttachView blocks={message.attach} actions={actions} />
      {message.files.map((file) => (
        <p key={file.id}>
          <a href={file.url} download={file.name}>
            {file.name}
          </a>{' '}
          {file.size} bytes
        </p>
      ))}
      <KeyboardView
        buttons={message.keyboard}
        onPress={(button) => actions.onPress(message, button)}
        onAction={actions}
      />
      <GivenReactions message={message} onReact={actions.onReact} />
      <div className="message-tools">
        {Object.entries(quickReactions).map(([reaction, sign]) => (
          <button
            key={reaction}
            type="button"
            aria-label={`React: ${reaction}`}
            onClick={() => actions.onReact(message, reaction)}
          >
            {sign}
          </button>
        ))}
        <button type="button" onClick={() => actions.onReply(message)}>
          Reply
        </button>
        <button type="button" onClick={() => actions.onForward(message)}>
          Forward
        </button>
        {isMine && (
          <>
            <button type="button" onClick={() => setDraft(message.text)}>
              Edit
            </button>
            <button type="button" onClick={() => actions.onDelete(message)}>
              Delete
            </button>
          </>
        )}
      </div>
    </article>
  )
}

type EditBoxProps = {
  readonly draft: string
  readonly onChange: (text: string) => void
  readonly onSave: () => void
  readonly onCancel: () => void
}

const EditBox = ({ draft, onChange, onSave, onCancel }: EditBoxProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault()
      onSave()
    }}
  >
    <textarea aria-label="Edit message" value={draft} onChange={(event) => onChange(event.target.value)} />
    <button type="submit" disabled={draft.trim() === ''}>
      Save
    </button>
    <button type="button" onClick={onCancel}>
      Cancel
    </button>
  </form>
)

type GivenReactionsProps = { readonly message: PageMessage; readonly onReact: MessageActions['onReact'] }

const GivenReactions = ({ message, onReact }: GivenReactionsProps) =>
  message.reactions.length === 0 ? null : (
    <div className="reactions">
      {message.reactions.map(({ reaction, userIds }) => (
        <button
          key={reaction}
          type="button"
          aria-label={`${reaction}: ${userIds.length}`}
          onClick={() => onReact(message, reaction)}
        >
          {quickReactions[reaction] ?? reaction} {userIds.length}
        </button>
      ))}
    </div>
  )

const token: Record<string, string> = {
  primary: 'primary',
  alert: 'alert',
  secondary: 'secondary',
  base: 'base',
}

type KeyboardProps = {
  readonly buttons: readonly PageButton[]
  readonly onPress: (button: PageButton) => void
  readonly onAction: Pick<BbActions, 'onPut' | 'onSend' | 'onLink'>
}

const KeyboardView = ({ buttons, onPress, onAction }: KeyboardProps) =>
  buttons.length === 0 ? null : (
    <div className="keyboard">
      {buttons.map((button, index) => (
        <KeyboardButton key={index} button={button} onPress={onPress} onAction={onAction} />
      ))}
    </div>
  )

type ButtonProps = Omit<KeyboardProps, 'buttons'> & { readonly button: PageButton }

const KeyboardButton = ({ button, onPress, onAction }: ButtonProps) => {
  if (button.TYPE === 'NEWLINE') return <span className="newline" />
  const href = button.LINK === undefined ? undefined : safeHref(button.LINK)
  const className = `key ${token[button.BG_COLOR_TOKEN ?? 'base'] ?? 'base'}`
  if (href)
    return (
      <a
        className={className}
        href={href}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => onAction.onLink(event, href)}
      >
        {button.TEXT}
      </a>
    )
  const act = () => {
    const value = button.ACTION_VALUE ?? ''
    if (button.ACTION === 'PUT') return onAction.onPut(value)
    if (button.ACTION === 'SEND') return onAction.onSend(value)
    if (button.ACTION === 'COPY') return void navigator.clipboard.writeText(value)
    return onPress(button)
  }
  return (
    <button type="button" className={className} disabled={button.DISABLED === 'Y'} onClick={act}>
      {button.TEXT}
    </button>
  )
}
