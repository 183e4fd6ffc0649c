import type { ReactNode } from 'react'
import styles from './faces.module.css'

type EmptyProps = { readonly title: string; readonly text: string; readonly children?: ReactNode }

/** Nothing here yet: what this place is for, and the first step as `children`. */
export const Empty = ({ title, text, children }: EmptyProps) => (
  <section className={styles.face}>
    <h2>{title}</h2>
    <p>{text}</p>
    {children && <div className={styles.actions}>{children}</div>}
  </section>
)
