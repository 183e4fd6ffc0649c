import { ForeignText } from '../../../ui/foreign-text.tsx'
import styles from './page-preview.module.css'

type PagePreviewProps = {
  readonly title: string
  readonly text: string
  readonly botName: string
  readonly portalHost: string
}

/** About how the page looks to a visitor; the real one speaks the visitor's language. */
export const PagePreview = ({ title, text, botName, portalHost }: PagePreviewProps) => (
  <figure className={styles.preview} aria-label="Preview of the page">
    <div className={styles.page}>
      <strong className={styles.title}>
        {title.trim() === '' ? (
          <>
            Chat with <ForeignText text={botName} />
          </>
        ) : (
          <ForeignText text={title} />
        )}
      </strong>
      <p>
        {text.trim() === '' ? (
          <>
            This opens a chat with <ForeignText text={botName} /> in the Bitrix24 portal {portalHost}.
          </>
        ) : (
          <ForeignText text={text} />
        )}
      </p>
      <p className={styles.where}>
        <ForeignText text={botName} /> · {portalHost}
      </p>
      <span className={styles.first}>Open in browser</span>
      <span className={styles.second}>Open in the desktop app</span>
    </div>
    <figcaption>
      A sketch: your words as they stand, the rest in the visitor’s own language. On a phone the page says
      that its browser opens the chat, and the app cannot.
    </figcaption>
  </figure>
)
