import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botsKey, unregisterBot } from '../../queries/bot-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import styles from './panel-parts.module.css'

type BotDangerProps = { readonly known: KnownBot; readonly onGone: () => void }

export const BotDanger = ({ known, onGone }: BotDangerProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const name = known.user?.name || known.bot.code
  const unregister = useMutation({
    mutationFn: () => unregisterBot(portal, known),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: botsKey })
      onGone()
    },
  })
  const matches = typed.trim() === name
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        if (matches) unregister.mutate()
      }}
    >
      <h2>Unregister this bot</h2>
      <p>
        The bot leaves all chats, its commands and the events that wait for it are deleted, and its program
        gets nothing more. Its messages stay. This cannot be undone; a bot registered again with the same code
        is a new one.
      </p>
      <TextInput
        label={`Type the bot’s name to confirm: ${name}`}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {unregister.isError && (
        <Failed what="The bot was not unregistered" {...describeError(unregister.error)} />
      )}
      <div className={styles.actions}>
        <Button type="submit" color="red" disabled={!matches} loading={unregister.isPending}>
          Unregister {name}
        </Button>
      </div>
    </form>
  )
}
