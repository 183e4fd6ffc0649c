import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { correctionOf, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import { risksOf } from './code-advice.ts'
import { CodeLook } from './code-look.tsx'
import { codePictureOptions } from './code-picture.ts'
import { lengthText, riskTexts, sizeRule } from './code-texts.ts'
import { NumberField } from './number-field.tsx'
import { distanceOf, versionOf, widthFor } from './print-size.ts'
import { drawSvg, findModules } from './qr-svg.ts'
import { saveFile } from './save-file.ts'
import styles from './code.module.css'

type LinkCodeProps = {
  readonly link: string
  readonly settings: CodeSettings
  readonly widthMm: number
  readonly onSettings: (settings: CodeSettings) => void
  readonly onWidth: (widthMm: number) => void
}

const fileName = 'context-link'
const settleMs = 300

const CopyPicture = ({ png }: { readonly png: Blob | undefined }) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const copy = async (picture: Blob) => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
      setOutcome('copied')
    } catch {
      setOutcome('refused') // the frame may not be allowed the clipboard
    }
  }
  return (
    <Button
      size="xs"
      variant="default"
      disabled={!png}
      leftSection={outcome === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => png && void copy(png)}
    >
      <span aria-live="polite">
        {outcome === 'copied'
          ? 'PNG copied'
          : outcome === 'refused'
            ? 'Not allowed here: download it'
            : 'Copy PNG'}
      </span>
    </Button>
  )
}

type ReadBackProps = {
  readonly link: string
  readonly settings: CodeSettings
  /** Stands first among the buttons. */
  readonly children: ReactNode
}

const ReadBack = ({ link, settings, children }: ReadBackProps) => {
  const [[text, look]] = useDebouncedValue([link, settings] as const, settleMs)
  const picture = useQuery(codePictureOptions(text, look))
  const png = text === link && look === settings ? picture.data?.png : undefined
  return (
    <>
      <div className={styles.buttons}>
        {children}
        <Button
          size="xs"
          variant="default"
          disabled={!png}
          leftSection={<IconDownload size={14} />}
          onClick={() => png && saveFile(png, `${fileName}.png`)}
        >
          Download PNG
        </Button>
        <CopyPicture key={text} png={png} />
      </div>
      <p role="status" className={picture.data?.isReadable === false ? styles.lost : styles.good}>
        {picture.isError ? (
          'This browser could not draw the picture.'
        ) : png === undefined ? (
          'Reading the picture back …'
        ) : picture.data?.isReadable ? (
          <>
            <IconCheck size={16} aria-hidden /> Read back: it holds exactly this link.
          </>
        ) : (
          <>
            <IconAlertTriangle size={16} aria-hidden /> Read back: nothing is found in this picture. Do not
            print it.
          </>
        )}
      </p>
    </>
  )
}

const PrintSize = ({
  side,
  settings,
  widthMm,
  onWidth,
}: { readonly side: number } & Omit<LinkCodeProps, 'link' | 'onSettings'>) => {
  const [distanceCm, setDistanceCm] = useState(30)
  const size = { side, quietZone: settings.quietZone }
  const needed = widthFor({ ...size, distanceMm: distanceCm * 10 })
  const distance = distanceOf({ ...size, widthMm })
  return (
    <div className={styles.look}>
      <NumberField label="Width in print, mm" value={widthMm} least={5} most={2000} onChange={onWidth} />
      <NumberField label="Read from, cm" value={distanceCm} least={1} most={3000} onChange={setDistanceCm} />
      <p className={styles.wide}>
        {distance === 0
          ? `At ${widthMm} mm its modules are too small to be read.`
          : `At ${widthMm} mm it is read from about ${lengthText(distance)}.`}{' '}
        From {distanceCm} cm it takes {needed} mm.{' '}
        {needed !== widthMm && needed <= 2000 && (
          <Button size="compact-xs" variant="default" onClick={() => onWidth(needed)}>
            Take {needed} mm
          </Button>
        )}
      </p>
      <p className={styles.wide}>{sizeRule}</p>
    </div>
  )
}

/** The link as a code to scan: shown, read back, measured, taken away. */
export const LinkCode = ({ link, settings, widthMm, onSettings, onWidth }: LinkCodeProps) => {
  const modules = findModules(link, settings)
  const side = modules?.length
  const level = correctionOf(settings)
  return (
    <div className={styles.code}>
      {modules === undefined || side === undefined ? (
        <p role="status">
          Too long for a code to scan at this level ({link.length} characters). Make the context smaller
          {level === 'low' ? '.' : ', or the level lower.'}
        </p>
      ) : (
        <figure>
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawSvg(modules, settings))}`}
            alt="Code to scan that holds the web link"
            width={200}
            height={200}
          />
          <figcaption>
            <p>
              {level[0]?.toUpperCase()} · version {versionOf(side)} · {side} × {side} modules · read from{' '}
              {lengthText(distanceOf({ side, quietZone: settings.quietZone, widthMm }))} at {widthMm} mm
            </p>
            <p>A phone’s camera opens it in the phone’s browser, not in the mobile app.</p>
            {risksOf(settings, side).map((risk) => (
              <p key={risk} className={styles.lost}>
                <IconAlertTriangle size={16} aria-hidden /> {riskTexts[risk]}
              </p>
            ))}
            <ReadBack link={link} settings={settings}>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconDownload size={14} />}
                onClick={() =>
                  saveFile(
                    new Blob([drawSvg(modules, settings, { widthMm })], { type: 'image/svg+xml' }),
                    `${fileName}.svg`,
                  )
                }
              >
                Download SVG
              </Button>
            </ReadBack>
          </figcaption>
        </figure>
      )}
      <details>
        <summary>Look and print size</summary>
        <CodeLook settings={settings} onChange={onSettings} />
        {side !== undefined && (
          <PrintSize side={side} settings={settings} widthMm={widthMm} onWidth={onWidth} />
        )}
      </details>
    </div>
  )
}
