import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { RestError } from '../../../../contract/rest/rest-error.ts'
import { describeError } from '../../../messages/describe-error.ts'
import { carriedTexts, formatUses } from '../../../messages/short-link-texts.ts'
import type { FoundShortLink } from '../../../queries/short-link-queries.ts'
import { shortLinkOptions } from '../../../queries/short-link-queries.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { Stale } from '../../../ui/stale.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { useWorker } from '../../../worker/worker-context.ts'
import { FunnelPart } from './funnel-part.tsx'
import { ShortEdit } from './short-edit.tsx'
import styles from './short-parts.module.css'
import { ShortRevoke } from './short-revoke.tsx'
import { ShortStateChip } from './short-state-chip.tsx'
import { ShortTake } from './short-take.tsx'

const route = getRouteApi('/links/short/list/$linkId')

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const Facts = ({ link }: Pick<FoundShortLink, 'link'>) => (
  <section className={styles.section} aria-label="What it is">
    <dl className={styles.facts}>
      <Fact name="State">
        <ShortStateChip state={link.state} />
      </Fact>
      <Fact name="Bot">
        <ForeignText text={link.botName} /> <span className={styles.mono}>{link.botDialogId}</span>
      </Fact>
      <Fact name="Campaign">{link.campaign === '' ? 'none' : <ForeignText text={link.campaign} />}</Fact>
      <Fact name="Carries">
        {carriedTexts[link.carries].name}
        <p className={styles.second}>{carriedTexts[link.carries].hint}</p>
      </Fact>
      <Fact name="Uses">{formatUses(link.funnel, link.maxUses)}</Fact>
      <Fact name="Ends">{link.expiresAt === null ? 'never' : formatExactTime(link.expiresAt)}</Fact>
      <Fact name="Made">
        {formatExactTime(link.createdAt)} by user {link.createdBy}
      </Fact>
      <Fact name="Id">
        <span className={styles.mono}>{link.id}</span>
      </Fact>
    </dl>
  </section>
)

const IntoChat = ({ data: { link, context, webLink, appLink } }: { readonly data: FoundShortLink }) => (
  <section className={styles.section} aria-label="Into the chat">
    <h2>Into the chat</h2>
    <p>
      What its page leads to. Whoever gets one of these directly skips the page: no look is counted, and an
      end holds only for the token.
    </p>
    {[
      { name: 'Web link', value: webLink, copy: 'Copy web link' },
      { name: 'Desktop app', value: appLink, copy: 'Copy app link' },
    ].map(({ name, value, copy }) => (
      <div key={name} className={styles.part}>
        <h3>{name}</h3>
        <code className={styles.address} tabIndex={0} role="group" aria-label={name}>
          {value}
        </code>
        <div className={styles.actions}>
          <CopyButton value={value} label={copy} />
        </div>
      </div>
    ))}
    <h3>{link.carries === 'token' ? 'Context, kept by the worker' : 'Context'}</h3>
    <JsonView label="Context" value={context} />
  </section>
)

const Filled = ({ data }: { readonly data: FoundShortLink }) => (
  <>
    <ShortTake link={data.link} />
    <Facts link={data.link} />
    <FunnelPart {...data} />
    <IntoChat data={data} />
    {data.link.revokedAt === null && <ShortEdit data={data} />}
    <ShortRevoke link={data.link} />
  </>
)

/** One short link: to take away, to understand, to change and to end. */
export const ShortPanel = () => {
  const { linkId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(shortLinkOptions(useWorker(), linkId))
  const isUnknown = query.error instanceof RestError && query.error.code === 'UNKNOWN_OBJECT'
  return (
    <SidePanel
      title={query.data ? <ForeignText text={query.data.link.name} /> : 'Short link'}
      onClose={() => void navigate({ to: '/links/short', search })}
    >
      {query.isPending && <Waiting label="Loading the short link" rows={6} />}
      {isUnknown && (
        <Empty
          title="There is no such short link here"
          text="Links that were over for more than a year are forgotten, and those of other portals are not shown."
        />
      )}
      {query.isError && !isUnknown && !query.data && (
        <Failed
          what="The short link could not be loaded"
          {...describeError(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isRefetchError && !isUnknown && (
        <Stale what="No look since" {...describeError(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && !isUnknown && <Filled key={linkId} data={query.data} />}
    </SidePanel>
  )
}
