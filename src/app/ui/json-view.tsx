import { CopyButton } from './copy-button.tsx'
import styles from './json-view.module.css'

export const JsonView = ({ label, value }: { readonly label: string; readonly value: unknown }) => {
  const text = JSON.stringify(value, null, 2)
  return (
    <div className={styles.view}>
      <div className={styles.copy}>
        <CopyButton value={text} label="Copy JSON" />
      </div>
      <pre className={styles.text} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  )
}
