import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SiteView } from '../../../contract/pairing/console-api.ts'
import { describeError } from '../../messages/describe-error.ts'
import { removeSite, sitesKey } from '../../queries/site-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import styles from './parts.module.css'
import { useWorker } from '../../worker/worker-context.ts'

type SiteDangerProps = { readonly site: SiteView; readonly onGone: () => void }

export const SiteDanger = ({ site, onGone }: SiteDangerProps) => {
  const worker = useWorker()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => removeSite(worker, site.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sitesKey(worker) })
      onGone()
    },
  })
  // A site's name has nothing in it that cannot be typed or seen.
  const isMeant = typed.trim() === site.name
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        if (isMeant && !remove.isPending) remove.mutate()
      }}
    >
      <h2>Delete this site</h2>
      <p>
        Its keys open nothing from then on, and what is under way cannot be collected any more. Its pairings
        and the audit log stay. To stop it for a while, make it inactive instead.
      </p>
      <TextInput
        label={`Type the site’s name to confirm: ${site.name}`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {remove.isError && <Failed what="The site was not deleted" {...describeError(remove.error)} />}
      <div className={styles.actions}>
        <Button type="submit" color="red" disabled={!isMeant} loading={remove.isPending}>
          Delete site
        </Button>
      </div>
    </form>
  )
}
