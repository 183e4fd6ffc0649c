import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BotTokens } from '../../portal/bot-tokens.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'
import styles from './token-bar.module.css'

type TokenBarProps = {
  readonly tokens: readonly string[]
  readonly botTokens: BotTokens
  /** Undefined until they are known. */
  readonly bots: readonly KnownBot[] | undefined
}

const countOf = (bots: number) => (bots === 1 ? '1 bot' : `${bots} bots`)

/** Over a webhook address each list belongs to a token; they are kept until the page is reloaded. */
export const TokenBar = ({ tokens, botTokens, bots }: TokenBarProps) => {
  const [text, setText] = useState('')
  const add = () => {
    if (!text.trim()) return
    botTokens.add(text.trim())
    setText('')
  }
  return (
    <div className={styles.bar}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextInput
          className={styles.field}
          aria-label="Bot token"
          placeholder="botToken of your bots"
          type="password"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!text.trim()}>
          Show its bots
        </Button>
      </form>
      {tokens.length > 0 && (
        <ul className={styles.tokens} aria-label="Tokens in use">
          {tokens.map((token, index) => (
            <li key={token}>
              Token {index + 1}
              {bots && `: ${countOf(bots.filter((known) => known.botToken === token).length)}`}
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => botTokens.remove(token)}
                aria-label={`Forget token ${index + 1}`}
              >
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
