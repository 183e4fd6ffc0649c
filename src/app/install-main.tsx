// The order counts: what the others build on comes first.
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Loader.css'
import './theme/library.css'
import './theme/base.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { createRestBudget } from '../client/rest-budget.ts'
import { createClock, sleep } from '../client/timing.ts'
import { checkInstall } from './install/check-install.ts'
import type { Installation } from './install/install-screen.tsx'
import { InstallScreen } from './install/install-screen.tsx'
import { connectFrame } from './portal/connect-frame.ts'
import { decodeFrameName } from '../contract/frame/frame-messages.ts'
import { BudgetProvider } from './shell/budget-context.tsx'
import { WaitNotice } from './shell/wait-notice.tsx'
import { libraryTheme } from './theme/library-theme.ts'
import { schemeManager } from './theme/scheme-manager.ts'

const element = document.getElementById('root')
if (!element) throw new Error('the page has no #root')
const root = createRoot(element)

const budget = createRestBudget({ clock: createClock(), sleep })

const show = (installation: Installation) =>
  root.render(
    <MantineProvider
      theme={libraryTheme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <BudgetProvider value={budget}>
        <WaitNotice />
        <InstallScreen installation={installation} />
      </BudgetProvider>
    </MantineProvider>,
  )

const install = async () => {
  if (window.parent === window || !decodeFrameName(window.name)) return show({ state: 'outside' })
  show({ state: 'checking' })
  try {
    const portal = await connectFrame({ budget, handshakeTimeoutMs: 10_000 })
    show({ state: 'checked', portal, checks: await checkInstall(portal) })
  } catch (error) {
    show({ state: 'failed', error })
  }
}

void install()
