import { ActionIcon, Button } from '@mantine/core'
import { IconHelp, IconLogout } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { hostOf } from '../portal/portal.ts'
import { usePortal } from '../portal/portal-context.tsx'
import { ForeignText } from '../ui/foreign-text.tsx'
import styles from './status-line.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

const modes = { frame: 'in the portal', webhook: 'by webhook address', demo: 'demo portal in this tab' }

type StatusLineProps = {
  readonly onLeave: () => void
  /** Leaving would forget a token that is kept nowhere else. */
  readonly isRisky: boolean
  readonly onHelp: () => void
  /** Shown here only where the rail has no room for it. */
  readonly budget: ReactNode
}

export const StatusLine = ({ onLeave, isRisky, onHelp, budget }: StatusLineProps) => {
  const [isAsking, setAsking] = useState(false)
  const portal = usePortal()
  return (
    <footer className={styles.line} aria-label="Connection">
      <span className={styles.budget}>{budget}</span>
      <span className={styles.host} title={portal.origin}>
        {hostOf(portal)}
      </span>
      <span className={styles.facts}>
        <span className={styles.fact}>
          <ForeignText text={portal.user.name} />
          {portal.isAdmin ? ' (admin)' : ''}
        </span>
        <span className={styles.fact}>{modes[portal.mode]}</span>
        <span className={styles.fact} title="Language of the portal">
          {portal.language}
        </span>
      </span>
      {isAsking && (
        <span role="alert" className={styles.question}>
          The token of a bot you registered is kept nowhere but in this tab.
          <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
            Stay
          </Button>
          <Button size="compact-xs" color="red" onClick={onLeave}>
            Disconnect all the same
          </Button>
        </span>
      )}
      <span className={styles.tools}>
        <ThemeSwitch />
        <ActionIcon aria-label="Keyboard keys" title="Keyboard keys (?)" onClick={onHelp}>
          <IconHelp size={18} stroke={1.6} />
        </ActionIcon>
        {portal.mode === 'webhook' && (
          <ActionIcon
            aria-label="Disconnect"
            title="Disconnect and forget the address"
            onClick={isRisky ? () => setAsking(true) : onLeave}
          >
            <IconLogout size={18} stroke={1.6} />
          </ActionIcon>
        )}
      </span>
    </footer>
  )
}
