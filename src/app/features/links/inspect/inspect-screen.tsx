import { Textarea } from '@mantine/core'
import { memo, useDeferredValue, useState, type ClipboardEvent, type DragEvent } from 'react'
import { usePortal } from '../../../portal/portal-context.tsx'
import { Empty } from '../../../ui/empty.tsx'
import styles from '../links.module.css'
import inspectStyles from './inspect.module.css'
import { PictureField } from './picture-field.tsx'
import { SeenLink } from './seen-link.tsx'
import { usePasted } from './use-pasted.ts'
import { usePicture } from './use-picture.ts'

/** A long link takes a moment to read; typing does not wait for it. */
const Seen = memo(SeenLink)

/** Any link somebody has found: taken apart, explained, repaired. It is opened nowhere and sent to nobody. */
export const InspectScreen = () => {
  const portal = usePortal()
  const [pasted, setPasted] = usePasted(portal)
  const read = useDeferredValue(pasted)
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
      {read.trim() === '' ? (
        <section className={styles.card}>
          <Empty
            title="Nothing pasted yet"
            text="Paste a web link or a bx:// link, also an old or broken one, or a picture of its code."
          />
        </section>
      ) : (
        <Seen pasted={read} origin={portal.origin} />
      )}
    </div>
  )
}
