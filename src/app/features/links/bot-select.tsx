import { NativeSelect } from '@mantine/core'
import { hostOf } from '../../portal/portal.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { showControls } from '../../ui/show-controls.ts'

/** A bot as people call it. */
export const nameOfBot = ({ bot, user }: KnownBot): string => showControls(user?.name || bot.code)

type BotSelectProps = {
  readonly bots: readonly KnownBot[]
  readonly wanted: number | undefined
  readonly chosen: KnownBot | undefined
  readonly onChoose: (botId: number) => void
}

/** Which bot a link opens; one that is asked for and not there is named, never replaced by another. */
export const BotSelect = ({ bots, wanted, chosen, onChoose }: BotSelectProps) => {
  const portal = usePortal()
  const stranger = chosen ? undefined : wanted
  return (
    <NativeSelect
      label="Bot"
      value={chosen ? String(chosen.bot.id) : ''}
      error={
        stranger === undefined
          ? undefined
          : `No bot ${stranger} is known on ${hostOf(portal)}: it is another portal’s or another app’s, or it was unregistered. Choose one.`
      }
      data={[
        ...(chosen ? [] : [{ value: '', label: '(choose a bot)' }]),
        ...bots.map((known) => ({
          value: String(known.bot.id),
          label: `${nameOfBot(known)} (${known.bot.id})`,
        })),
      ]}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    />
  )
}
