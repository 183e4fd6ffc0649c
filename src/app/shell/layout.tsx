import { IconLink, IconListDetails, IconMessageChatbot, IconUserCheck } from '@tabler/icons-react'
import { CatchBoundary, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import { BudgetRing } from '../ui/budget-ring.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useHotkey } from '../ui/use-hotkey.ts'
import { useTokensAtRisk } from '../portal/portal-context.tsx'
import { useWarnBeforeUnload } from '../ui/use-warn-before-unload.ts'
import { useBudget } from './budget-context.tsx'
import { IslandFailed } from './island-failed.tsx'
import styles from './layout.module.css'
import { StatusLine } from './status-line.tsx'
import { WaitNotice } from './wait-notice.tsx'

const KeysHelp = lazyPart(async () => (await import('./keys-help.tsx')).KeysHelp)

const Budget = () => {
  const { used, capacity } = useBudget()
  return <BudgetRing used={used} capacity={capacity} />
}

const Navigation = () => (
  <nav className={styles.nav} aria-label="Screens">
    <Link to="/bots" className={styles.entry} activeProps={{ className: styles.active }}>
      <IconMessageChatbot size={20} stroke={1.6} aria-hidden />
      Bots
    </Link>
    <Link to="/links" className={styles.entry} activeProps={{ className: styles.active }}>
      <IconLink size={20} stroke={1.6} aria-hidden />
      Links
    </Link>
    <Link to="/events" className={styles.entry} activeProps={{ className: styles.active }}>
      <IconListDetails size={20} stroke={1.6} aria-hidden />
      Events
    </Link>
    <Link to="/pairings" className={styles.entry} activeProps={{ className: styles.active }}>
      <IconUserCheck size={20} stroke={1.6} aria-hidden />
      Pairings
    </Link>
  </nav>
)

type LayoutProps = { readonly onLeave: () => void; readonly children: ReactNode }

export const Layout = ({ onLeave, children }: LayoutProps) => {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const isRisky = useTokensAtRisk().length > 0
  useWarnBeforeUnload(isRisky)
  useHotkey('?', () => setHelpOpen(true))
  return (
    <div className={styles.frame}>
      <WaitNotice />
      <div className={styles.rail}>
        <Navigation />
        <div className={styles.railFoot}>
          <Budget />
        </div>
      </div>
      <div className={styles.main}>
        <main className={styles.screen}>{children}</main>
        <StatusLine
          onLeave={onLeave}
          isRisky={isRisky}
          onHelp={() => setHelpOpen(true)}
          budget={<Budget />}
        />
      </div>
      {isHelpOpen && (
        <CatchBoundary getResetKey={() => 'keys'} errorComponent={IslandFailed}>
          <Suspense>
            <KeysHelp onClose={() => setHelpOpen(false)} />
          </Suspense>
        </CatchBoundary>
      )}
    </div>
  )
}
