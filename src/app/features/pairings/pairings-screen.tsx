import { Outlet } from '@tanstack/react-router'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { PortalNotice } from './portal-notice.tsx'
import styles from './pairings-screen.module.css'
import { WorkerGate } from '../../worker/worker-gate.tsx'

const tabs = [
  { to: '/pairings/live', text: 'Live' },
  { to: '/pairings/sites', text: 'Sites' },
  { to: '/pairings/limits', text: 'Limits' },
] as const

/** Who outside asks for whom, what became of it, and what may be asked at all. */
export const PairingsScreen = () => (
  <>
    <header className={styles.head}>
      <h1>Pairings</h1>
    </header>
    <ScreenTabs label="Parts of pairings" tabs={tabs} />
    <WorkerGate needs="pairing">
      <PortalNotice />
      <Outlet />
    </WorkerGate>
  </>
)
