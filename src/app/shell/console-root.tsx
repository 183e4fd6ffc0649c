import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { CatchBoundary, RouterProvider } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useStore } from 'zustand'
import type { RestBudget } from '../../client/rest-budget.ts'
import type { Portal } from '../portal/portal.ts'
import { PortalProvider } from '../portal/portal-context.tsx'
import { libraryTheme } from '../theme/library-theme.ts'
import { schemeManager } from '../theme/scheme-manager.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/waiting.tsx'
import styles from './connect.module.css'
import { BudgetProvider } from './budget-context.tsx'
import type { ConnectionStore, Way } from './connection.ts'
import { IslandFailed } from './island-failed.tsx'
import { createConsoleRouter } from './router.tsx'
import { WaitNotice } from './wait-notice.tsx'

const ConnectScreen = lazyPart(async () => (await import('./connect-screen.tsx')).ConnectScreen)
const ConnectFailed = lazyPart(async () => (await import('./connect-failed.tsx')).ConnectFailed)

/** Retries belong to the client alone; a hidden tab asks for nothing. */
const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

type ConnectedProps = { readonly portal: Portal; readonly onLeave: () => void }

const Connected = ({ portal, onLeave }: ConnectedProps) => {
  const [queries] = useState(createQueries)
  const [router] = useState(() => createConsoleRouter({ portal, onLeave }))
  return (
    <QueryClientProvider client={queries}>
      <PortalProvider value={portal}>
        <RouterProvider router={router} />
      </PortalProvider>
    </QueryClientProvider>
  )
}

const Connecting = () => (
  <main className={styles.page}>
    <WaitNotice />
    <div className={styles.card}>
      <p>Connecting to the portal</p>
      <Waiting label="Connecting to the portal" rows={3} />
    </div>
  </main>
)

type ConsoleRootProps = { readonly connection: ConnectionStore; readonly budget: RestBudget }

const Content = ({ connection }: Pick<ConsoleRootProps, 'connection'>) => {
  const { connection: current, connect, leave } = useStore(connection)
  const onConnect = (way: Way) => void connect(way)
  if (current.state === 'connecting') return <Connecting />
  if (current.state === 'connected') return <Connected portal={current.portal} onLeave={leave} />
  if (current.state === 'none') return <ConnectScreen refused={current.refused} onConnect={onConnect} />
  return (
    <ConnectFailed
      way={current.way}
      error={current.error}
      onRetry={() => onConnect(current.way)}
      onOtherWay={leave}
    />
  )
}

export const ConsoleRoot = (props: ConsoleRootProps) => (
  <MantineProvider
    theme={libraryTheme}
    defaultColorScheme="auto"
    colorSchemeManager={schemeManager}
    withCssVariables={false}
    withGlobalClasses={false}
  >
    <CatchBoundary getResetKey={() => 'console'} errorComponent={IslandFailed}>
      <Suspense fallback={<Waiting label="Loading" />}>
        <BudgetProvider value={props.budget}>
          <Content connection={props.connection} />
        </BudgetProvider>
      </Suspense>
    </CatchBoundary>
  </MantineProvider>
)
