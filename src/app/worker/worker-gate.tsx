import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { OpenedSession } from '../../contract/pairing/console-api.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { describeError } from '../messages/describe-error.ts'
import { gateTexts, type NeededCapability } from '../messages/gate-texts.ts'
import { hostOf } from '../portal/portal.ts'
import { usePortal } from '../portal/portal-context.tsx'
import type { Worker } from '../queries/worker-queries.ts'
import { workerAt, workerSessionOptions, workerStatusOptions } from '../queries/worker-queries.ts'
import { Empty } from '../ui/empty.tsx'
import { Failed } from '../ui/failed.tsx'
import { Waiting } from '../ui/waiting.tsx'
import { ConnectPortalForm } from './connect-portal-form.tsx'
import { findWorkerOrigin, keepWorkerOrigin } from './worker-address.ts'
import { WorkerAddressForm } from './worker-address-form.tsx'
import styles from './worker-gate.module.css'
import { WorkerProvider } from './worker-context.ts'

const webhookText =
  'The console is connected by a webhook address. The worker takes nobody’s word for who is an admin: it asks the portal, with the sign-in of the installed app. Open the console from the portal’s menu.'

type CardProps = { readonly children: ReactNode; readonly instead: ReactNode }

const Card = ({ children, instead }: CardProps) => (
  <section className={styles.card}>
    {children}
    {instead !== undefined && <div className={styles.other}>{instead}</div>}
  </section>
)

type InsideProps = {
  readonly worker: Worker
  readonly needs: NeededCapability
  readonly instead: ReactNode
  readonly children: ReactNode
}

const NotConnected = ({ worker, needs }: Pick<InsideProps, 'worker' | 'needs'>) => {
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
      text={`The worker does not take the sign-in of ${hostOf(portal)}. Connect the portal once: ${gateTexts[needs].connecting}`}
    >
      <ConnectPortalForm worker={worker} />
    </Empty>
  )
}

/** Whom the worker takes us for. */
const Session = ({ worker, needs, instead, children }: InsideProps) => {
  const session = useQuery(workerSessionOptions(worker))
  if (session.isPending)
    return (
      <Card instead={undefined}>
        <Waiting label="Signing in at the worker" />
      </Card>
    )
  const known: OpenedSession | undefined = session.data
  if (!known) {
    if (session.error instanceof RestError && session.error.code === 'TOKEN_REFUSED')
      return (
        <Card instead={instead}>
          <NotConnected worker={worker} needs={needs} />
        </Card>
      )
    return (
      <Card instead={instead}>
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
      <Card instead={instead}>
        <Empty title={`${gateTexts[needs].what} are for admins`} text={gateTexts[needs].forAdmins} />
      </Card>
    )
  return <WorkerProvider value={worker}>{children}</WorkerProvider>
}

type StatusProps = InsideProps & { readonly onUse: (origin: string | undefined) => void }

/** Whether a worker is there, and fit for this. */
const Status = ({ onUse, ...inside }: StatusProps) => {
  const { worker, needs, instead } = inside
  const status = useQuery(workerStatusOptions(worker))
  if (status.isPending)
    return (
      <Card instead={undefined}>
        <Waiting label="Looking for the worker" />
      </Card>
    )
  if (!status.data)
    return (
      <Card instead={instead}>
        <Failed
          what={
            worker.origin === location.origin
              ? 'There is no worker behind this page'
              : `No worker answers at ${worker.origin}`
          }
          means={gateTexts[needs].means}
          advice={`Start it with “npm run serve” and CAPABILITIES=${needs}, or say where it runs.`}
          details={describeError(status.error).details}
          onRetry={() => void status.refetch()}
        />
        <div className={styles.other}>
          <WorkerAddressForm key={worker.origin} origin={worker.origin} onUse={onUse} />
        </div>
      </Card>
    )
  if (!status.data.capabilities.includes(needs))
    return (
      <Card instead={instead}>
        <Empty
          title={`The worker runs without ${needs}`}
          text={`Its CAPABILITIES do not name “${needs}”. Add it where the worker is started.`}
        />
      </Card>
    )
  if (!status.data.canSignIn)
    return (
      <Card instead={instead}>
        <Empty
          title="The worker does not know this app"
          text="It takes sign-ins of one app only, and none is set. Give it CLIENT_ID and CLIENT_SECRET of the console’s local application (Developer resources in the portal), and start it again."
        />
      </Card>
    )
  return <Session {...inside} />
}

type WorkerGateProps = {
  /** The worker's capability that the screen is about. */
  readonly needs: NeededCapability
  /** What works all the same, shown beneath whatever is missing. */
  readonly instead?: ReactNode
  readonly children: ReactNode
}

/** Draws its children once a worker is there that can do this and takes us for an admin of this portal; else says what is missing. */
export const WorkerGate = ({ needs, instead, children }: WorkerGateProps) => {
  const portal = usePortal()
  const [origin, setOrigin] = useState(findWorkerOrigin)
  if (portal.mode !== 'frame')
    return (
      <Card instead={instead}>
        <Empty
          title={`${gateTexts[needs].what} need the console in the portal`}
          text={portal.mode === 'demo' ? gateTexts[needs].demo : webhookText}
        />
      </Card>
    )
  const use = (next: string | undefined) => {
    keepWorkerOrigin(next)
    setOrigin(next ?? location.origin)
  }
  return (
    <Status key={origin} worker={workerAt(portal, origin)} needs={needs} instead={instead} onUse={use}>
      {children}
    </Status>
  )
}
