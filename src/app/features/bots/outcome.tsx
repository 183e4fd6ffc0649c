import type { ReactNode } from 'react'
import styles from './outcome.module.css'

/** It may appear far from where the key was pressed; whoever pressed it shall be brought to what came of it. */
const bringThere = (element: HTMLElement | null) => {
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest' })
}

/** What came of an action, in view and with the focus. */
export const Outcome = ({ children }: { readonly children: ReactNode }) => (
  <div ref={bringThere} className={styles.outcome} tabIndex={-1}>
    {children}
  </div>
)
