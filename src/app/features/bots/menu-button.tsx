import { IconDots } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import type { KnownBot } from '../../queries/bot-queries.ts'
import styles from './bot-list.module.css'
import { botNameOf } from './bot-texts.ts'

type MenuButtonProps = { readonly known: KnownBot } & ComponentPropsWithRef<'button'>

/** The three dots at the end of a row. */
export const MenuButton = ({ known, ...button }: MenuButtonProps) => (
  <button
    {...button}
    type="button"
    className={styles.menu}
    aria-haspopup="menu"
    aria-label={`What to do with ${botNameOf(known)}`}
  >
    <IconDots size={18} aria-hidden />
  </button>
)
