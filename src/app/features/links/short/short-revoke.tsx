import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortLinkView } from '../../../../contract/links/short-link.ts'
import { describeError } from '../../../messages/describe-error.ts'
import { revokeShortLink, shortLinksKey } from '../../../queries/short-link-queries.ts'
import { Failed } from '../../../ui/failed.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { useWorker } from '../../../worker/worker-context.ts'
import styles from './short-parts.module.css'

/** Ends a link for good, after a second press. */
export const ShortRevoke = ({ link }: { readonly link: ShortLinkView }) => {
  const worker = useWorker()
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => revokeShortLink(worker, link.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: shortLinksKey(worker) }),
  })
  if (link.revokedAt !== null)
    return (
      <section className={styles.section} aria-label="Withdrawn">
        <h2>Withdrawn</h2>
        <p>For good, on {formatExactTime(link.revokedAt)}. Its figures stay.</p>
      </section>
    )
  return (
    <section className={styles.section} aria-label="Withdraw this link">
      <h2>Withdraw this link</h2>
      <p>
        From then on its page says that the link is over, and the bot’s side gets no context for its token.
        That cannot be undone; to stop it for a while, give it an end.
      </p>
      {revoke.isError && <Failed what="The link was not withdrawn" {...describeError(revoke.error)} />}
      <div className={styles.actions}>
        {isAsking ? (
          <>
            <Button autoFocus color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              Withdraw it for everybody
            </Button>
            <Button variant="default" onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button color="red" variant="light" onClick={() => setIsAsking(true)}>
            Withdraw link
          </Button>
        )}
      </div>
    </section>
  )
}
