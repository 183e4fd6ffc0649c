import { deliveriesOf } from '../../../../contract/deep-link/link-delivery.ts'
import { parseLink } from '../../../../contract/deep-link/link-parts.ts'
import { lintLink } from '../../../../contract/deep-link/lint-link.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { Deliveries } from '../deliveries.tsx'
import { Findings } from '../findings.tsx'
import styles from '../links.module.css'
import { useNamedBot, type NamedBot } from './use-named-bot.ts'

const titleOf = (found: number, bot: NamedBot): string => {
  if (found > 0) return 'What was found'
  return bot === 'asking' ? 'Asking the portal for the bot …' : 'Nothing is wrong with it'
}

/** A link taken apart: what is wrong with it, how it should be written, what each reader makes of it. */
export const SeenLink = ({ pasted, origin }: { readonly pasted: string; readonly origin: string }) => {
  const link = parseLink(pasted)
  const read = lintLink(pasted, { portals: [origin] })
  const { botDialogId, meant, lossyJson, repaired } = read
  const isElsewhere = read.findings.some(({ code }) => code === 'unknownPortal' || code === 'badPortal')
  const bot = useNamedBot(isElsewhere ? undefined : botDialogId)
  const { findings } =
    bot === 'gone' && botDialogId !== undefined
      ? lintLink(pasted, { portals: [origin], goneDialogIds: [botDialogId] })
      : read
  return (
    <div className={styles.side}>
      <section className={styles.card} aria-label="What is wrong" aria-live="polite">
        <h2>{titleOf(findings.length, bot)}</h2>
        {bot === 'untold' && (
          <p className={styles.second}>
            Whether the portal has a bot {botDialogId} could not be asked. Over a webhook address a botToken
            is needed; give one on the Bots screen.
          </p>
        )}
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
      {link.kind !== 'none' && (
        <section className={styles.card} aria-label="What the bot will receive">
          <h2>The bot will receive</h2>
          <Deliveries deliveries={deliveriesOf(pasted)} />
        </section>
      )}
      {meant !== undefined && (
        <section className={styles.card} aria-label="What was meant">
          <h2>What was meant</h2>
          {lossyJson === undefined ? (
            <JsonView label="What was meant" value={meant} />
          ) : (
            <pre tabIndex={0} aria-label="What was meant, as it is written">
              {showControls(lossyJson)}
            </pre>
          )}
        </section>
      )}
    </div>
  )
}
