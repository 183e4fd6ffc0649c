import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { shortLinkLimits } from '../../../../contract/links/short-link.ts'
import { describeError } from '../../../messages/describe-error.ts'
import {
  addLinkKey,
  linkKeysKey,
  linkKeysOptions,
  removeLinkKey,
} from '../../../queries/short-link-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { useWorker } from '../../../worker/worker-context.ts'
import { useFreshLinkKey } from './fresh-link-key.ts'
import { FreshLinkKeyNotice } from './fresh-link-key-notice.tsx'
import styles from './short-parts.module.css'

const route = getRouteApi('/links/short/list/keys')

type KeyRowProps = {
  readonly id: string
  readonly createdAt: number
  readonly isBusy: boolean
  readonly onRemove: () => void
}

const KeyRow = ({ id, createdAt, isBusy, onRemove }: KeyRowProps) => {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <li>
      <span>
        <span className={styles.mono} title="The beginning of its fingerprint">
          {id}
        </span>{' '}
        <span className={styles.second}>made {formatExactTime(createdAt)}</span>
      </span>
      {isAsking ? (
        <span className={styles.actions}>
          <Button autoFocus size="compact-sm" color="red" loading={isBusy} onClick={onRemove}>
            Remove it: it opens nothing then
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
            Keep it
          </Button>
        </span>
      ) : (
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => setIsAsking(true)}>
          Remove
        </Button>
      )}
    </li>
  )
}

const Keys = () => {
  const worker = useWorker()
  const queries = useQueryClient()
  const fresh = useFreshLinkKey()
  const keys = useQuery(linkKeysOptions(worker))
  const reload = () => queries.invalidateQueries({ queryKey: linkKeysKey(worker) })
  const add = useMutation({
    mutationFn: () => addLinkKey(worker),
    onSuccess: ({ key }) => {
      fresh.set(key)
      return reload()
    },
    onError: reload,
  })
  const remove = useMutation({
    mutationFn: (keyId: string) => removeLinkKey(worker, keyId),
    onSuccess: (_left, keyId) => {
      // The one that can still be seen is the newest.
      if (keys.data?.toSorted((a, b) => b.createdAt - a.createdAt)[0]?.id === keyId) fresh.set(undefined)
    },
    onSettled: reload,
  })
  if (keys.isPending) return <Waiting label="Loading the keys" />
  if (!keys.data)
    return (
      <Failed
        what="The keys could not be loaded"
        {...describeError(keys.error)}
        onRetry={() => void keys.refetch()}
      />
    )
  const isFull = keys.data.length >= shortLinkLimits.keys
  const make = (
    <Button loading={add.isPending} onClick={() => add.mutate()}>
      Make a key
    </Button>
  )
  return (
    <section className={styles.section} aria-label="Keys of the bot’s side">
      <p>
        With a key the program behind your bots asks the worker what a token stands for (POST /links/resolve),
        and reports replies (POST /links/replied). One key serves all bots of this portal.
      </p>
      {keys.data.length === 0 ? (
        <Empty title="No key yet" text="Without one, a token cannot be turned back into its context.">
          {make}
        </Empty>
      ) : (
        <>
          <ul className={styles.keys} aria-label="Keys">
            {keys.data.map(({ id, createdAt }) => (
              <KeyRow
                key={id}
                id={id}
                createdAt={createdAt}
                isBusy={remove.isPending}
                onRemove={() => remove.mutate(id)}
              />
            ))}
          </ul>
          {isFull ? (
            <p>Both keys work. Once the bot’s side uses the new one, remove the old one.</p>
          ) : (
            <>
              <p>To change it, make a second key: the first keeps working until you remove it.</p>
              <div className={styles.actions}>{make}</div>
            </>
          )}
        </>
      )}
      {add.isError && <Failed what="No key was made" {...describeError(add.error)} />}
      {remove.isError && <Failed what="The key was not removed" {...describeError(remove.error)} />}
    </section>
  )
}

/** The keys with which the bot's side resolves tokens. */
export const LinkKeysPanel = () => {
  const navigate = route.useNavigate()
  const search = route.useSearch()
  return (
    <SidePanel title="Keys of the bot’s side" onClose={() => void navigate({ to: '/links/short', search })}>
      <FreshLinkKeyNotice />
      <Keys />
    </SidePanel>
  )
}
