import { Button } from '@mantine/core'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useBotTokens, usePortal, useTokensAtRisk } from '../../portal/portal-context.tsx'
import { botListOptions } from '../../queries/bot-queries.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { botNameOf } from './bot-texts.ts'
import { registeringKey } from './registering-key.ts'
import styles from './unkept-tokens.module.css'
import { useUnkeptTokens } from './use-unkept-tokens.ts'

/** Bots registered in this tab whose token nobody has said to have kept, and registrations that got no answer: a reload would orphan them. */
export const UnkeptTokens = () => {
  const portal = usePortal()
  const tokens = useBotTokens()
  const unkept = useUnkeptTokens()
  const isAsking = useIsMutating({ mutationKey: registeringKey }) > 0
  const open = useTokensAtRisk().filter((token) => !unkept.includes(token))
  const unanswered = isAsking ? [] : open // what is under way may still be answered
  const bots = useQuery({ ...botListOptions(portal, tokens), enabled: unkept.length > 0 })
  const concerned = bots.data?.filter(({ botToken }) => botToken && unkept.includes(botToken)) ?? []
  return (
    <>
      {concerned.map((known) => (
        <p key={known.bot.id} className={styles.notice} role="status">
          <span>
            The token of <ForeignText text={botNameOf(known)} /> is kept nowhere but in this tab; without it
            the bot can be neither changed nor deleted.
          </span>
          <Link to="/bots/$botId/$tab" params={{ botId: known.bot.id, tab: 'profile' }}>
            Show it
          </Link>
        </p>
      ))}
      {unanswered.map((token) => (
        <p key={token} className={styles.notice} role="status">
          <span>
            A registration got no answer. If its bot exists, its token is kept nowhere but in this tab.
          </span>
          <Button size="compact-sm" variant="default" onClick={() => portal.botTokens?.registered(token)}>
            Look for the bot
          </Button>
        </p>
      ))}
    </>
  )
}
