import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { peekOptions } from '../../queries/event-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import styles from './bot-list.module.css'
import { botRowId } from './bot-row-id.ts'
import { botNameOf, countersOf, eventModeTexts, typeTexts } from './bot-texts.ts'
import { healthOf } from './health-of.ts'
import { RowMenu } from './row-menu.tsx'

/** What somebody has seen of its queue; the list itself asks for nothing. */
const useHealth = (known: KnownBot) => {
  const peek = useQuery({ ...peekOptions(usePortal(), known), enabled: false })
  return healthOf({ bot: known.bot, peeked: peek.data, lookedAt: peek.dataUpdatedAt })
}

const BotRow = ({ known, q }: { readonly known: KnownBot; readonly q: string }) => {
  const { bot, user } = known
  const name = botNameOf(known)
  const health = useHealth(known)
  return (
    <li className={styles.item}>
      <Link
        id={botRowId(bot.id)}
        className={styles.row}
        to="/bots/$botId/$tab"
        params={{ botId: bot.id, tab: 'profile' }}
        search={q ? { q } : {}}
      >
        <Avatar name={name} image={user?.avatar} color={user?.color} />
        <span className={styles.who}>
          <span className={styles.name}>
            <ForeignText text={name} />
          </span>
          <span className={styles.code}>
            {bot.code} · {bot.id}
          </span>
        </span>
        <span className={styles.chips}>
          <Chip title={typeTexts[bot.type]}>{bot.type}</Chip>
          {bot.eventMode && (
            <Chip tone="blue" title={eventModeTexts[bot.eventMode]}>
              {bot.eventMode}
            </Chip>
          )}
          {bot.isHidden && <Chip title="Not in the contact list">hidden</Chip>}
        </span>
        <span className={styles.state}>
          <span className={styles.health} title={health.reason}>
            <span className={styles.dot} data-tone={health.tone} aria-hidden />
            {health.says}
          </span>
          <span className={styles.counters}>{countersOf(bot).join(' · ')}</span>
        </span>
      </Link>
      <RowMenu known={known} />
    </li>
  )
}

export const BotList = ({ bots, q }: { readonly bots: readonly KnownBot[]; readonly q: string }) => (
  <ul className={styles.list} aria-label="Bots">
    {bots.map((known) => (
      <BotRow key={known.bot.id} known={known} q={q} />
    ))}
  </ul>
)
