import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EndpointResult, PairingView } from '../../../contract/pairing/console-api.ts'
import { RestError } from '../../../contract/rest/rest-error.ts'
import { describeError } from '../../messages/describe-error.ts'
import { endingTexts, policyTexts, purposeTexts } from '../../messages/pairing-texts.ts'
import { pairingOptions } from '../../queries/pairing-queries.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { formatExactTime } from '../../ui/relative-time.ts'
import { Stale } from '../../ui/stale.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './parts.module.css'
import { SidePanel } from '../../ui/side-panel.tsx'
import { StatePath } from './state-path.tsx'
import { formatTimeLeft } from './time-left.ts'
import { Trace } from './trace.tsx'
import { useWorker } from '../../worker/worker-context.ts'

const route = getRouteApi('/pairings/live/$pairingId')

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const Facts = ({
  pairing,
  left,
  ahead,
}: {
  pairing: PairingView
  left: string | undefined
  ahead: number
}) => {
  const { site, starter, approver, claimedName, ending } = pairing
  return (
    <dl className={styles.facts}>
      <Fact name="State">
        <StatePath pairing={pairing} />
        {left !== undefined && ` · ${left} left`}
        {ending && <p>{endingTexts[ending.why]}</p>}
      </Fact>
      <Fact name="Site">
        <ForeignText text={site.name ?? 'deleted meanwhile'} /> <span className={styles.mono}>{site.id}</span>
      </Fact>
      <Fact name="Wants to">{purposeTexts[pairing.purpose]}</Fact>
      <Fact name="Claimed name">
        {claimedName === null ? 'none given' : <ForeignText text={claimedName} />}
      </Fact>
      <Fact name="Browser">
        {starter ? (
          <>
            {starter.browser} from <span className={styles.mono}>{starter.ip ?? 'an unknown address'}</span>
          </>
        ) : (
          'has not come yet'
        )}
      </Fact>
      <Fact name="Asked">
        {approver ? (
          <>
            <ForeignText text={approver.userName} /> (user {approver.userId})
          </>
        ) : (
          'nobody yet'
        )}
      </Fact>
      <Fact name="Collected by">{policyTexts[pairing.policy]}</Fact>
      <Fact name="Begun">{formatExactTime(pairing.createdAt - ahead)}</Fact>
      <Fact name="Id">
        <span className={styles.mono}>{pairing.id}</span>
      </Fact>
    </dl>
  )
}

type FilledProps = { readonly data: EndpointResult<'findPairing'>; readonly ahead: number }

const Filled = ({ data, ahead }: FilledProps) => {
  const now = useNow()
  const { pairing, trace, leftOut } = data
  return (
    <>
      <section className={styles.section}>
        <Facts pairing={pairing} left={formatTimeLeft(pairing, now + ahead)} ahead={ahead} />
        <div className={styles.actions}>
          <CopyButton value={pairing.id} label="Copy id" />
          <CopyButton value={JSON.stringify(data, null, 2)} label="Copy all as JSON" />
        </div>
      </section>
      <section className={styles.section}>
        <h2>Step by step</h2>
        {leftOut > 0 && <p>Older refusals left out: {leftOut}.</p>}
        {trace.length === 0 ? (
          <p>Nothing was written down.</p>
        ) : (
          <Trace label="Steps" entries={trace} now={now} ahead={ahead} />
        )}
      </section>
    </>
  )
}

/** One pairing: who, what, and every step with the reason of each that was refused. */
export const PairingPanel = () => {
  const worker = useWorker()
  const { pairingId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(pairingOptions(worker, pairingId))
  const isUnknown = query.error instanceof RestError && query.error.code === 'UNKNOWN_OBJECT'
  return (
    <SidePanel
      title={
        query.data ? (
          <>
            Pairing with <ForeignText text={query.data.pairing.site.name ?? query.data.pairing.site.id} />
          </>
        ) : (
          'Pairing'
        )
      }
      onClose={() => void navigate({ to: '/pairings/live', search })}
    >
      {query.isPending && <Waiting label="Loading the pairing" />}
      {query.isError && isUnknown && (
        <Empty
          title="There is no such pairing here"
          text="Ended pairings are deleted after a while, and those of other portals are not shown. The audit log keeps what was decided."
        />
      )}
      {query.isError && !isUnknown && !query.data && (
        <Failed
          what="The pairing could not be loaded"
          {...describeError(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isRefetchError && !isUnknown && (
        <Stale what="No look since" {...describeError(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Filled data={query.data} ahead={query.data.now - query.dataUpdatedAt} />}
    </SidePanel>
  )
}
