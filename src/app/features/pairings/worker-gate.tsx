import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { OpenedSession } from '../../../contract/pairing/console-api.ts'
import { RestError } from '../../../contract/rest/rest-error.ts'
import { describeError } from '../../messages/describe-error.ts'
import { hostOf } from '../../portal/portal.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { Worker } from '../../queries/worker-queries.ts'
import { workerAt, workerSessionOptions, workerStatusOptions } from '../../queries/worker-queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { ConnectPortalForm } from './connect-portal-form.tsx'
import { findWorkerOrigin, keepWorkerOrigin } from './worker-address.ts'
import { WorkerAddressForm } from './worker-address-form.tsx'
import styles from './worker-gate.module.css'
import { WorkerProvider } from './worker-context.ts'

const reasons = {
  webhook:
    'The console is connected by a webhook address. The worker takes nobody’s word for who is an admin: it asks the portal, with the sign-in of the installed app. Open the console from the portal’s menu.',
  demo: 'The demo is a portal made up in this tab, and it has no worker: a pairing asks a real person in a real chat. Run “npm start” to see one.',
} as const

const Card = ({ children }: { readonly children: ReactNode }) => (
  <section className={styles.card}>{children}</section>
)

const NotConnected = ({ worker }: { readonly worker: Worker }) => {
  const portal = usePortal()
  if (!portal.isAdmin)
    return (
      <Empty
        title="This portal is not connected to the worker"
        text="An admin of the portal can connect it here, with the setup code of whoever runs the worker."
      />
    )
  return (
    <Empty
      title="This portal is not connected to the worker"
      text={`The worker does not take the sign-in of ${hostOf(portal)}. Connect the portal once: the worker then registers a bot in it that asks people, and admins see all of it here.`}
    >
      <ConnectPortalForm worker={worker} />
    </Empty>
  )
}

type InsideProps = { readonly worker: Worker; readonly children: ReactNode }

/** Whom the worker takes us for. */
const Session = ({ worker, children }: InsideProps) => {
  const session = useQuery(workerSessionOptions(worker))
  if (session.isPending)
    return (
      <Card>
        <Waiting label="Signing in at the worker" />
      </Card>
    )
  const known: OpenedSession | undefined = session.data
  if (!known) {
    if (session.error instanceof RestError && session.error.code === 'TOKEN_REFUSED')
      return (
        <Card>
          <NotConnected worker={worker} />
        </Card>
      )
    return (
      <Card>
        <Failed
          what="The worker gave no session"
          {...describeError(session.error)}
          onRetry={() => void session.refetch()}
        />
      </Card>
    )
  }
  if (!known.user.isAdmin)
    return (
      <Card>
        <Empty
          title="Pairings are for admins"
          text="They show who signs in where, and from which address. Ask an admin of the portal to look; your own cards are in your chat with the bot."
        />
      </Card>
    )
  return <WorkerProvider value={worker}>{children}</WorkerProvider>
}

type StatusProps = InsideProps & { readonly onUse: (origin: string | undefined) => void }

/** Whether a worker is there, and fit for this. */
const Status = ({ worker, onUse, children }: StatusProps) => {
  const status = useQuery(workerStatusOptions(worker))
  if (status.isPending)
    return (
      <Card>
        <Waiting label="Looking for the worker" />
      </Card>
    )
  if (!status.data)
    return (
      <Card>
        <Failed
          what={
            worker.origin === location.origin
              ? 'There is no worker behind this page'
              : `No worker answers at ${worker.origin}`
          }
          means="Pairings need the companion worker: a small program that asks people in their chat and hands the result to a site."
          advice="Start it with “npm run serve” and CAPABILITIES=pairing, or say where it runs."
          details={describeError(status.error).details}
          onRetry={() => void status.refetch()}
        />
        <div className={styles.other}>
          <WorkerAddressForm key={worker.origin} origin={worker.origin} onUse={onUse} />
        </div>
      </Card>
    )
  if (!status.data.capabilities.includes('pairing'))
    return (
      <Card>
        <Empty
          title="The worker runs without pairing"
          text="Its CAPABILITIES do not name “pairing”. Add it where the worker is started."
        />
      </Card>
    )
  if (!status.data.canSignIn)
    return (
      <Card>
        <Empty
          title="The worker does not know this app"
          text="It takes sign-ins of one app only, and none is set. Give it CLIENT_ID and CLIENT_SECRET of the console’s local application (Developer resources in the portal), and start it again."
        />
      </Card>
    )
  return <Session worker={worker}>{children}</Session>
}

/** Draws its children once a worker is there that takes us for an admin of this portal; else says what is missing. */
export const WorkerGate = ({ children }: { readonly children: ReactNode }) => {
  const portal = usePortal()
  const [origin, setOrigin] = useState(findWorkerOrigin)
  if (portal.mode !== 'frame')
    return (
      <Card>
        <Empty title="Pairings need the console in the portal" text={reasons[portal.mode]} />
      </Card>
    )
  const use = (next: string | undefined) => {
    keepWorkerOrigin(next)
    setOrigin(next ?? location.origin)
  }
  return (
    <Status key={origin} worker={workerAt(portal, origin)} onUse={use}>
      {children}
    </Status>
  )
}
