import { Button } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useFreshKeys } from './fresh-keys.ts'
import styles from './parts.module.css'

const bringThere = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

/** A key while it can still be seen. */
export const FreshKey = ({ siteId }: { readonly siteId: string }) => {
  const { keys, forget } = useFreshKeys()
  const key = keys.get(siteId)
  if (key === undefined) return null
  return (
    <section ref={bringThere} role="alert" className={styles.fresh}>
      <p>
        <strong>The site’s API key.</strong> It is shown this once; the worker keeps only its fingerprint.
        Store it where the site’s backend reads its secrets.
      </p>
      <code className={styles.key} aria-label="API key">
        {key}
      </code>
      <div className={styles.actions}>
        <CopyButton value={key} label="Copy the key" size="sm" />
        <Button variant="default" onClick={() => forget(siteId)}>
          I have stored it
        </Button>
      </div>
    </section>
  )
}
