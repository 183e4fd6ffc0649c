import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { SiteView } from '../../../contract/pairing/console-api.ts'
import { describeError } from '../../messages/describe-error.ts'
import type { Portal } from '../../portal/portal.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import { addSite, saveSite, siteListOptions, sitesKey } from '../../queries/site-queries.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { formatExactTime } from '../../ui/relative-time.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { FreshKey } from './fresh-key.tsx'
import { useFreshKeys } from './fresh-keys.ts'
import { createKeptDraft } from '../../ui/kept-draft.ts'
import { newSitePlace } from './new-site-place.ts'
import styles from './parts.module.css'
import { SidePanel } from '../../ui/side-panel.tsx'
import { SiteDanger } from './site-danger.tsx'
import type { SiteDraft } from './site-draft.ts'
import { draftOfSite, emptySiteDraft, fieldsOfDraft, siteDraftSchema } from './site-draft.ts'
import { SiteForm } from './site-form.tsx'
import { SiteKeys } from './site-keys.tsx'
import { useWorker } from '../../worker/worker-context.ts'

const route = getRouteApi('/pairings/sites/$siteId')

const draftFor = ({ origin, user }: Portal, siteId: string) =>
  createKeptDraft(`site ${siteId} ${origin} ${user.id}`, siteDraftSchema)

const NewSite = ({ onAdded }: { readonly onAdded: (siteId: string) => void }) => {
  const worker = useWorker()
  const portal = usePortal()
  const queries = useQueryClient()
  const fresh = useFreshKeys()
  const [drafts] = useState(() => draftFor(portal, newSitePlace))
  const add = useMutation({
    mutationFn: (draft: SiteDraft) => addSite(worker, fieldsOfDraft(draft)),
    onSuccess: async ({ site, key }) => {
      drafts.forget()
      fresh.add(site.id, key)
      await queries.invalidateQueries({ queryKey: sitesKey(worker) })
      onAdded(site.id)
    },
  })
  return (
    <SiteForm
      before={emptySiteDraft}
      drafts={drafts}
      isNew
      isSending={add.isPending}
      submitLabel="Add site"
      onSubmit={(draft) => add.mutate(draft)}
      onTouch={add.reset}
    >
      {add.isError && <Failed what="The site was not added" {...describeError(add.error)} />}
    </SiteForm>
  )
}

const EditSite = ({ site }: { readonly site: SiteView }) => {
  const worker = useWorker()
  const portal = usePortal()
  const queries = useQueryClient()
  const [drafts] = useState(() => draftFor(portal, site.id))
  const save = useMutation({
    mutationFn: (draft: SiteDraft) => saveSite(worker, fieldsOfDraft(draft)),
    onSuccess: () => {
      drafts.forget()
      return queries.invalidateQueries({ queryKey: sitesKey(worker) })
    },
  })
  return (
    <section className={styles.section}>
      <h2>Settings</h2>
      <SiteForm
        // What was saved is the new beginning.
        key={JSON.stringify(draftOfSite(site))}
        before={draftOfSite(site)}
        drafts={drafts}
        isNew={false}
        isSending={save.isPending}
        submitLabel="Save changes"
        onSubmit={(draft) => save.mutate(draft)}
        onTouch={save.reset}
      >
        {save.isError && <Failed what="The site was not changed" {...describeError(save.error)} />}
        {save.isSuccess && (
          <span role="status" className={styles.said}>
            Saved.
          </span>
        )}
      </SiteForm>
    </section>
  )
}

const EnvironmentSite = ({ site }: { readonly site: SiteView }) => (
  <section className={styles.section}>
    <p>
      This site comes from the worker’s environment (SITES). It is changed there and takes effect when the
      worker starts again.
    </p>
    <dl className={styles.facts}>
      <dt>Return addresses</dt>
      <dd className={styles.mono}>{site.returnAddresses.join('\n')}</dd>
      <dt>Policy</dt>
      <dd>{site.policy}</dd>
    </dl>
  </section>
)

const KnownSite = ({ site, onGone }: { readonly site: SiteView; readonly onGone: () => void }) => (
  <>
    <FreshKey siteId={site.id} />
    <section className={styles.section}>
      <dl className={styles.facts}>
        <dt>Id</dt>
        <dd className={styles.mono}>{site.id}</dd>
        <dt>Host on the card</dt>
        <dd className={styles.mono}>{site.host}</dd>
        {site.origin === 'console' && (
          <>
            <dt>Added</dt>
            <dd>{formatExactTime(site.createdAt)}</dd>
          </>
        )}
      </dl>
      <div className={styles.actions}>
        <CopyButton value={site.id} label="Copy id" />
      </div>
    </section>
    {site.origin === 'environment' ? (
      <EnvironmentSite site={site} />
    ) : (
      <>
        <EditSite site={site} />
        <SiteKeys site={site} />
        <SiteDanger site={site} onGone={onGone} />
      </>
    )}
  </>
)

/** One site, or a new one. */
export const SitePanel = () => {
  const worker = useWorker()
  const { siteId } = route.useParams()
  const navigate = route.useNavigate()
  const sites = useQuery(siteListOptions(worker))
  const isNew = siteId === newSitePlace
  const site = sites.data?.find(({ id }) => id === siteId)
  const close = () => void navigate({ to: '/pairings/sites' })
  const open = (id: string) =>
    void navigate({ to: '/pairings/sites/$siteId', params: { siteId: id }, replace: true })
  return (
    <SidePanel
      title={isNew ? 'Add a site' : site ? <ForeignText text={site.name} /> : 'Site'}
      onClose={close}
    >
      {isNew && <NewSite onAdded={open} />}
      {!isNew && sites.isPending && <Waiting label="Loading the site" />}
      {!isNew && sites.isError && !sites.data && (
        <Failed
          what="The site could not be loaded"
          {...describeError(sites.error)}
          onRetry={() => void sites.refetch()}
        />
      )}
      {!isNew && sites.data && !site && (
        <Empty
          title="There is no such site here"
          text="It may have been deleted, or it is another portal’s."
        />
      )}
      {site && <KnownSite key={site.id} site={site} onGone={close} />}
    </SidePanel>
  )
}
