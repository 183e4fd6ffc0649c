import { Button, FileButton } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { parseLink } from '../../../../contract/deep-link/link-parts.ts'
import type { PictureOutcome } from './read-picture.ts'
import type { PictureReading } from './use-picture.ts'
import styles from './inspect.module.css'

const nothingTexts = {
  noCode: 'No code was found in the picture. Try a sharper one, or cut it closer to the code.',
  noPicture: 'This is no picture that the browser can show.',
  tooBig: 'The picture is larger than 30 MB: make it smaller.',
  failed: 'The picture could not be looked at. Try again, or another picture.',
} as const

const sayOf = (outcome: PictureOutcome): string => {
  if (outcome.kind === 'nothing') return nothingTexts[outcome.why]
  return parseLink(outcome.text).kind === 'none'
    ? 'A code was read, and what it holds is not a link. It stands in the field.'
    : 'A code was read; its link stands in the field.'
}

/** Reads the link from a picture of a code. */
export const PictureField = ({ picture }: { readonly picture: PictureReading }) => (
  <div className={styles.picture}>
    <FileButton accept="image/*" onChange={(file) => file && picture.read(file)}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          loading={picture.isPending}
          leftSection={<IconQrcode size={16} />}
        >
          Picture of a code
        </Button>
      )}
    </FileButton>
    <span className={styles.second} role="status">
      {picture.isPending
        ? 'Looking for a code …'
        : picture.outcome
          ? sayOf(picture.outcome)
          : 'Choose, drop or paste one; it does not leave this page.'}
    </span>
  </div>
)
