import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botsKey, unregisterBot } from '../../queries/bot-queries.ts'
import { isAnswerLost } from '../../queries/lost-answer.ts'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { botNameOf } from './bot-texts.ts'
import { confirmationOf, isConfirmed } from '../../ui/confirm-name.ts'
import { Outcome } from './outcome.tsx'
import styles from './panel-parts.module.css'

type BotDangerProps = { readonly known: KnownBot; readonly onGone: (said: string) => void }

export const BotDanger = ({ known, onGone }: BotDangerProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const confirmation = confirmationOf({ name: botNameOf(known), code: known.bot.code })
  const unregister = useMutation({
    mutationFn: () => unregisterBot(portal, known),
    onSuccess: async (outcome) => {
      await queries.invalidateQueries({ queryKey: botsKey })
      onGone(
        outcome === 'done' ? `${confirmation} is unregistered.` : `${confirmation} was not there any more.`,
      )
    },
  })
  const canSend = isConfirmed(typed, confirmation) && !unregister.isPending
  const send = () => {
    if (canSend) unregister.mutate()
  }
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>Unregister this bot</h2>
      <p>
        The bot leaves all chats, its commands and the events that wait for it are deleted, and its program
        gets nothing more. Its messages stay. This cannot be undone; a bot registered again with the same code
        is a new one.
      </p>
      <TextInput
        className={styles.confirm}
        label={
          <>
            Type the bot’s name to confirm: <ForeignText text={confirmation} />
          </>
        }
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {unregister.isError && (
        <Outcome>
          <Failed
            what={
              isAnswerLost(unregister.error)
                ? 'Nobody knows yet whether the bot was unregistered'
                : 'The bot was not unregistered'
            }
            {...describeError(unregister.error)}
            onRetry={send}
          />
        </Outcome>
      )}
      <div className={styles.actions}>
        <Button
          type="submit"
          color="red"
          className={styles.long}
          disabled={!isConfirmed(typed, confirmation)}
          loading={unregister.isPending}
        >
          <span className={styles.longLabel}>Unregister {confirmation}</span>
        </Button>
      </div>
    </form>
  )
}
