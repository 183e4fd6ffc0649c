import type { Funnel } from '../../../../contract/links/short-link.ts'
import { wayTexts } from '../../../messages/short-link-texts.ts'
import styles from './funnel.module.css'
import { wayColors, wayNames } from './way-colors.ts'

/** Which part of the bar is which way, with its figure. */
export const WayLegend = ({ funnel }: { readonly funnel: Funnel }) => (
  <ul className={styles.legend} aria-label="Ways that were chosen">
    {wayNames.map((name) => (
      <li key={name}>
        <span aria-hidden style={{ background: wayColors[name] }} />
        {wayTexts[name]} {funnel[name].toLocaleString('en')}
      </li>
    ))}
  </ul>
)
