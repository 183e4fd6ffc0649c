import { Outlet } from '@tanstack/react-router'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import styles from './links.module.css'

const tabs = [
  { to: '/links/build', text: 'Build' },
  { to: '/links/short', text: 'Short links' },
  { to: '/links/library', text: 'Library' },
  { to: '/links/bulk', text: 'Bulk' },
  { to: '/links/inspect', text: 'Inspect' },
] as const

/** Links that open a bot's chat with a context. */
export const LinksScreen = () => (
  <>
    <header className={styles.head}>
      <h1>Links</h1>
    </header>
    <ScreenTabs label="Parts of links" tabs={tabs} />
    <Outlet />
  </>
)
