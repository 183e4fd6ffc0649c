import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { usePortal } from '../../portal/portal-context.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './panel-parts.module.css'
import { useUnkeptTokens } from './use-unkept-tokens.ts'

/** The token this tab holds for a bot; shown when somebody asks. */
export const BotToken = ({ botToken }: { readonly botToken: string }) => {
  const { botTokens } = usePortal()
  const isUnkept = useUnkeptTokens().includes(botToken)
  const [isShown, setShown] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  const keep = () => {
    botTokens?.keep(botToken)
    // The pressed button goes; its neighbour takes the keyboard.
    toggle.current?.focus()
  }
  return (
    <section className={styles.section}>
      <h2>Bot token</h2>
      <p>
        {isUnkept
          ? 'It was made in this tab and is kept nowhere else. Put it where your program keeps its secrets: a reload of this page forgets it, and the portal never tells it.'
          : 'Every call for this bot over a webhook address carries it.'}
      </p>
      {isShown && (
        <output className={styles.link} aria-label="Bot token">
          {botToken}
        </output>
      )}
      <div className={styles.actions}>
        <Button ref={toggle} size="xs" variant="default" onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide the token' : 'Show the token'}
        </Button>
        <CopyButton value={botToken} label="Copy the token" />
        {isUnkept && (
          <Button size="xs" onClick={keep}>
            I have kept it
          </Button>
        )}
      </div>
    </section>
  )
}
