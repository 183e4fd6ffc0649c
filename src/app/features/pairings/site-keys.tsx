import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SiteView } from '../../../contract/pairing/console-api.ts'
import { siteLimits } from '../../../contract/pairing/site-fields.ts'
import { describeError } from '../../messages/describe-error.ts'
import { addSiteKey, removeSiteKey, sitesKey } from '../../queries/site-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { useFreshKeys } from './fresh-keys.ts'
import styles from './parts.module.css'
import { useWorker } from '../../worker/worker-context.ts'

/** Changing a key without a gap: a new one beside the old, then the old one goes. */
export const SiteKeys = ({ site }: { readonly site: SiteView }) => {
  const worker = useWorker()
  const queries = useQueryClient()
  const fresh = useFreshKeys()
  const reload = () => queries.invalidateQueries({ queryKey: sitesKey(worker) })
  const add = useMutation({
    mutationFn: () => addSiteKey(worker, site.id),
    onSuccess: ({ key }) => {
      fresh.add(site.id, key)
      return reload()
    },
    onError: reload,
  })
  const remove = useMutation({
    mutationFn: (keyId: string) => removeSiteKey(worker, site.id, keyId),
    onSettled: reload,
  })
  const isFull = site.keyIds.length >= siteLimits.keys
  const isBusy = add.isPending || remove.isPending
  return (
    <section className={styles.section}>
      <h2>API keys</h2>
      <p>
        {isFull
          ? 'Both keys work. Once the site’s program uses the new one, remove the old one: it opens nothing from then on.'
          : 'To change it, make a new key: the old one keeps working until you remove it.'}
      </p>
      <ul className={styles.keys} aria-label="API keys">
        {site.keyIds.map((keyId, index) => (
          <li key={keyId}>
            <span>
              {isFull ? (index === 0 ? 'Old key' : 'New key') : 'Key'}{' '}
              <span className={styles.mono} title="The beginning of its fingerprint">
                {keyId}
              </span>
            </span>
            {isFull && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                onClick={() => remove.mutate(keyId)}
              >
                Remove {index === 0 ? 'the old key' : 'the new key'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {add.isError && <Failed what="No key was made" {...describeError(add.error)} />}
      {remove.isError && <Failed what="The key was not removed" {...describeError(remove.error)} />}
      {!isFull && (
        <div className={styles.actions}>
          <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
            Make a new key
          </Button>
        </div>
      )}
    </section>
  )
}
