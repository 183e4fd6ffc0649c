import { Link, Outlet } from '@tanstack/react-router'
import styles from './links.module.css'

const tabs = [
  { to: '/links/build', text: 'Build' },
  { to: '/links/inspect', text: 'Inspect' },
] as const

/** Links that open a bot's chat with a context. */
export const LinksScreen = () => (
  <>
    <header className={styles.head}>
      <h1>Links</h1>
    </header>
    <nav className={styles.tabs} aria-label="Parts of links">
      {tabs.map(({ to, text }) => (
        <Link
          key={to}
          to={to}
          className={styles.tab}
          activeProps={{ className: styles.current, 'aria-current': 'page' }}
        >
          {text}
        </Link>
      ))}
    </nav>
    <Outlet />
  </>
)
