import { Button } from '@mantine/core'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useFreshLinkKey } from './fresh-link-key.ts'
import styles from './short-parts.module.css'

const bringThere = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

/** A key while it can still be seen. */
export const FreshLinkKeyNotice = () => {
  const { value, set } = useFreshLinkKey()
  if (value === undefined) return null
  return (
    <section ref={bringThere} role="alert" className={styles.fresh}>
      <p>
        <strong>The key.</strong> It is shown this once; the worker keeps only its fingerprint. Store it where
        the program of your bots reads its secrets.
      </p>
      <code className={styles.address} aria-label="Key">
        {value}
      </code>
      <div className={styles.actions}>
        <CopyButton value={value} label="Copy the key" size="sm" />
        <Button variant="default" onClick={() => set(undefined)}>
          I have stored it
        </Button>
      </div>
    </section>
  )
}
