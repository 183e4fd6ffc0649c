import { Link, type LinkProps } from '@tanstack/react-router'
import styles from './screen-tabs.module.css'

type ScreenTabsProps = {
  /** What the parts are parts of, for who cannot see them. */
  readonly label: string
  readonly tabs: readonly { readonly to: NonNullable<LinkProps['to']>; readonly text: string }[]
}

/** The parts of a screen, each with a place of its own. */
export const ScreenTabs = ({ label, tabs }: ScreenTabsProps) => (
  <nav className={styles.tabs} aria-label={label}>
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
)
