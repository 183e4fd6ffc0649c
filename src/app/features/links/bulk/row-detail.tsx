import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { drawSvg, findModules } from '../code/qr-svg.ts'
import type { RowView } from './bulk-protocol.ts'
import { problemTexts } from './bulk-texts.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

const tones = { error: 'red', warning: 'orange', note: 'grey' } as const
const words = { error: 'broken', warning: 'look', note: 'note' } as const

/** undefined: too long for a code, which the findings say. */
const codeOf = (link: string, look: CodeSettings): string | undefined => {
  const modules = findModules(link, look)
  return modules && `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawSvg(modules, look))}`
}

type RowDetailProps = { readonly row: RowView; readonly look: CodeSettings }

/** One row whole: its link, its code, and what is to be said of it. */
export const RowDetail = ({ row, look }: RowDetailProps) => {
  const { number, line, label, link, problems } = row
  const code = link === undefined ? undefined : codeOf(link, look)
  return (
    <section className={styles.detail} aria-label={`Row ${number}`}>
      <h3>
        Row {number} <span className={common.second}>line {line}</span> {showControls(label)}
      </h3>
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label="What is wrong with it">
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.at ?? ''}`}>
              <Chip tone={tones[problem.level]}>{words[problem.level]}</Chip>
              <span>
                {problem.at !== undefined && <code>{showControls(problem.at)}</code>}{' '}
                {problem.says ?? problemTexts[problem.code]}
              </span>
            </li>
          ))}
        </ul>
      )}
      {link === undefined ? (
        <p className={common.second}>No link is made of this row.</p>
      ) : (
        <div className={styles.taken}>
          {code !== undefined && (
            <img src={code} width={120} height={120} alt="Code to scan that holds the link" />
          )}
          <div>
            <pre tabIndex={0} aria-label="Link of the row">
              {link}
            </pre>
            <CopyButton value={link} label="Copy link" />
          </div>
        </div>
      )}
    </section>
  )
}
