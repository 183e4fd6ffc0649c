import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { useStore } from 'zustand'
import type { RestBudget } from '../../client/rest-budget.ts'
import type { Portal } from '../portal/portal.ts'
import { PortalProvider } from '../portal/portal-context.tsx'
import { libraryTheme } from '../theme/library-theme.ts'
import { schemeManager } from '../theme/scheme-manager.ts'
import { Waiting } from '../ui/waiting.tsx'
import styles from './connect.module.css'
import { BudgetProvider } from './budget-context.tsx'
import type { ConnectionStore, Way } from './connection.ts'
import { forgetWebhook } from './remembered-webhook.ts'
import { createConsoleRouter } from './router.tsx'

const ConnectScreen = lazy(async () => ({
  default: (await import('./connect-screen.tsx')).ConnectScreen,
}))
const ConnectFailed = lazy(async () => ({
  default: (await import('./connect-failed.tsx')).ConnectFailed,
}))

/** Retries belong to the client alone; a hidden tab asks for nothing. */
const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

type ConnectedProps = { readonly portal: Portal; readonly budget: RestBudget; readonly onLeave: () => void }

const Connected = ({ portal, budget, onLeave }: ConnectedProps) => {
  const [queries] = useState(createQueries)
  const [router] = useState(() => createConsoleRouter({ onLeave }))
  return (
    <QueryClientProvider client={queries}>
      <PortalProvider value={portal}>
        <BudgetProvider value={budget}>
          <RouterProvider router={router} />
        </BudgetProvider>
      </PortalProvider>
    </QueryClientProvider>
  )
}

const Connecting = () => (
  <main className={styles.page}>
    <div className={styles.card}>
      <p>Connecting to the portal</p>
      <Waiting label="Connecting to the portal" rows={3} />
    </div>
  </main>
)

type ConsoleRootProps = { readonly connection: ConnectionStore; readonly budget: RestBudget }

const Content = ({ connection, budget }: ConsoleRootProps) => {
  const { connection: current, connect, leave } = useStore(connection)
  const onConnect = (way: Way) => void connect(way)
  if (current.state === 'connecting') return <Connecting />
  if (current.state === 'connected')
    return <Connected portal={current.portal} budget={budget} onLeave={leave} />
  if (current.state === 'none') return <ConnectScreen onConnect={onConnect} />
  return (
    <ConnectFailed
      way={current.way}
      error={current.error}
      onRetry={() => onConnect(current.way)}
      onOtherWay={() => {
        forgetWebhook()
        leave()
      }}
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
    <Suspense fallback={<Waiting label="Loading" />}>
      <Content {...props} />
    </Suspense>
  </MantineProvider>
)
