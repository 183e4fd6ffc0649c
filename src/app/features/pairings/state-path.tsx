import type { PairingView } from '../../../contract/pairing/console-api.ts'
import { endingTexts, stateTexts } from '../../messages/pairing-texts.ts'
import { pathOfState } from './path-of-state.ts'
import styles from './state-path.module.css'

/** How far a pairing came, as four dots and a word. */
export const StatePath = ({ pairing }: { readonly pairing: PairingView }) => (
  <span className={styles.path} title={pairing.ending ? endingTexts[pairing.ending.why] : undefined}>
    <span className={styles.dots} aria-hidden>
      {pathOfState(pairing).map((mark, index) => (
        <span key={index} className={styles.dot} data-mark={mark} />
      ))}
    </span>
    <span className={styles.word}>{stateTexts[pairing.state]}</span>
  </span>
)
