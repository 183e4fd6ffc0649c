import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { describeError } from '../messages/describe-error.ts'
import { HandshakeTimeoutError } from '../portal/connect-frame.ts'
import type { Portal } from '../portal/portal.ts'
import { Empty } from '../ui/empty.tsx'
import { Failed } from '../ui/failed.tsx'
import { Waiting } from '../ui/waiting.tsx'
import type { InstallCheck } from './check-install.ts'
import styles from './install-screen.module.css'

/** Where the installation stands. */
export type Installation =
  | { readonly state: 'outside' }
  | { readonly state: 'checking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'checked'; readonly portal: Portal; readonly checks: readonly InstallCheck[] }

const marks = {
  good: <IconCircleCheck size={22} className={styles.good} aria-label="Good" />,
  look: <IconAlertTriangle size={22} className={styles.look} aria-label="Look" />,
  missing: <IconCircleX size={22} className={styles.missing} aria-label="Missing" />,
}

const Checks = ({ checks }: { readonly checks: readonly InstallCheck[] }) => (
  <ul className={styles.checks} aria-label="Checks">
    {checks.map((check) => (
      <li key={check.id}>
        {marks[check.state]}
        <div>
          <strong>{check.title}</strong>
          <p>{check.text}</p>
        </div>
      </li>
    ))}
  </ul>
)

const Checked = ({
  portal,
  checks,
}: {
  readonly portal: Portal
  readonly checks: readonly InstallCheck[]
}) => {
  const [finish, setFinish] = useState<{ state: 'idle' | 'going' } | { state: 'failed'; error: unknown }>({
    state: 'idle',
  })
  const isMissing = checks.some((check) => check.state === 'missing')
  const { frame } = portal
  const go = async () => {
    setFinish({ state: 'going' })
    try {
      // The portal answers by loading the app anew; the promise may never settle.
      await frame?.installFinish()
    } catch (error) {
      setFinish({ state: 'failed', error })
    }
  }
  return (
    <>
      <Checks checks={checks} />
      {finish.state === 'failed' && (
        <Failed
          what="The installation was not finished"
          {...describeError(finish.error)}
          onRetry={() => void go()}
        />
      )}
      {!frame?.isInstalling ? (
        <p>The app is installed already. Open it from the portal’s menu.</p>
      ) : (
        <div className={styles.actions}>
          <Button onClick={() => void go()} loading={finish.state === 'going'} disabled={isMissing}>
            Finish the installation
          </Button>
          {isMissing && (
            <Button variant="default" onClick={() => location.reload()}>
              Check again
            </Button>
          )}
        </div>
      )}
    </>
  )
}

const Content = ({ installation }: { readonly installation: Installation }) => {
  switch (installation.state) {
    case 'outside':
      return (
        <Empty
          title="This page belongs in a portal"
          text="Give its address as the installation page of a local application (Developer resources → Other → Local application), with the permissions imbot and im. The portal opens it by itself."
        />
      )
    case 'checking':
      return <Waiting label="Looking at the portal" rows={4} />
    case 'failed': {
      const { error } = installation
      const text =
        error instanceof HandshakeTimeoutError
          ? {
              means: 'The page around this frame did not answer its greeting within ten seconds.',
              advice: 'Reload it; if it stays silent, open the app from the portal’s menu again.',
              details: 'HANDSHAKE_TIMEOUT',
            }
          : describeError(error)
      return (
        <Failed
          what="The portal could not be asked"
          {...text}
          onRetry={() => location.reload()}
          retryLabel="Reload"
        />
      )
    }
    case 'checked':
      return <Checked portal={installation.portal} checks={installation.checks} />
  }
}

export const InstallScreen = ({ installation }: { readonly installation: Installation }) => (
  <main className={styles.page}>
    <div className={styles.card}>
      <h1>Bot Console</h1>
      <p>
        Registers bots, builds context links and shows events. Before the installation is finished the portal
        sends no events and shows no menu entry.
      </p>
      <Content installation={installation} />
    </div>
  </main>
)
