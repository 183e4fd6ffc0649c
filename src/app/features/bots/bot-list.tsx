import { Link } from '@tanstack/react-router'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import styles from './bot-list.module.css'
import { countersOf, eventModeTexts, typeTexts } from './bot-texts.ts'

const BotRow = ({ known, q }: { readonly known: KnownBot; readonly q: string }) => {
  const { bot, user } = known
  const name = user?.name || bot.code
  return (
    <li>
      <Link
        className={styles.row}
        to="/bots/$botId/$tab"
        params={{ botId: bot.id, tab: 'profile' }}
        search={q ? { q } : {}}
      >
        <Avatar name={name} image={user?.avatar} color={user?.color} />
        <span className={styles.who}>
          <span className={styles.name}>{name}</span>
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
        <span className={styles.counters}>{countersOf(bot).join(' · ')}</span>
      </Link>
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
