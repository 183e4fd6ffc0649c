import { IconAlertTriangle, IconCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import {
  platformColumns,
  platformRows,
  verdictWords,
  type Verdict,
} from '../../../messages/platform-texts.ts'
import common from '../links.module.css'
import styles from './build.module.css'

const icons = { works: IconCheck, lost: IconAlertTriangle, no: IconX, unknown: IconHelpCircle } as const

const Cell = ({ verdict, note }: { readonly verdict: Verdict; readonly note?: string | undefined }) => {
  const Icon = icons[verdict]
  return (
    <span className={styles[`verdict-${verdict}`]}>
      <Icon size={16} aria-hidden />
      <span>
        <strong>{verdictWords[verdict]}</strong>
        {note !== undefined && <span className={`${common.second} ${styles.hint}`}>{note}</span>}
      </span>
    </span>
  )
}

/** Where a context link works, as far as anybody knows; what nobody knows is said, too. */
export const PlatformMatrix = () => (
  <section className={common.card} aria-label="Where it works">
    <h2>Where it works</h2>
    <div className={styles.scroll} role="group" aria-label="Table of where it works" tabIndex={0}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">Opened</th>
            {platformColumns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {platformRows.map(({ name, hint, cells }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span className={`${common.second} ${styles.hint}`}>{hint}</span>
              </th>
              {cells.map(({ verdict, note, span }, index) => (
                <td key={platformColumns[index]} colSpan={span}>
                  <Cell verdict={verdict} note={note} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)
