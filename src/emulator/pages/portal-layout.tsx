import type { ReactNode } from 'react'
import type { Boot, PageUser } from '../../contract/portal-pages/page-views.ts'
import { DeveloperStrip } from './developer-strip.tsx'
import type { PageClient } from './page-client.ts'

type PortalLayoutProps = {
  readonly boot: Boot
  readonly client: PageClient
  readonly title: string
  readonly users: readonly PageUser[]
  readonly children: ReactNode
}

const canLogIn = (user: PageUser): boolean => user.active && !user.bot

const openAs = (userId: string): void => {
  const address = new URL(location.href)
  address.searchParams.set('as', userId)
  location.assign(address)
}

/** The portal around a page: menu, header with the person, the strip for developers. */
export const PortalLayout = ({ boot, client, title, users, children }: PortalLayoutProps) => {
  const withUser = (path: string) => `${path}?as=${boot.me.id}`
  return (
    <div className="portal">
      <nav className="portal-menu" aria-label="Portal">
        <div className="portal-brand">
          <strong>{boot.portal.title}</strong>
          <span className="emulator-label">Emulator</span>
        </div>
        <a href={withUser('/online/')} aria-current={boot.kind === 'chat' ? 'page' : undefined}>
          Messenger
        </a>
        <a href={withUser('/')} aria-current={boot.kind === 'app' ? 'page' : undefined}>
          Bot Console
        </a>
      </nav>
      <header className="portal-header">
        <h1 id="pagetitle">{title}</h1>
        <label className="portal-person">
          <span>Signed in as</span>
          <select
            aria-label="Signed in as"
            value={boot.me.id}
            onChange={(event) => openAs(event.target.value)}
          >
            {users.filter(canLogIn).map((user) => (
              <option key={user.id} value={user.id}>
                {user.name}
                {user.admin ? ' (admin)' : user.type === 'employee' ? '' : ` (${user.type})`}
              </option>
            ))}
          </select>
        </label>
      </header>
      <main className="portal-main">{children}</main>
      <DeveloperStrip client={client} />
    </div>
  )
}
