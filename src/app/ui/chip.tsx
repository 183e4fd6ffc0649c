import type { ReactNode } from 'react'
import styles from './chip.module.css'

type ChipProps = {
  readonly tone?: 'grey' | 'blue' | 'green' | 'orange' | 'red'
  readonly title?: string | undefined
  readonly children: ReactNode
}

/** A word in a pill; the tone only underlines what the word says. */
export const Chip = ({ tone = 'grey', title, children }: ChipProps) => (
  <span className={`${styles.chip} ${styles[tone]}`} title={title}>
    {children}
  </span>
)
