import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { qrPng } from '../bulk/qr-png.ts'
import { widthFor } from '../code/print-size.ts'
import { modulesOf, qrSvg } from '../code/qr-svg.ts'

const pngScale = 20
const armMm = 300

const dataOf = (bytes: Uint8Array): string =>
  `data:image/png;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`

/** The code of a short address as picture and files, and how wide it must at least be printed. */
export const codeOf = (url: string) => {
  const modules = modulesOf(url, defaultCodeSettings)
  const { quietZone } = defaultCodeSettings
  return {
    svg: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg(url, defaultCodeSettings))}`,
    png: dataOf(qrPng(modules, { ...defaultCodeSettings, scale: pngScale })),
    widthMm: widthFor({ distanceMm: armMm, side: modules.length, quietZone }),
  }
}

type CodeFilesProps = { readonly code: ReturnType<typeof codeOf>; readonly slug: string }

export const CodeFiles = ({ code, slug }: CodeFilesProps) =>
  (['svg', 'png'] as const).map((kind) => (
    <Button
      key={kind}
      component="a"
      href={code[kind]}
      download={`${slug}.${kind}`}
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} />}
    >
      Code as {kind.toUpperCase()}
    </Button>
  ))
