import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import encodeQR from 'qr'
import { longestScanned } from '../../../../contract/deep-link/lint-link.ts'
import styles from '../links.module.css'

/** The link as a code to scan, level M. */
export const LinkCode = ({ link }: { readonly link: string }) => {
  if (link.length > longestScanned) return <p className={styles.second}>Too long for a code to scan.</p>
  const svg = encodeQR(link, 'svg', { ecc: 'medium', border: 4 })
  const file = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  return (
    <figure className={styles.code}>
      <img src={file} alt="Code to scan that holds the web link" width={180} height={180} />
      <figcaption>
        A phone’s camera opens it in the phone’s browser, not in the mobile app.
        <Button
          component="a"
          href={file}
          download="context-link.svg"
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
        >
          Download SVG
        </Button>
      </figcaption>
    </figure>
  )
}
