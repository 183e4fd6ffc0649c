import { useState } from 'react'
import type { PageCommand, PageMessage } from '../../../contract/portal-pages/page-views.ts'

type ComposerProps = {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onSend: (text: string) => void
  readonly commands: readonly PageCommand[]
  readonly replyTo: PageMessage | undefined
  readonly onCancelReply: () => void
  readonly isEnabled: boolean
}

const matching = (commands: readonly PageCommand[], text: string): readonly PageCommand[] =>
  text.startsWith('/') && !text.includes(' ') && !text.includes('\n')
    ? commands.filter(({ command }) => command.startsWith(text))
    : []

/** Writes a message: Enter sends, Shift+Enter breaks the line, `/` offers the commands of this dialog. */
export const Composer = (props: ComposerProps) => {
  const { text, onChange, onSend, commands, replyTo, onCancelReply, isEnabled } = props
  const [isFocused, setIsFocused] = useState(false)
  const offers = isFocused ? matching(commands, text) : []
  const send = () => {
    if (text.trim() !== '') onSend(text)
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {replyTo && (
        <p className="replying">
          Reply to: {replyTo.text.slice(0, 80)}{' '}
          <button type="button" aria-label="Do not reply" onClick={onCancelReply}>
            ✕
          </button>
        </p>
      )}
      {offers.length > 0 && (
        <ul className="offers">
          {offers.map((offer) => (
            <li key={offer.id}>
              <button type="button" onMouseDown={() => onChange(`${offer.command} `)}>
                <strong>{offer.command}</strong> {offer.params} <span>{offer.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        aria-label="Message"
        placeholder={isEnabled ? 'Enter a message or /' : 'The bot has switched this field off'}
        disabled={!isEnabled}
        value={text}
        rows={2}
        onFocus={() => setIsFocused(true)}
        onBlur={() => setIsFocused(false)}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          send()
        }}
      />
      <button type="submit" className="primary" disabled={!isEnabled || text.trim() === ''}>
        Send
      </button>
    </form>
  )
}
