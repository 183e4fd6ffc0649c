import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { connectEndpoint } from '../app/portal/connect-endpoint.ts'
import { parseWebhookAddress } from '../app/portal/webhook-address.ts'
import { startConsole } from '../app/shell/start-console.tsx'
import { libraryTheme } from '../app/theme/library-theme.ts'
import { schemeManager } from '../app/theme/scheme-manager.ts'
import { seedBotTokens, seedWebhooks } from '../emulator/seed-credentials.ts'
import { createDemoPortal, demoOrigin } from './demo-portal.ts'
import { DemoStrip } from './demo-strip.tsx'

const demo = createDemoPortal()

const addressOfDemo = () => {
  const [webhook] = seedWebhooks
  const parsed = parseWebhookAddress(`${demoOrigin}/rest/${webhook.userId}/${webhook.code}/`)
  if ('problem' in parsed) throw new Error(`the demo's own address: ${parsed.problem}`)
  return parsed.address
}

const strip = document.createElement('div')
strip.id = 'demo'
document.body.append(strip)
const stripRoot = createRoot(strip)

const showStrip = async () => {
  const { people, bots } = await demo.list()
  stripRoot.render(
    <MantineProvider
      theme={libraryTheme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DemoStrip portal={demo} people={people} bots={bots} onRefresh={() => void showStrip()} />
    </MantineProvider>,
  )
}

const element = document.getElementById('root')
if (!element) throw new Error('the page has no #root')
startConsole({
  element,
  first: { kind: 'demo' },
  connect: async (_way, budget) => {
    const portal = await connectEndpoint({
      mode: 'demo',
      address: addressOfDemo(),
      language: navigator.language,
      budget,
      fetch: demo.fetch,
    })
    for (const token of Object.values(seedBotTokens)) portal.botTokens?.add(token)
    return portal
  },
})
void showStrip()
