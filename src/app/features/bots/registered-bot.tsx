import { Button } from '@mantine/core'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { botNameOf } from './bot-texts.ts'
import styles from './registered-bot.module.css'
import { useWarnBeforeUnload } from '../../ui/use-warn-before-unload.ts'

type RegisteredBotProps = {
  readonly known: KnownBot
  readonly botToken: string
  readonly onOpen: () => void
}

const focusOn = (heading: HTMLElement | null) => heading?.focus()

/** A bot whose token was made here and is to be written down. */
export const RegisteredBot = ({ known, botToken, onOpen }: RegisteredBotProps) => {
  useWarnBeforeUnload(true)
  return (
    <section className={styles.card} aria-labelledby="registered-title">
      <h1 id="registered-title" ref={focusOn} tabIndex={-1}>
        <ForeignText text={botNameOf(known)} /> is registered
      </h1>
      <p>
        Its id is <span className="mono">{known.bot.id}</span>, its code{' '}
        <span className="mono">{known.bot.code}</span>.
      </p>
      <h2>Keep its token now</h2>
      <p>
        Every call for this bot over a webhook address needs it. The portal never tells it again, and without
        it the bot can be neither changed nor deleted. Put it where your program keeps its secrets. Until a
        reload this tab holds it too, and shows it in the bot’s profile.
      </p>
      <output className={styles.token} aria-label="Bot token">
        {botToken}
      </output>
      <div className={styles.actions}>
        <CopyButton value={botToken} label="Copy the token" size="sm" />
        <Button onClick={onOpen}>I have kept it, open the bot</Button>
      </div>
    </section>
  )
}
