import { Textarea } from '@mantine/core'
import { useState, type ClipboardEvent, type DragEvent } from 'react'
import { deliveriesOf } from '../../../../contract/deep-link/link-delivery.ts'
import { lintLink } from '../../../../contract/deep-link/lint-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { Deliveries } from '../deliveries.tsx'
import { Findings } from '../findings.tsx'
import styles from '../links.module.css'
import inspectStyles from './inspect.module.css'
import { PictureField } from './picture-field.tsx'
import { usePicture } from './use-picture.ts'

const Seen = ({ pasted }: { readonly pasted: string }) => {
  const { origin } = usePortal()
  const { findings, meant, repaired } = lintLink(pasted, { portals: [origin] })
  const isLink = !findings.some(({ code }) => code === 'noLink')
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

/** Any link somebody has found: taken apart, explained, repaired. It is opened nowhere and sent to nobody. */
export const InspectScreen = () => {
  const [pasted, setPasted] = useState('')
  const picture = usePicture(setPasted)
  const [isOver, setIsOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file) picture.read(file)
    else setPasted(event.dataTransfer.getData('text/plain'))
  }
  const paste = (event: ClipboardEvent) => {
    const [file] = event.clipboardData.files
    if (!file) return
    event.preventDefault()
    picture.read(file)
  }
  return (
    <div className={styles.columns}>
      <section className={styles.card} aria-label="The link">
        <div
          className={inspectStyles.drop}
          data-over={isOver || undefined}
          onPaste={paste}
          onDrop={drop}
          onDragLeave={() => setIsOver(false)}
          onDragOver={(event) => {
            event.preventDefault()
            setIsOver(true)
          }}
        >
          <Textarea
            label="Link"
            description="It is read here, in this page; nobody opens it."
            placeholder="https://…/online/?IM_DIALOG=… or bx://v2/…"
            rows={8}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
          />
          <PictureField picture={picture} />
        </div>
      </section>
      {pasted.trim() === '' ? (
        <section className={styles.card}>
          <Empty
            title="Nothing pasted yet"
            text="Paste a web link or a bx:// link, also an old or broken one, or a picture of its code."
          />
        </section>
      ) : (
        <Seen pasted={pasted} />
      )}
    </div>
  )
}
