import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { commandListOptions } from '../../queries/command-queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './panel-parts.module.css'

export const BotCommands = ({ known }: { readonly known: KnownBot }) => {
  const commands = useQuery(commandListOptions(usePortal(), known))
  if (commands.isPending) return <Waiting label="Loading the commands" rows={3} />
  if (commands.isError)
    return (
      <Failed
        what="The commands could not be loaded"
        {...describeError(commands.error)}
        onRetry={() => void commands.refetch()}
      />
    )
  if (commands.data.length === 0)
    return (
      <Empty
        title="No commands"
        text="A command is what people type behind a slash, or press on a keyboard under a message. Programs register them with imbot.v2.Command.register."
      />
    )
  return (
    <ul className={styles.rows} aria-label="Commands">
      {commands.data.map((command) => (
        <li key={command.id}>
          <div className={styles.rowHead}>
            <span className="mono">
              {command.command} {command.params}
            </span>
            {command.hidden && <Chip title="Not offered to people">hidden</Chip>}
            {command.common && <Chip title="Works in every chat">common</Chip>}
            {command.extranetSupport && <Chip title="Also for extranet users">extranet</Chip>}
          </div>
          <div className={styles.second}>{command.title}</div>
        </li>
      ))}
    </ul>
  )
}
