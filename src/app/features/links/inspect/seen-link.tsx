import { deliveriesOf } from '../../../../contract/deep-link/link-delivery.ts'
import { parseLink } from '../../../../contract/deep-link/link-parts.ts'
import { lintLink } from '../../../../contract/deep-link/lint-link.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { Deliveries } from '../deliveries.tsx'
import { Findings } from '../findings.tsx'
import styles from '../links.module.css'

/** A link taken apart: what is wrong with it, how it should be written, what each reader makes of it. */
export const SeenLink = ({ pasted, origin }: { readonly pasted: string; readonly origin: string }) => {
  const { findings, meant, repaired } = lintLink(pasted, { portals: [origin] })
  const isLink = parseLink(pasted).kind !== 'none'
  return (
    <div className={styles.side}>
      <section className={styles.card} aria-label="What is wrong">
        <h2>{findings.length === 0 ? 'Nothing is wrong with it' : 'What was found'}</h2>
        <Findings findings={findings} />
        {repaired !== undefined && (
          <>
            <h3>Repaired</h3>
            <pre tabIndex={0} aria-label="Repaired link">
              {repaired}
            </pre>
            <div className={styles.actions}>
              <CopyButton value={repaired} label="Copy repaired link" />
            </div>
          </>
        )}
      </section>
      {isLink && (
        <section className={styles.card} aria-label="What the bot will receive">
          <h2>The bot will receive</h2>
          <Deliveries deliveries={deliveriesOf(pasted)} />
        </section>
      )}
      {meant !== undefined && (
        <section className={styles.card} aria-label="What was meant">
          <h2>What was meant</h2>
          <JsonView label="What was meant" value={meant} />
        </section>
      )}
    </div>
  )
}
