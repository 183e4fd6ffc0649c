import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Drawer.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botListOptions } from '../../queries/bot-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { BotCommands } from './bot-commands.tsx'
import { BotDanger } from './bot-danger.tsx'
import { BotEvents } from './bot-events.tsx'
import styles from './bot-panel.module.css'
import { BotProfile } from './bot-profile.tsx'
import { focusBotRow } from './bot-row-id.ts'
import { botNameOf } from './bot-texts.ts'
import { useSay } from './said-context.ts'

const route = getRouteApi('/bots/$botId/$tab')

const tabTexts = { profile: 'Profile', commands: 'Commands', events: 'Events', danger: 'Danger' } as const
// Object.entries forgets the keys of a constant.
const tabs = Object.entries(tabTexts) as [keyof typeof tabTexts, string][]

/** The list's own search; whatever else stands in the address (the portal's launch parameters) is left behind. */
const onlySearch = ({ q }: { readonly q?: string | undefined }) => (q ? { q } : {})

const Tabs = ({ botId }: { readonly botId: number }) => (
  <nav className={styles.tabs} aria-label="Parts of the bot">
    {tabs.map(([tab, text]) => (
      <Link
        key={tab}
        to="/bots/$botId/$tab"
        params={{ botId, tab }}
        search={onlySearch}
        replace
        className={styles.tab}
        activeProps={{ className: styles.current, 'aria-current': 'page' }}
      >
        {text}
      </Link>
    ))}
  </nav>
)

const absenceText = (botId: number, needsToken: boolean): string => {
  if (botId === 0) return 'Close this panel and choose a bot from the list.'
  return needsToken
    ? 'It may have been unregistered, or it belongs to a botToken that was not given. Close this panel and give the token above the list.'
    : 'It may have been unregistered, or it belongs to another app.'
}

type TabContentProps = {
  readonly tab: keyof typeof tabTexts
  readonly known: KnownBot
  readonly onGone: (said: string) => void
}

const TabContent = ({ tab, known, onGone }: TabContentProps) => {
  if (tab === 'commands') return <BotCommands known={known} />
  if (tab === 'events') return <BotEvents known={known} />
  if (tab === 'danger') return <BotDanger known={known} onGone={onGone} />
  return <BotProfile key={known.bot.id} known={known} />
}

/** One bot, slid in over the list; its place is in the address. */
export const BotPanel = () => {
  const portal = usePortal()
  const tokens = useBotTokens()
  const { botId, tab } = route.useParams()
  const navigate = route.useNavigate()
  const bots = useQuery(botListOptions(portal, tokens))
  const known = bots.data?.find(({ bot }) => bot.id === botId)
  const say = useSay()
  const close = () => void navigate({ to: '/bots', search: onlySearch })
  const leave = (said: string) => {
    say(said)
    close()
  }
  const name = known ? botNameOf(known) : botId > 0 ? `Bot ${botId}` : 'No such bot'
  // Whoever came from the list goes on where the bot stands in it.
  useEffect(() => () => focusBotRow(botId), [botId])
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(680px, 100%)"
      padding={0}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      title={
        <span className={styles.title}>
          {known && <Avatar name={name} image={known.user?.avatar} color={known.user?.color} size={32} />}
          <span className={styles.name}>
            <ForeignText text={name} />
          </span>
        </span>
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        title: styles.heading ?? '',
        header: styles.header ?? '',
        body: styles.body ?? '',
        content: styles.content ?? '',
      }}
    >
      {known && <Tabs botId={botId} />}
      <div className={styles.inside}>
        {bots.isPending && <Waiting label="Loading the bot" />}
        {bots.isError && !bots.data && (
          <Failed
            what="The bot could not be loaded"
            {...describeError(bots.error)}
            onRetry={() => void bots.refetch()}
          />
        )}
        {bots.data && !known && (
          <Empty
            title={botId > 0 ? `There is no bot ${botId} here` : 'This address names no bot'}
            text={absenceText(botId, portal.botTokens !== undefined)}
          />
        )}
        {known && <TabContent tab={tab} known={known} onGone={leave} />}
      </div>
    </Drawer>
  )
}
