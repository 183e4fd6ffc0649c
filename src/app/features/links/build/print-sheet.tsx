import { createPortal } from 'react-dom'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { qrSvg } from '../code/qr-svg.ts'
import styles from './print-sheet.module.css'

type PrintSheetProps = {
  readonly caption: string
  readonly webLink: string
  readonly settings: CodeSettings
  readonly widthMm: number
  readonly host: string
}

/** What is printed in place of the page: the code in its size, what it is for, and what a phone can do with it. */
export const PrintSheet = ({ caption, webLink, settings, widthMm, host }: PrintSheetProps) =>
  createPortal(
    <section className={styles.sheet} aria-label="Print sheet">
      <h1>{caption}</h1>
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg(webLink, settings))}`}
        alt="Code to scan"
        style={{ width: `${widthMm}mm`, height: `${widthMm}mm` }}
      />
      <p>
        Point the phone’s camera at the code. It opens {host} in the phone’s browser; sign in there if you are
        asked to. The mobile app does not open by itself.
      </p>
      <p>On a computer, open this address in a browser:</p>
      <p className={styles.link}>{webLink}</p>
    </section>,
    document.body,
  )
