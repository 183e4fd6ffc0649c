import { queryOptions } from '@tanstack/react-query'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { paintCode } from './code-pixels.ts'
import { plateOf } from './code-plate.ts'
import { modulesOf } from './qr-svg.ts'

/** A code as PNG, and whether a decoder reads exactly the text in it that it was made of. */
export type CodePicture = { readonly png: Blob; readonly isReadable: boolean }

/** About as wide as print needs, whatever the code's size. */
const widthPx = 1000

const drawLogo = async (
  context: CanvasRenderingContext2D,
  settings: CodeSettings,
  side: number,
  scale: number,
) => {
  if (!settings.logo) return
  const image = new Image()
  image.src = settings.logo.image
  await image.decode()
  const { from, size, picture } = plateOf(side, settings.logo.share)
  const at = (from + settings.quietZone + (size - picture) / 2) * scale
  context.drawImage(image, at, at, picture * scale, picture * scale)
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser made no PNG.'))),
      'image/png',
    )
  })

const isRead = async (pixels: ImageData, text: string): Promise<boolean> => {
  const { decodeQR } = await import('qr/decode.js')
  try {
    return decodeQR(pixels, { timeLimit: 500 }) === text
  } catch {
    return false
  }
}

const drawPicture = async (text: string, settings: CodeSettings): Promise<CodePicture> => {
  const side = modulesOf(text, settings).length
  const scale = Math.max(4, Math.ceil(widthPx / (side + 2 * settings.quietZone)))
  const { width, height, data } = paintCode(text, settings, scale)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('The browser gave no canvas to draw on.')
  context.putImageData(new ImageData(data, width, height), 0, 0)
  await drawLogo(context, settings, side, scale)
  const isReadable = await isRead(context.getImageData(0, 0, width, height), text)
  return { png: await pngOf(canvas), isReadable }
}

/** The code's picture, read back as a phone would; made in this page and sent nowhere. */
export const codePictureOptions = (text: string, settings: CodeSettings) =>
  queryOptions({
    queryKey: ['code picture', text, settings],
    queryFn: () => drawPicture(text, settings),
    networkMode: 'always',
    staleTime: Infinity,
    gcTime: 10_000,
    retry: false,
  })
