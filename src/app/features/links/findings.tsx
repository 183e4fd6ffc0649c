import type { LinkFinding } from '../../../contract/deep-link/link-finding.ts'
import { findingTexts, readerTexts } from '../../messages/link-texts.ts'
import { Chip } from '../../ui/chip.tsx'
import { showControls } from '../../ui/show-controls.ts'
import styles from './links.module.css'

const tones = { error: 'red', warning: 'orange', note: 'blue' } as const
const words = { error: 'broken', warning: 'look', note: 'good to know' } as const

/** Whoever has more of them mends these first. */
const mostShown = 50

/** What is wrong with a link, the worst first. */
export const Findings = ({ findings }: { readonly findings: readonly LinkFinding[] }) => {
  const order = Object.keys(tones)
  const sorted = findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return (
    <ul className={styles.findings} aria-label="Findings">
      {sorted.slice(0, mostShown).map(({ code, level, at, readers }) => (
        <li key={`${code} ${at ?? ''}`}>
          <Chip tone={tones[level]}>{words[level]}</Chip>
          <span>
            {at !== undefined && <code>{showControls(at)}</code>} {findingTexts[code]}
            {readers && <em> {readers.map((reader) => readerTexts[reader].name).join(', ')}</em>}
          </span>
        </li>
      ))}
      {sorted.length > mostShown && <li>{sorted.length - mostShown} more.</li>}
    </ul>
  )
}
