import { Button } from '@mantine/core'
import { describeError } from '../messages/describe-error.ts'
import { HandshakeTimeoutError } from '../portal/connect-frame.ts'
import { Failed } from '../ui/failed.tsx'
import styles from './connect.module.css'
import type { Way } from './connection.ts'

type ConnectFailedProps = {
  readonly way: Way
  readonly error: unknown
  readonly onRetry: () => void
  readonly onOtherWay: () => void
}

export const ConnectFailed = ({ way, error, onRetry, onOtherWay }: ConnectFailedProps) => {
  const silent = error instanceof HandshakeTimeoutError
  const text = silent
    ? {
        means:
          'The console runs in a frame, but the page around it did not answer its greeting within ten seconds.',
        advice:
          'Reload it. If it stays silent, the app may be open at another address of the portal, or the page around is no portal.',
        details: `HANDSHAKE_TIMEOUT · frame of ${window.name.split('|')[0] ?? ''}`,
      }
    : describeError(error)
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Failed
          what={silent ? 'The portal does not answer' : 'The portal could not be connected'}
          {...text}
          // The SDK keeps a greeting that was never answered, so a frame starts anew or not at all.
          onRetry={way.kind === 'frame' ? () => location.reload() : onRetry}
          retryLabel={way.kind === 'frame' ? 'Reload' : 'Try again'}
        />
        <div className={styles.otherWay}>
          <Button variant="subtle" onClick={onOtherWay}>
            Other ways to connect
          </Button>
        </div>
      </div>
    </main>
  )
}
