import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botsKey, isOurs, updateBot } from '../../queries/bot-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import type { BotDraft } from './bot-draft.ts'
import { changedFieldsOf, draftOf } from './bot-draft.ts'
import { botNameOf } from './bot-texts.ts'
import type { Difference } from './draft-differences.ts'
import { differencesOf, updateDraftOf } from './draft-differences.ts'
import styles from './existing-bot.module.css'
import { Outcome } from './outcome.tsx'
import { registeringKey } from './registering-key.ts'

const remarks = {
  changes: '',
  keep: 'stays: a type cannot be changed',
  unknown: 'the portal does not tell; yours would be sent',
}

const DifferenceTable = ({ differences }: { readonly differences: readonly Difference[] }) => (
  <table className={styles.table}>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Registered</th>
        <th scope="col">Yours</th>
      </tr>
    </thead>
    <tbody>
      {differences.map((difference) => (
        <tr key={difference.field}>
          <th scope="row">{difference.label}</th>
          <td>
            <ForeignText text={difference.theirs} />
          </td>
          <td>
            <ForeignText text={difference.yours} />
            {remarks[difference.kind] && <span className={styles.remark}>{remarks[difference.kind]}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

type ExistingBotProps = {
  readonly existing: KnownBot
  readonly draft: BotDraft
  /** The registered bot is as it was filled in, or was so before. */
  readonly onDone: (known: KnownBot) => void
}

/** The code is taken: whose it is, what differs, and the way to change it on purpose. */
export const ExistingBot = ({ existing, draft, onDone }: ExistingBotProps) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const { bot } = existing
  const ours = isOurs(existing)
  const differences = differencesOf(existing, draft)
  const changes = changedFieldsOf(draftOf(existing), updateDraftOf(existing, draft))
  const update = useMutation({
    mutationKey: registeringKey,
    mutationFn: async (fields: NonNullable<typeof changes>) => updateBot(portal, existing, fields),
    onSuccess: (known) => {
      void queries.invalidateQueries({ queryKey: botsKey })
      onDone(known)
    },
  })
  return (
    <section className={styles.card} role="alert" aria-label="This code is registered already">
      <h2>
        “{bot.code}” is registered already: <ForeignText text={botNameOf(existing)} /> ({bot.id})
      </h2>
      {!ours && (
        <p>
          It belongs to another app or to another botToken, so it cannot be changed from here. Choose another
          code, or connect as its owner.
        </p>
      )}
      {ours && (
        <p>
          Registering it again would answer the old bot and change nothing.{' '}
          {differences.length === 0 ? 'It is just as you filled it in.' : 'This is what differs:'}
        </p>
      )}
      {ours && differences.length > 0 && <DifferenceTable differences={differences} />}
      {update.isError && (
        <Outcome>
          <Failed what="The bot was not updated" {...describeError(update.error)} />
        </Outcome>
      )}
      {ours && (
        <div className={styles.actions}>
          {changes ? (
            <Button onClick={() => update.mutate(changes)} loading={update.isPending}>
              Update instead
            </Button>
          ) : (
            <Button onClick={() => onDone(existing)}>Open it</Button>
          )}
        </div>
      )}
    </section>
  )
}
