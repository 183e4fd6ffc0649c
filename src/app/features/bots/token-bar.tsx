import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { limits } from '../../../contract/rest/enums.ts'
import type { BotTokens } from '../../portal/bot-tokens.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { SecretInput } from './secret-input.tsx'
import styles from './token-bar.module.css'

type TokenBarProps = {
  readonly tokens: readonly string[]
  readonly botTokens: BotTokens
  /** Undefined until they are known. */
  readonly bots: readonly KnownBot[] | undefined
}

const countOf = (bots: number) =>
  bots === 0
    ? 'no bots. None on this portal was registered with it; look for a typing error.'
    : bots === 1
      ? '1 bot'
      : `${bots} bots`

/** Over a webhook address each list belongs to a token; they are kept until the page is reloaded. */
export const TokenBar = ({ tokens, botTokens, bots }: TokenBarProps) => {
  const [text, setText] = useState('')
  /** The token whose loss was pointed out; a second press forgets it. */
  const [asked, setAsked] = useState<string>()
  const bar = useRef<HTMLDivElement>(null)
  const token = text.trim()
  const isTooLong = token.length > limits.botTokenChars
  const add = () => {
    if (!token || isTooLong) return
    botTokens.add(token)
    setText('')
  }
  const forget = (known: string) => {
    if (botTokens.unkept().includes(known) && asked !== known) return setAsked(known)
    botTokens.remove(known)
    bar.current?.querySelector('input')?.focus()
    return undefined
  }
  return (
    <div ref={bar} className={styles.bar}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <SecretInput
          className={styles.field}
          aria-label="Bot token"
          placeholder="botToken of your bots"
          type="password"
          value={text}
          onWrite={setText}
          error={
            isTooLong
              ? `A token has at most ${limits.botTokenChars} characters; this has ${token.length}.`
              : undefined
          }
        />
        <Button type="submit" variant="default" disabled={!token || isTooLong}>
          Show its bots
        </Button>
      </form>
      {tokens.length > 0 && (
        <ul className={styles.tokens} aria-label="Tokens in use">
          {tokens.map((known, index) => (
            <li key={known}>
              Token {index + 1}
              {bots && `: ${countOf(bots.filter(({ botToken }) => botToken === known).length)}`}
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => forget(known)}
                aria-label={
                  asked === known ? `Forget token ${index + 1} for good` : `Forget token ${index + 1}`
                }
              >
                {asked === known ? 'Forget it for good: it is kept nowhere else' : 'Forget'}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
