import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botListOptions } from '../../queries/bot-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { BotList } from './bot-list.tsx'
import { listTitleId } from './bot-row-id.ts'
import styles from './bots-screen.module.css'
import { findBots } from './find-bots.ts'
import { SaidProvider } from './said-context.ts'
import { TokenBar } from './token-bar.tsx'
import { UnkeptTokens } from './unkept-tokens.tsx'

const route = getRouteApi('/bots')

const registerLink = (
  <Button component={Link} to="/bots/register" leftSection={<IconPlus size={16} />}>
    Register bot
  </Button>
)

type ListedProps = { readonly bots: readonly KnownBot[]; readonly q: string; readonly waitsForToken: boolean }

const Listed = ({ bots, q, waitsForToken }: ListedProps) => {
  if (waitsForToken)
    return (
      <Empty
        title="Whose bots?"
        text="Over a webhook address the portal lists only the bots of a botToken. Give the token your bots were registered with, or register the first bot."
      >
        {registerLink}
      </Empty>
    )
  if (bots.length === 0)
    return (
      <Empty
        title="No bots yet"
        text="A bot is a user of the portal that your program speaks for: it answers in chats, offers commands and receives the context of links. Register the first one."
      >
        {registerLink}
      </Empty>
    )
  const found = findBots(bots, q)
  if (found.length === 0)
    return <Empty title="No bot matches" text={`None of ${bots.length} bots contains “${q}”.`} />
  return <BotList bots={found} q={q} />
}

export const BotsScreen = () => {
  const portal = usePortal()
  const tokens = useBotTokens()
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const searchField = useRef<HTMLInputElement>(null)
  const bots = useQuery(botListOptions(portal, tokens))
  const [said, say] = useState('')
  useHotkey('/', () => searchField.current?.focus())
  const search = (text: string) => void navigate({ to: '.', search: text ? { q: text } : {}, replace: true })
  return (
    <SaidProvider value={say}>
      <header className={styles.head}>
        <h1 id={listTitleId} tabIndex={-1}>
          Bots
        </h1>
        <TextInput
          ref={searchField}
          className={styles.search}
          type="search"
          aria-label="Search bots"
          placeholder="Search by name, code or id   /"
          value={q}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Button
          variant="default"
          px={10}
          aria-label="Reload the list"
          title="Reload the list"
          onClick={() => void bots.refetch()}
        >
          <IconRefresh size={16} aria-hidden />
        </Button>
        {registerLink}
      </header>
      <p className={styles.said} role="status">
        {said && <ForeignText text={said} />}
      </p>
      <UnkeptTokens />
      {portal.botTokens && <TokenBar tokens={tokens} botTokens={portal.botTokens} bots={bots.data} />}
      <section className={styles.card} aria-label="List of bots" aria-busy={bots.isFetching}>
        {bots.isPending && <Waiting label="Loading the bots" shape="people" />}
        {bots.isError && !bots.data && (
          <Failed
            what="The bots could not be loaded"
            {...describeError(bots.error)}
            onRetry={() => void bots.refetch()}
          />
        )}
        {bots.isRefetchError && (
          <Stale
            what="The list could not be refreshed"
            {...describeError(bots.error)}
            onRetry={() => void bots.refetch()}
          />
        )}
        {bots.data && (
          <Listed
            bots={bots.data}
            q={q}
            waitsForToken={portal.botTokens !== undefined && tokens.length === 0}
          />
        )}
      </section>
      <Outlet />
    </SaidProvider>
  )
}
