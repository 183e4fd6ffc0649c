import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Boot } from '../../contract/portal-pages/page-views.ts'
import { readBoot } from './boot.ts'
import { createPageClient, type PageClient } from './page-client.ts'
import './portal.css'

export type PageProps = { readonly boot: Boot; readonly client: PageClient }

/** Mounts one of the portal's pages into the shell the emulator has sent. */
export const startPage = (Page: ComponentType<PageProps>): void => {
  const boot = readBoot()
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root.')
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Page boot={boot} client={createPageClient(boot)} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
